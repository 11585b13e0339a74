import { readSetCookies, type SetCookie } from "./cookies.ts";
import { looksLikeHtml, normalHtml } from "./html.ts";
import type { Answer } from "./http.ts";
import { isList, isObject, type Json, parseJson, valueAt } from "./json.ts";
import { type Mismatch, nothing, shown } from "./mismatch.ts";
import { isAbsent, textFits, textHolds, valueFits } from "./placeholders.ts";
import type { Expectation } from "./scenario.ts";
import { fillJson, fillText, type Values } from "./values.ts";

/** The body of an answer as JSON; undefined if it is none. */
export function jsonOf(answer: Answer): Json | undefined {
  try {
    return parseJson(answer.body);
  } catch {
    return undefined;
  }
}

/** Every place where an answer is not as expected; throws when an expectation needs a value that there is not. */
export function unmet(expect: Expectation, answer: Answer, values: Values): readonly Mismatch[] {
  return [
    ...unmetStatus(expect, answer),
    ...unmetHeaders(expect, answer, values),
    ...unmetCookies(expect, answer, values),
    ...unmetJson(expect, answer, values),
    ...unmetBody(expect, answer, values),
  ];
}

function unmetStatus({ status }: Expectation, answer: Answer): readonly Mismatch[] {
  return status === undefined || status === answer.status
    ? []
    : [{ at: "status", expected: String(status), got: String(answer.status) }];
}

/** Compares a text that may be absent with an expected one that may be null for absent. */
function unmetText(at: string, expected: string | null, got: string | undefined): readonly Mismatch[] {
  const fits = expected === null ? got === undefined : got !== undefined && textFits(expected, got);
  return fits ? [] : [{ at, expected: expected ?? nothing, got: got ?? nothing }];
}

function unmetHeaders({ headers }: Expectation, answer: Answer, values: Values): readonly Mismatch[] {
  return Object.entries(headers).flatMap(([name, expected]) =>
    unmetText(
      `header.${name.toLowerCase()}`,
      expected === null ? null : fillText(expected, values),
      answer.headers.get(name.toLowerCase()),
    ),
  );
}

function unmetCookies({ cookies }: Expectation, answer: Answer, values: Values): readonly Mismatch[] {
  const set = readSetCookies(answer.setCookie);
  const extra = readSetCookies(answer.extraSetCookie);
  return Object.entries(cookies).flatMap(([pattern, expected]) => {
    const name = fillText(pattern, values);
    return [
      ...unmetCookie(`cookie.${name}`, set.get(name), expected, values),
      ...unmetCookie(`cookie.isso-${name}`, extra.get(`isso-${name}`), expected, values),
    ];
  });
}

function unmetCookie(
  at: string,
  got: SetCookie | undefined,
  expected: Readonly<Record<string, string | null>> | null,
  values: Values,
): readonly Mismatch[] {
  if (expected === null) return got === undefined ? [] : [{ at, expected: nothing, got: shown(got) }];
  if (got === undefined) return [{ at, expected: shown(expected), got: nothing }];
  return Object.entries(expected).flatMap(([name, text]) =>
    unmetText(`${at}.${name}`, text === null ? null : fillText(text, values), got[name]),
  );
}

function unmetJson({ json, keys }: Expectation, answer: Answer, values: Values): readonly Mismatch[] {
  if (json === undefined && Object.keys(keys).length === 0) return [];
  const got = jsonOf(answer);
  if (got === undefined) return [{ at: "body", expected: "JSON", got: shown(answer.body) }];
  return [
    ...(json === undefined ? [] : unmetValue("json", fillJson(json, values), got)),
    ...Object.entries(keys).flatMap(([place, names]) => unmetKeys(place, names, got)),
  ];
}

function unmetKeys(at: string, names: readonly string[], json: Json): readonly Mismatch[] {
  const got = valueAt(json, at.replace(/^json\.?/, ""));
  if (!isObject(got)) return [{ at, expected: `an object with ${names.join(", ")}`, got: shown(got) }];
  const missing = names.filter((name) => !Object.hasOwn(got, name));
  const surplus = Object.keys(got).filter((name) => !names.includes(name));
  return [
    ...missing.map((name) => ({ at: `${at}.${name}`, expected: "a member of this name", got: nothing })),
    ...surplus.map((name) => ({ at: `${at}.${name}`, expected: nothing, got: shown(got[name]) })),
  ];
}

/** Places where a value is not as expected: objects may have more members, lists may not have more elements. */
function unmetValue(at: string, expected: Json, got: Json | undefined): readonly Mismatch[] {
  if (isAbsent(expected)) return got === undefined ? [] : [{ at, expected: nothing, got: shown(got) }];
  if (got === undefined) return [{ at, expected: shown(expected), got: nothing }];
  if (isObject(expected) && isObject(got)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      unmetValue(`${at}.${name}`, value, Object.hasOwn(got, name) ? got[name] : undefined),
    );
  }
  if (isList(expected) && isList(got) && expected.length === got.length) {
    return expected.flatMap((value, index) => unmetValue(`${at}.${index}`, value, got[index]));
  }
  const fits =
    !(isObject(expected) || isList(expected)) && (valueFits(expected, got) || sameHtml(expected, got));
  return fits ? [] : [{ at, expected: shown(expected), got: shown(got) }];
}

function sameHtml(expected: Json, got: Json): boolean {
  return (
    typeof expected === "string" &&
    typeof got === "string" &&
    looksLikeHtml(expected) &&
    textFits(normalHtml(expected), normalHtml(got))
  );
}

function unmetBody(expect: Expectation, answer: Answer, values: Values): readonly Mismatch[] {
  const { body } = answer;
  const fill = (text: string): string => fillText(text, values);
  const { html, text } = expect;
  const contains = expect.contains.map(fill).filter((part) => !textHolds(part, body));
  const lacks = expect.lacks.map(fill).filter((part) => textHolds(part, body));
  return [
    ...(html === undefined || textFits(normalHtml(fill(html)), normalHtml(body)) ? [] : [[fill(html), body]]),
    ...(text === undefined || textFits(fill(text), body) ? [] : [[fill(text), body]]),
    ...contains.map((part) => [`a body with ${part}`, body]),
    ...lacks.map((part) => [`a body without ${part}`, body]),
  ].map(([expected = "", got = ""]) => ({ at: "body", expected, got: shown(got) }));
}
