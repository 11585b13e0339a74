import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import { parseTimedelta } from "./timedelta.ts";
import { trimBlanks } from "./whitespace.ts";

/** Blank everywhere else in the original, but not around a number. */
const SEPARATORS: readonly string[] = ["\u001c", "\u001d", "\u001e", "\u001f"];

const DECIMAL = /^[+-]?[0-9]+(?:_[0-9]+)*$/;

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["1", true],
  ["yes", true],
  ["true", true],
  ["on", true],
  ["0", false],
  ["no", false],
  ["false", false],
  ["off", false],
]);

/** What was expected and what was found, for the end of an error sentence. */
export function expected(what: string, got: string): string {
  return `expected ${what}, got ${JSON.stringify(got)}`;
}

/**
 * A decimal integer with optional sign, blanks around it and single `_` between digits (behaviour section 1.3);
 * undefined for anything else and for numbers beyond the safe integers.
 */
export function parseDecimal(text: string): number | undefined {
  if (SEPARATORS.some((separator) => text.includes(separator))) return undefined;
  const digits = trimBlanks(text);
  const value = DECIMAL.test(digits) ? Number(digits.replaceAll("_", "")) : Number.NaN;
  // Adding zero turns "-0" into 0.
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

/** The type `int` of behaviour section 1.3: a duration becomes whole seconds, else a decimal integer. */
export function parseInteger(text: string): Result<number, string> {
  const value = parseTimedelta(text) ?? parseDecimal(text);
  return value === undefined ? err(expected("a whole number or a duration such as 1m30s", text)) : ok(value);
}

/** The type `bool` of behaviour section 1.3: one of eight words, in any case. */
export function parseBoolean(text: string): Result<boolean, string> {
  const value = BOOLEANS.get(text.toLowerCase());
  return value === undefined ? err(expected("true or false (also yes, no, on, off, 1, 0)", text)) : ok(value);
}

/** The type `list` of behaviour section 1.3: parts between commas, trimmed; the empty text is one empty part. */
export function parseList(text: string): readonly string[] {
  return text.split(",").map(trimBlanks);
}

/** The type `iter` of behaviour section 1.3: lines, trimmed, without the empty ones. */
export function parseLines(text: string): readonly string[] {
  return text
    .split("\n")
    .map(trimBlanks)
    .filter((line) => line !== "");
}
