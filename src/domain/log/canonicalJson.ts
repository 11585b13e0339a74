import { err, ok, type Result } from "../result.ts";

/** A JSON value as events hold it. Members that are `undefined` count as absent. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; see {@link Json}. */
export interface JsonObject {
  readonly [member: string]: Json | undefined;
}

/** Why a value has no canonical form. */
export type NotCanonical =
  | "not-json"
  | "not-an-integer"
  | "integer-out-of-range"
  | "lone-surrogate"
  | "too-deep";

/** Arrays and objects may be nested this deep; more is no event but an attack on the stack. */
export const MAX_DEPTH = 64;

/**
 * The one text of a value: JSON Canonicalization Scheme (RFC 8785) in a profile that no two libraries can read
 * differently: integers within ±(2^53 − 1) only, no lone surrogates, nested at most {@link MAX_DEPTH} deep.
 * Unicode is not normalised. The UTF-8 bytes of the text are what gets hashed.
 */
export function canonicalJson(value: Json): Result<string, NotCanonical> {
  const flaw = flawOf(value, 0);
  return flaw === undefined ? ok(serialise(value)) : err(flaw);
}

/** Whether the text is its value's canonical form, to the letter. False for text that is no JSON. */
export function isCanonical(text: string): boolean {
  return readCanonical(text) !== undefined;
}

/** The value whose canonical form the text is, to the letter; undefined for any other text. */
export function readCanonical(text: string): Json | undefined {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  // The built-in writer is much faster, and right whenever the members already stand in order. It writes
  // lone surrogates, and nothing else that is canonical, as escapes that begin like this.
  if (isPlain(value, 0) && JSON.stringify(value) === text && !text.includes("\\ud")) return value;
  return flawOf(value, 0) === undefined && serialise(value) === text ? value : undefined;
}

/** Whether a value holds only integers, its members stand in order, and it is not too deep. */
function isPlain(value: Json | undefined, depth: number): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  if (isArray(value)) {
    for (const element of value) if (!isPlain(element, depth + 1)) return false;
    return true;
  }
  let before = "";
  for (const name of Object.keys(value)) {
    if (name < before || !isPlain(value[name], depth + 1)) return false;
    before = name;
  }
  return true;
}

function flawOf(value: unknown, depth: number): NotCanonical | undefined {
  switch (typeof value) {
    case "string":
      return hasLoneSurrogate(value) ? "lone-surrogate" : undefined;
    case "number":
      return flawOfNumber(value);
    case "boolean":
      return undefined;
    case "object":
      if (value === null) return undefined;
      return depth >= MAX_DEPTH ? "too-deep" : flawOfContainer(value, depth + 1);
    default:
      return "not-json";
  }
}

function flawOfNumber(value: number): NotCanonical | undefined {
  if (Number.isSafeInteger(value)) return undefined;
  return Number.isInteger(value) ? "integer-out-of-range" : "not-an-integer";
}

function flawOfContainer(container: object, depth: number): NotCanonical | undefined {
  if (Array.isArray(container)) {
    for (const element of container) {
      const flaw = flawOf(element, depth);
      if (flaw !== undefined) return flaw;
    }
    return undefined;
  }
  for (const [name, member] of Object.entries(container)) {
    if (member === undefined) continue;
    const flaw = hasLoneSurrogate(name) ? "lone-surrogate" : flawOf(member, depth);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function hasLoneSurrogate(text: string): boolean {
  return !text.isWellFormed();
}

function serialise(value: Json): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return String(value);
  return isArray(value) ? `[${value.map(serialise).join(",")}]` : serialiseObject(value);
}

function serialiseObject(object: JsonObject): string {
  let text = "";
  // The default order of sort() is the one RFC 8785 asks for: by UTF-16 code units.
  for (const name of Object.keys(object).sort()) {
    const member = object[name];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${quoted(name)}:${serialise(member)}`;
  }
  return `{${text}}`;
}

/** Text that JSON writes as it is; nearly all of an event's, and the built-in writer costs more than this test. */
const plainText = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return plainText.test(text) ? `"${text}"` : JSON.stringify(text);
}

function isArray(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
