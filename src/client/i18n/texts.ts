import type { Overrides } from "../options.ts";
import type { Catalogue, PlainKey, PluralKey } from "./keys.ts";
import { formFor, lineFor } from "./plural.ts";

/** The words of the widget in one language. */
export interface Texts {
  /** The language they are in. */
  readonly code: string;
  /** A label or sentence, with a name or a number where it has a place for one. */
  say(key: PlainKey, value?: string): string;
  /** A number in the digits of the language. */
  digits(n: number): string;
  /** A text in the form that a number asks for. */
  count(key: PluralKey, n: number): string;
  /** A date and time in full; the first one takes a phone longer than all that a reader waits for. */
  date(date: Date): string;
}

/** The words of a catalogue, except those that the site replaces (behaviour section 8.4). */
export function createTexts(catalogue: Partial<Catalogue>, code: string, overrides: Overrides): Texts {
  const replaced = (key: string): string | undefined => overrides[`${key}-text-${code.toLowerCase()}`];
  // Persian is the one with digits of its own by the rules of CLDR. Asking `Intl` each time takes a phone too long.
  const zero = code === "fa" ? 0x6f0 : 0x30;
  const digits = (n: number): string =>
    String(n).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
  return {
    code,
    digits,
    date: (date) => date.toLocaleString(code, { dateStyle: "full", timeStyle: "short" }),
    // An empty text replaces nothing.
    say: (key, value = "") => fill(replaced(key) || (catalogue[key] ?? ""), value),
    count(key, n) {
      const own = replaced(key);
      return fill(own ? lineFor(own, n, code) : formFor(catalogue[key], n, code), digits(n));
    },
  };
}

function fill(text: string, value: string): string {
  return text.replace(/\{\{\s*\w+\s*\}\}/, () => value);
}
