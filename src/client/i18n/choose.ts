import { aliases, catalogueCodes } from "./codes.ts";

/** A language that was chosen. */
export interface Language {
  /** The code as options and `lang` attributes name it. */
  readonly code: string;
  /** The file with its texts; undefined for English, which needs none. */
  readonly file: string | undefined;
}

const known: readonly string[] = ["en", ...Object.keys(aliases), ...catalogueCodes];

/** What a tag means where its language alone does not tell: by its script or region, or by what its readers share. */
const nearest: readonly (readonly [tag: RegExp, code: string])[] = [
  [/^zh(?!.*-hans).*-(?:hant|tw|hk|mo)\b/, "zh-TW"],
  [/^pt-(?:\w{4}-)?(?!br)(?:[a-z]{2}|\d{3})\b/, "pt-PT"],
  [/^n[on]\b/, "nb"],
];

/**
 * The first of the preferred languages that there is a catalogue for, English if there is none (behaviour section
 * 8.2). A tag is tried as it stands, then by the script or region that it names, then by its language alone.
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  const code = preferred.map(fitting).find(Boolean) ?? "en";
  return { code, file: code === "en" ? undefined : (aliases[code] ?? code) };
}

/** The code that fits a tag best. `Intl` would know more tags, but the first question to it takes a phone too long. */
function fitting(given: string): string | undefined {
  const tag = given.replaceAll("_", "-").toLowerCase();
  const close = nearest.find(([pattern]) => pattern.test(tag))?.[1] ?? tag.split("-")[0];
  return known.find((code) => code.toLowerCase() === tag) ?? known.find((code) => code === close);
}
