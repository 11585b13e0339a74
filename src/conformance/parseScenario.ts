import { isObject, type Json, type JsonObject } from "./json.ts";
import type {
  Area,
  CaptureSource,
  Expectation,
  Scenario,
  SitePage,
  Step,
  StepBody,
  StepRequest,
} from "./scenario.ts";
import {
  anyObject,
  asText,
  asTextOrNull,
  listAt,
  membersAt,
  objectOf,
  optionalText,
  type Place,
  refuseTwice,
  slugAt,
  textAt,
  textsAt,
  wholeAt,
} from "./shape.ts";

const anyStatus = { least: 100, most: 599, absent: 200 } as const;
const expectationMembers = [
  "status",
  "headers",
  "cookies",
  "json",
  "keys",
  "html",
  "text",
  "contains",
  "lacks",
];

/** A file of scenarios, checked; throws one sentence that names file, place and fault. */
export function parseArea(value: Json, file: string): Area {
  const object = objectOf(value, file, ["area", "title", "scenarios"]);
  const scenarios = listAt(object, "scenarios", file).map((entry, index) =>
    parseScenario(entry, `${file}: scenarios.${index}`),
  );
  refuseTwice(
    scenarios.map(({ id }) => id),
    file,
  );
  return { area: slugAt(object, "area", file), title: textAt(object, "title", file), scenarios };
}

function parseScenario(value: Json, place: Place): Scenario {
  const object = objectOf(value, place, ["id", "title", "profile", "fresh", "pages", "steps"]);
  const steps = listAt(object, "steps", place).map((entry, index) =>
    parseStep(entry, `${place}.steps.${index}`),
  );
  refuseTwice(
    steps.map(({ id }) => id),
    place,
  );
  return {
    id: slugAt(object, "id", place),
    title: textAt(object, "title", place),
    profile: slugAt(object, "profile", place),
    fresh: flagAt(object, "fresh", place),
    pages: membersAt(object, "pages", place, parsePage),
    steps,
  };
}

function flagAt(object: JsonObject, name: string, place: Place): boolean {
  const value = object[name] ?? false;
  if (typeof value !== "boolean") throw new Error(`${place}: '${name}' must be true or false`);
  return value;
}

function parsePage(value: Json, place: Place): SitePage {
  const object = objectOf(value, place, ["status", "headers", "body"]);
  return {
    status: wholeAt(object, "status", place, anyStatus),
    headers: membersAt(object, "headers", place, asText),
    body: optionalText(object, "body", place) ?? "",
  };
}

function parseStep(value: Json, place: Place): Step {
  const members = ["id", "title", "as", "let", "request", "expect", "capture", "ignore", "until"];
  const object = objectOf(value, place, members);
  const expect = parseExpectation(object["expect"] ?? null, `${place}.expect`);
  if (expect.status === undefined) throw new Error(`${place}.expect: 'status' is required`);
  return {
    id: slugAt(object, "id", place),
    title: textAt(object, "title", place),
    as: optionalText(object, "as", place) ?? "reader",
    let: anyObject(object["let"], `${place}.let`),
    request: parseRequest(object["request"] ?? null, `${place}.request`),
    expect,
    capture: membersAt(object, "capture", place, parseCapture),
    ignore: textsAt(object, "ignore", place),
    until: wholeAt(object, "until", place, { least: 0, most: 10, absent: 0 }),
  };
}

function parseRequest(value: Json, place: Place): StepRequest {
  const object = objectOf(value, place, ["method", "path", "headers", "cookies", "json", "text", "repeat"]);
  return {
    method: textAt(object, "method", place),
    path: textAt(object, "path", place),
    headers: membersAt(object, "headers", place, asTextOrNull),
    cookies: object["cookies"] === undefined ? undefined : membersAt(object, "cookies", place, asText),
    body: parseBody(object, place),
  };
}

function parseBody(object: JsonObject, place: Place): StepBody {
  const kinds = ["json", "text", "repeat"].filter((name) => object[name] !== undefined);
  if (kinds.length > 1) throw new Error(`${place}: a request has one body, not ${kinds.join(" and ")}`);
  const { json, repeat } = object;
  if (json !== undefined) return { kind: "json", json };
  if (repeat !== undefined) return { kind: "repeat", ...parseRepeat(repeat, `${place}.repeat`) };
  const text = optionalText(object, "text", place);
  return text === undefined ? { kind: "none" } : { kind: "text", text };
}

/** A long text told in short: the same one several times. */
export function parseRepeat(value: Json, place: Place): { readonly text: string; readonly times: number } {
  const object = objectOf(value, place, ["text", "times"]);
  return {
    text: textAt(object, "text", place),
    times: wholeAt(object, "times", place, { least: 0, most: 1_000_000, absent: 1 }),
  };
}

function parseCapture(value: Json, place: Place): CaptureSource {
  if (!isObject(value)) return { from: asText(value, place), match: undefined };
  const object = objectOf(value, place, ["from", "match"]);
  const match = optionalText(object, "match", place);
  return { from: textAt(object, "from", place), match: match === undefined ? undefined : new RegExp(match) };
}

/** What an answer must be like; used by steps, and by differences for the answer that is meant. */
export function parseExpectation(value: Json, place: Place): Expectation {
  const object = objectOf(value, place, expectationMembers);
  return {
    status: object["status"] === undefined ? undefined : wholeAt(object, "status", place, anyStatus),
    headers: membersAt(object, "headers", place, asTextOrNull),
    cookies: membersAt(object, "cookies", place, (cookie, at) =>
      cookie === null
        ? null
        : Object.fromEntries(
            Object.entries(anyObject(cookie, at)).map(([name, text]) => [
              name,
              asTextOrNull(text, `${at}.${name}`),
            ]),
          ),
    ),
    json: object["json"],
    keys: membersAt(object, "keys", place, (names, at) => textsAt({ names }, "names", at)),
    html: optionalText(object, "html", place),
    text: optionalText(object, "text", place),
    contains: textsAt(object, "contains", place),
    lacks: textsAt(object, "lacks", place),
  };
}
