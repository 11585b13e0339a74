import type { Json } from "./json.ts";
import { escapeRegExp } from "./scenario.ts";

/** How near to now a time must be, in seconds: a server may run on another machine. */
const nearNow = 86_400;

/** What a signed token looks like: payload, time and signature (behaviour section 2.5). */
export const tokenPattern: string = String.raw`\.?[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{0,8}\.[A-Za-z0-9_-]{27}`;

/** A date of HTTP headers (RFC 9110 section 5.6.7). */
export const datePattern: string = String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT`;

/** A time of ISO 8601 in UTC, with or without a fraction. */
export const isoPattern: string = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)`;

const number = String.raw`-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;

interface Type {
  /** What it may be as a part of a text. */
  readonly pattern: string;
  /** Whether a JSON value that is no text is of it. */
  readonly fits: (value: Json) => boolean;
}

const isNumber = (value: Json): value is number => typeof value === "number";
const never = (): boolean => false;

const types: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["any", { pattern: String.raw`[\s\S]*`, fits: () => true }],
  [
    "id",
    {
      pattern: String.raw`[1-9]\d*`,
      fits: (value) => isNumber(value) && Number.isInteger(value) && value > 0,
    },
  ],
  ["integer", { pattern: String.raw`-?\d+`, fits: (value) => Number.isInteger(value) }],
  ["number", { pattern: number, fits: isNumber }],
  ["string", { pattern: String.raw`[\s\S]*`, fits: never }],
  ["boolean", { pattern: "true|false", fits: (value) => typeof value === "boolean" }],
  [
    "time",
    { pattern: number, fits: (value) => isNumber(value) && Math.abs(value - Date.now() / 1000) < nearNow },
  ],
  ["hex", { pattern: "[0-9a-f]+", fits: never }],
  ["token", { pattern: tokenPattern, fits: never }],
  ["date", { pattern: datePattern, fits: never }],
  ["iso", { pattern: isoPattern, fits: never }],
  ["absent", { pattern: "(?!)", fits: never }],
]);

/** Types that numbers alone are of: a text with digits is none of them. */
const numeric: ReadonlySet<string> = new Set(["id", "integer", "number", "time"]);

function typeNamed(name: string): Type {
  const type = types.get(name);
  if (type === undefined) {
    throw new Error(`there is no placeholder {{:${name}}}; there are ${[...types.keys()].join(", ")}`);
  }
  return type;
}

/** Whether an expected value is a placeholder for a member that must not be there. */
export function isAbsent(expected: Json): boolean {
  return expected === "{{:absent}}";
}

/** The regular expression of a text in which typed placeholders match a part of their type. */
function patternOf(expected: string): string {
  return expected
    .split(/(\{\{:[a-z]+\}\})/)
    .map((part) => {
      const name = /^\{\{:([a-z]+)\}\}$/.exec(part)?.[1];
      return name === undefined ? escapeRegExp(part) : `(?:${typeNamed(name).pattern})`;
    })
    .join("");
}

/** Whether a text is as expected; typed placeholders in the expected one match a part of their type. */
export function textFits(expected: string, got: string): boolean {
  return expected.includes("{{:") ? new RegExp(`^${patternOf(expected)}$`).test(got) : expected === got;
}

/** Whether a part of a text is as expected, in the same way. */
export function textHolds(expected: string, got: string): boolean {
  return expected.includes("{{:") ? new RegExp(patternOf(expected)).test(got) : got.includes(expected);
}

/** Whether a value that is no object and no list is as expected. */
export function valueFits(expected: Json, got: Json): boolean {
  if (typeof expected !== "string") return expected === got;
  const name = /^\{\{:([a-z]+)\}\}$/.exec(expected)?.[1];
  if (typeof got !== "string") return name !== undefined && typeNamed(name).fits(got);
  return name !== undefined && numeric.has(name) ? false : textFits(expected, got);
}
