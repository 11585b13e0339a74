import { aliases, catalogueCodes } from "./codes.ts";

/** A language that was chosen. */
export interface Language {
  /** The code as options and `lang` attributes name it. */
  readonly code: string;
  /** The file with its texts; undefined for English, which needs none. */
  readonly file: string | undefined;
}

/** Languages close enough that their readers share a catalogue. */
const families: Readonly<Record<string, string>> = { no: "nb", nn: "nb" };

/**
 * The first of the preferred languages that there is a catalogue for, English if there is none (behaviour section
 * 8.2). A tag is tried as it stands, then by the script or region that it implies, then by its language alone.
 */
export function chooseLanguage(preferred: readonly string[]): Language {
  const code = preferred.flatMap(fitting).find(isKnown) ?? "en";
  return { code, file: code === "en" ? undefined : (aliases[code] ?? code) };
}

/** The codes of catalogues that would fit a tag, best first; none when it is no tag. */
function fitting(tag: string): readonly string[] {
  try {
    const locale = new Intl.Locale(tag.replaceAll("_", "-"));
    const { language, script, region } = locale.maximize();
    return [
      locale.baseName,
      script === "Hant" ? "zh-TW" : language === "pt" && region !== "BR" ? "pt-PT" : "",
      families[language] ?? language,
    ];
  } catch {
    return [];
  }
}

function isKnown(code: string): boolean {
  return code === "en" || code in aliases || catalogueCodes.includes(code);
}
