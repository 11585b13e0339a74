import { parseDecimal } from "../config/values.ts";

/**
 * The parameters of a query string without its `?`: `&` separates, `+` is a blank, percent encoding is UTF-8
 * with U+FFFD for invalid bytes, a malformed `%` stays. The first occurrence of a name wins; a name without
 * `=` is empty (behaviour section 3.1).
 */
export function parseQuery(query: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decode(equals < 0 ? part : part.slice(0, equals));
    if (!parameters.has(name)) parameters.set(name, equals < 0 ? "" : decode(part.slice(equals + 1)));
  }
  return parameters;
}

/**
 * A decimal integer as the original reads it: an optional sign, single `_` between digits, blanks around,
 * digits of any script; undefined for other text and beyond ±(2^53 − 1) (behaviour section 1.3).
 */
export function parseInteger(text: string): number | undefined {
  return parseDecimal(text.replace(/(?!\p{ASCII})\p{Nd}/gu, digitValue));
}

/** Unicode keeps decimal digits in runs of ten (The Unicode Standard, section 4.6), so the place tells. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let start = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((code - start) % 10);
}

/** An escape beyond ASCII, a malformed one, or a raw byte: rare, and more than the built-in decoder takes. */
const unusual: RegExp = /%(?![0-7][0-9a-f])|[^\0-\x7f]/i;

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  if (unusual.test(spaced)) return decodeBytes(spaced);
  return spaced.includes("%") ? decodeURIComponent(spaced) : spaced;
}

function decodeBytes(text: string): string {
  const source = new TextEncoder().encode(rawBytesEscaped(text));
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const escaped = source[at] === 0x25 ? hexPair(source, at + 1) : undefined;
    bytes[length] = escaped ?? source[at] ?? 0;
    length += 1;
    if (escaped !== undefined) at += 2;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

/** A raw byte beyond ASCII arrives as one unit. */
function rawBytesEscaped(text: string): string {
  return text.replace(/[\x80-\xff]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`);
}

function hexPair(bytes: Uint8Array, at: number): number | undefined {
  const high = hexDigit(bytes[at]);
  const low = hexDigit(bytes[at + 1]);
  return high === undefined || low === undefined ? undefined : high * 16 + low;
}

function hexDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  const digit = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(digit) ? undefined : digit;
}
