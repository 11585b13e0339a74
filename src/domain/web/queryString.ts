import { parseDecimal } from "../config/values.ts";

/**
 * The parameters of a query string without its `?`: `&` separates, `+` is a blank, percent encoding is UTF-8,
 * bytes that are no UTF-8 stay escaped, in upper case, and a malformed `%` stays. The first occurrence of a name
 * wins; a name without `=` is empty (behaviour section 3.1).
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

const next = "%[89ab][0-9a-f]";

/** The forms that the escapes of one character can have (RFC 3629, section 4). */
const characters: readonly string[] = [
  "%[0-7][0-9a-f]",
  `%(?:c[2-9a-f]|d[0-9a-f])${next}`,
  `%(?:e0%[ab][0-9a-f]|e[1-9a-cef]${next}|ed%[89][0-9a-f])${next}`,
  `%(?:f0%[9ab][0-9a-f]|f[1-3]${next}|f4%8[0-9a-f])${next}${next}`,
];

/** The escapes of a character, or that of a byte which belongs to none. */
const escapes: RegExp = new RegExp(`(${characters.join("|")})|%[0-9a-f]{2}`, "gi");

function decodeBytes(text: string): string {
  return rawBytesEscaped(text).replace(escapes, (found: string, character: string | undefined) =>
    character === undefined ? found.toUpperCase() : decodeURIComponent(character),
  );
}

/** A raw byte beyond ASCII arrives as one unit. */
function rawBytesEscaped(text: string): string {
  return text.replace(/[\x80-\xff]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`);
}
