import { readSetCookies, type SetCookie } from "./cookies.ts";
import { jsonOf } from "./expect.ts";
import { looksLikeHtml, normalHtml } from "./html.ts";
import type { Answer } from "./http.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { datePattern, isoPattern, tokenPattern } from "./placeholders.ts";
import { sha1 } from "./tokens.ts";

/** An answer without what differs between two runs of the same server: two of them can be compared. */
export interface NormalAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, SetCookie>>;
  /** The body, if it is JSON. */
  readonly json?: Json;
  /** The body, if it is anything else; HTML and XML in their normal form. */
  readonly body?: string;
}

/** Names for what differs between runs of one scenario; it learns ids and hashes as they come. */
export interface Labels {
  /** Texts of this run and the names that stand for them, the longest first. */
  readonly texts: readonly (readonly [text: string, name: string])[];
  readonly ids: Map<string, string>;
  readonly hashes: Map<string, string>;
}

/** Headers that are compared; others are the business of the software in front. */
const comparedHeaders = [
  "content-type",
  "location",
  "allow",
  "cache-control",
  "etag",
  "last-modified",
  "retry-after",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-expose-headers",
] as const;

/** Names for a scenario that begins. */
export function newLabels(texts: ReadonlyMap<string, string>): Labels {
  const longestFirst = [...texts].sort(([a], [b]) => b.length - a.length);
  return { texts: longestFirst, ids: new Map(), hashes: new Map() };
}

/** An answer in the form in which answers are compared and stored; `step` names what is seen for the first time. */
export function normalAnswer(answer: Answer, labels: Labels, step: string): NormalAnswer {
  const json = /^application\/json\b/.test(answer.headers.get("content-type") ?? "")
    ? jsonOf(answer)
    : undefined;
  const body = json === undefined ? normalBody(answer, labels) : undefined;
  const whole = json === undefined ? undefined : normalJson(json, "", { labels, step });
  return {
    status: answer.status,
    headers: normalHeaders(answer, labels),
    cookies: {
      ...normalCookies(readSetCookies(answer.setCookie), labels),
      ...normalCookies(readSetCookies(answer.extraSetCookie), labels),
    },
    ...(whole === undefined ? {} : { json: whole }),
    ...(body === undefined || body === "" ? {} : { body }),
  };
}

function normalHeaders(answer: Answer, labels: Labels): Readonly<Record<string, string>> {
  const present = comparedHeaders.flatMap((name) => {
    const value = answer.headers.get(name);
    return value === undefined ? [] : [[name, normalHeader(name, value, labels)] as const];
  });
  return Object.fromEntries(present);
}

function normalHeader(name: string, value: string, labels: Labels): string {
  if (name === "allow") return value.split(/,\s*/).sort().join(", ");
  if (name === "etag") return value.replace(/"(?!empty")[^"]*"/, '"{{:any}}"');
  return normalText(value, labels);
}

function normalCookies(
  cookies: ReadonlyMap<string, SetCookie>,
  labels: Labels,
): Readonly<Record<string, SetCookie>> {
  return Object.fromEntries(
    [...cookies].map(([name, cookie]) => [
      name.replace(/\d+$/, (id) => labels.ids.get(id) ?? id),
      Object.fromEntries(Object.entries(cookie).map(([key, text]) => [key, normalText(text, labels)])),
    ]),
  );
}

function normalBody(answer: Answer, labels: Labels): string {
  const type = answer.headers.get("content-type") ?? "";
  const markup = /^(?:text\/html|text\/xml|application\/(?:atom\+)?xml)\b/.test(type);
  const text = normalText(markup ? normalHtml(answer.body) : answer.body, labels);
  return isWork(type, text) ? digest(text) : short(text);
}

/** Programs, styles, pictures and pages built on them are compared, but never stored: they are somebody's work. */
function isWork(type: string, text: string): boolean {
  if (/^(?:text\/(?:javascript|css)|application\/javascript|image\/)/.test(type)) return true;
  return /^text\/html\b/.test(type) && /<(?:script|style|link)\b/.test(text);
}

const longestStored = 2_000;

function short(text: string): string {
  return text.length <= longestStored ? text : digest(text);
}

function digest(text: string): string {
  return `(${text.length} characters with the SHA-1 ${sha1(text)})`;
}

interface Naming {
  readonly labels: Labels;
  readonly step: string;
}

function normalJson(json: Json, name: string, naming: Naming): Json {
  if (isList(json)) return json.map((entry) => normalJson(entry, name, naming));
  if (isObject(json)) return normalObject(json, naming);
  if (typeof json === "string") return normalMember(json, name, naming);
  if (typeof json !== "number") return json;
  if (name === "created" || name === "modified") return "{{:time}}";
  if ((name === "id" || name === "parent") && json > 0)
    return labelled(String(json), "id", naming.labels.ids, naming.step);
  return json;
}

function normalObject(object: JsonObject, naming: Naming): JsonObject {
  const names = Object.keys(object).sort();
  return Object.fromEntries(names.map((name) => [name, normalJson(object[name] ?? null, name, naming)]));
}

function normalMember(text: string, name: string, { labels, step }: Naming): string {
  if (name === "hash") return labelled(text, "hash", labels.hashes, step);
  return short(normalText(looksLikeHtml(text) ? normalHtml(text) : text, labels));
}

function labelled(value: string, kind: string, known: Map<string, string>, step: string): string {
  const label = known.get(value);
  if (label !== undefined) return label;
  const before = [...known.values()].filter((other) => other.startsWith(`{{${kind}:${step}`)).length;
  const fresh = `{{${kind}:${step}${before === 0 ? "" : `.${before + 1}`}}}`;
  known.set(value, fresh);
  return fresh;
}

/** Where comment ids stand in texts: links, feed entries, cookies, and the guard's message. */
const idPlaces = /(isso-|\/id\/|Comment #|,2018:\/isso\/\d+\/)(\d+)/g;
const listedIds = /(ratelimit exceeded \()([\d, ]+)/g;
const times = new RegExp(`${datePattern}|${isoPattern}`, "g");
const tokens = new RegExp(`(?<![\\w.-])${tokenPattern}(?![\\w-])`, "g");

function normalText(text: string, labels: Labels): string {
  const named = (id: string): string => labels.ids.get(id) ?? id;
  const known = labels.texts.reduce((all, [of, name]) => all.replaceAll(of, name), text);
  return known
    .replace(tokens, "{{:token}}")
    .replace(idPlaces, (_, before: string, id: string) => before + named(id))
    .replace(listedIds, (_, before: string, ids: string) => before + ids.replace(/\d+/g, named))
    .replace(/(,2018:\/isso\/)\d+\//g, "$1{{:id}}/")
    .replace(times, (time) => (time.includes("1970") ? time : time.includes(",") ? "{{:date}}" : "{{:iso}}"));
}
