import type { Overrides } from "../options.ts";
import type { Catalogue, PlainKey, PluralKey } from "./keys.ts";
import { formFor, lineFor } from "./plural.ts";

/** The words of the widget in one language. */
export interface Texts {
  /** The language they are in. */
  readonly code: string;
  /** A label or sentence, with a name or a number where it has a place for one. */
  say(key: PlainKey, value?: string | number): string;
  /** A text in the form that a number asks for. */
  count(key: PluralKey, n: number): string;
  /** A date and time in full. */
  date(date: Date): string;
}

/** The words of a catalogue, except those that the site replaces (behaviour section 8.4). */
export function createTexts(catalogue: Partial<Catalogue>, code: string, overrides: Overrides): Texts {
  // An empty text replaces nothing.
  const replaced = (key: string): string => overrides[`${key}-text-${code.toLowerCase()}`] ?? "";
  const { format } = new Intl.DateTimeFormat(code, { dateStyle: "full", timeStyle: "short" });
  return {
    code,
    date: format,
    say: (key, value = "") => fill(replaced(key) || (catalogue[key] ?? ""), value),
    count(key, n) {
      const own = replaced(key);
      return fill(own ? lineFor(own, n, code) : formFor(catalogue[key], n, code), n);
    },
  };
}

function fill(text: string, value: string | number): string {
  return text.replace(/\{\{\s*\w+\s*\}\}/, () => String(value));
}
