import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** A place in a file, for messages: `posting.json: scenarios.0.steps.2.expect`. */
export type Place = string;

function refuse(place: Place, what: string): never {
  throw new Error(`${place}: ${what}`);
}

/** An object that has no members but these; throws a message that names the place otherwise. */
export function objectOf(value: Json | undefined, place: Place, members: readonly string[]): JsonObject {
  const object = anyObject(value, place);
  const unknown = Object.keys(object).find((name) => !members.includes(name));
  if (unknown !== undefined) refuse(place, `unknown member '${unknown}'; there are ${members.join(", ")}`);
  return object;
}

/** An object with members of any name; an absent one is empty. */
export function anyObject(value: Json | undefined, place: Place): JsonObject {
  if (value === undefined) return {};
  return isObject(value) ? value : refuse(place, "an object is expected");
}

/** A text; throws if it is absent. */
export function textAt(object: JsonObject, name: string, place: Place): string {
  const value = object[name];
  return typeof value === "string" ? value : refuse(place, `'${name}' must be a text`);
}

/** A text, or undefined if it is absent. */
export function optionalText(object: JsonObject, name: string, place: Place): string | undefined {
  return object[name] === undefined ? undefined : textAt(object, name, place);
}

/** A whole number from `least` to `most`; what is absent becomes `absent`. */
export function wholeAt(
  object: JsonObject,
  name: string,
  place: Place,
  range: { readonly least: number; readonly most: number; readonly absent: number },
): number {
  const value = object[name] ?? range.absent;
  const { least, most } = range;
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(place, `'${name}' must be a whole number from ${least} to ${most}`);
}

/** A list of texts; an absent one is empty. */
export function textsAt(object: JsonObject, name: string, place: Place): readonly string[] {
  return listAt(object, name, place).map((entry) =>
    typeof entry === "string" ? entry : refuse(place, `'${name}' must be a list of texts`),
  );
}

/** A list; an absent one is empty. */
export function listAt(object: JsonObject, name: string, place: Place): readonly Json[] {
  const value = object[name] ?? [];
  return isList(value) ? value : refuse(place, `'${name}' must be a list`);
}

/** Each member of an object, read by `read`; an absent object has none. */
export function membersAt<T>(
  object: JsonObject,
  name: string,
  place: Place,
  read: (value: Json, place: Place) => T,
): Readonly<Record<string, T>> {
  const inner = `${place}.${name}`;
  return Object.fromEntries(
    Object.entries(anyObject(object[name], inner)).map(([key, value]) => [
      key,
      read(value, `${inner}.${key}`),
    ]),
  );
}

/** A value that must be a text. */
export function asText(value: Json, place: Place): string {
  return typeof value === "string" ? value : refuse(place, "a text is expected");
}

/** A value that must be a text or null. */
export function asTextOrNull(value: Json, place: Place): string | null {
  return value === null ? null : asText(value, place);
}

/** A name of lower-case words and digits joined by hyphens. */
export function slugAt(object: JsonObject, name: string, place: Place): string {
  const slug = textAt(object, name, place);
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)
    ? slug
    : refuse(place, `'${name}' must be lower-case words joined by hyphens, not '${slug}'`);
}

/** Refuses a list of names that holds one twice. */
export function refuseTwice(names: readonly string[], place: Place): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) refuse(place, `'${twice}' is there twice`);
}
