import type { PluralForms } from "./keys.ts";

/** The form of a text for a number, by the rules of CLDR; empty when there is no text. */
export function formFor(forms: PluralForms | undefined, n: number, code: string): string {
  return forms?.[category(n, code)] ?? forms?.other ?? "";
}

/**
 * The form of a text that a site gives in one, two or three lines: one for all numbers; singular and the rest; or
 * singular, few and many (behaviour section 8.3). Zero is singular in French and Occitan only, as in the original.
 */
export function lineFor(text: string, n: number, code: string): string {
  const lines = text.split("\n");
  const last = lines.length - 1;
  const kind = category(n, code);
  const singular = n === 1 || (kind === "one" && (n !== 0 || /^(?:fr|oc)/.test(code)));
  const few = kind === "few" || kind === "two";
  return lines[Math.min(last, singular ? 0 : few ? 1 : 2)] ?? "";
}

/** Rules by language, because making them takes longer than a hundred uses. */
const rules: Record<string, Intl.PluralRules> = {};

function category(n: number, code: string): Intl.LDMLPluralRule {
  // Intl knows no Occitan; its rule is that of French.
  rules[code] ??= new Intl.PluralRules(code.replace(/^oc/, "fr"));
  return rules[code].select(n);
}
