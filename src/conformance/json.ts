/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A JSON text as a value; throws what the parser says. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** What stands at a place such as `replies.0.id`, the empty place being the value itself; undefined if nothing does. */
export function valueAt(value: Json, place: string): Json | undefined {
  if (place === "") return value;
  let at: Json | undefined = value;
  for (const name of place.split(".")) {
    if (isObject(at)) at = Object.hasOwn(at, name) ? at[name] : undefined;
    else if (isList(at)) at = /^\d+$/.test(name) ? at[Number(name)] : undefined;
    else return undefined;
  }
  return at;
}
