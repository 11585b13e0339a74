import { readSetCookies } from "./cookies.ts";
import { jsonOf } from "./expect.ts";
import type { Answer } from "./http.ts";
import { type Json, valueAt } from "./json.ts";
import type { CaptureSource } from "./scenario.ts";

/** The value that a source names in an answer; undefined if there is none. */
export function captured({ from, match }: CaptureSource, answer: Answer): Json | undefined {
  const value = sourceValue(from, answer);
  if (match === undefined || value === undefined) return value;
  return match.exec(typeof value === "string" ? value : JSON.stringify(value))?.[1];
}

function sourceValue(from: string, answer: Answer): Json | undefined {
  const [kind = "", ...rest] = from.split(".");
  const name = rest.join(".");
  switch (kind) {
    case "text":
      return answer.body;
    case "header":
      return answer.headers.get(name.toLowerCase());
    case "cookie": {
      const cookies = readSetCookies(answer.setCookie);
      return (name === "" ? [...cookies.values()][0] : cookies.get(name))?.["value"];
    }
    case "json": {
      const json = jsonOf(answer);
      return json === undefined ? undefined : valueAt(json, name);
    }
    default:
      throw new Error(`nothing can be captured from '${from}'; there are json, header, cookie, text`);
  }
}
