import { isList, isObject, type Json } from "./json.ts";
import { parseRepeat } from "./parseScenario.ts";

/** Values by name, as `{{name}}` puts them in. */
export type Values = ReadonlyMap<string, Json>;

/** A typed placeholder begins with a colon and stays; every other one is a value. */
const placeholder = /\{\{([^:{}][^{}]*)\}\}/g;

function valueNamed(name: string, values: Values): Json {
  const value = values.get(name);
  if (value === undefined) throw new Error(`there is no value {{${name}}}: an earlier step did not give it`);
  return value;
}

function asPlainText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A text with its values put in; throws when one is missing. */
export function fillText(text: string, values: Values): string {
  return text.replace(placeholder, (_, name: string) => asPlainText(valueNamed(name, values)));
}

/** A path with its values put in, percent-encoded; the rest stays as written. */
export function fillPath(path: string, values: Values): string {
  return path.replace(placeholder, (_, name: string) =>
    encodeURIComponent(asPlainText(valueNamed(name, values))),
  );
}

/** A JSON value with values put in, in names of members too; a text that is one placeholder takes the value's type. */
export function fillJson(json: Json, values: Values): Json {
  if (typeof json === "string") return fillWhole(json, values);
  if (isList(json)) return json.map((entry) => fillJson(entry, values));
  if (!isObject(json)) return json;
  const { $repeat } = json;
  if ($repeat !== undefined) {
    const { text, times } = parseRepeat($repeat, "$repeat");
    return fillText(text, values).repeat(times);
  }
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [fillText(name, values), fillJson(value, values)]),
  );
}

function fillWhole(text: string, values: Values): Json {
  const only = /^\{\{([^:{}][^{}]*)\}\}$/.exec(text);
  return only?.[1] === undefined ? fillText(text, values) : valueNamed(only[1], values);
}
