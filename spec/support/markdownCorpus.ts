import { readFileSync } from "node:fs";
import { tests as examples } from "commonmark-spec";
import type { MarkupSettings } from "../../src/domain/config/settings.ts";
import { build, minimal } from "../domain/config/built.ts";

/** A text and what the original made of it, by the name of the settings in `settings.json`. */
export interface RecordedText {
  readonly id: string;
  readonly text: string;
  readonly html: Readonly<Record<string, string>>;
}

/** A text with settings of its own; `html` is the original's output. */
export interface RecordedSingle {
  readonly id: string;
  readonly settings: Sections;
  /** Undefined where our server refuses these settings. */
  readonly markup: MarkupSettings | undefined;
  readonly text: string;
  readonly html: string;
}

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface PackedText {
  readonly id: string;
  /** Absent where the text comes from a package. */
  readonly text?: string;
  /** The distinct outputs, and for each of the settings the number of its output. */
  readonly html: readonly string[];
  readonly of: readonly number[];
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/markdown/${name}.json`, import.meta.url), "utf8"));
}

function markupOf(sections: Sections): MarkupSettings | undefined {
  const lines = Object.entries(sections).flatMap(([section, options]) => [
    `[${section}]`,
    ...Object.entries(options).map(([option, value]) => `${option} = ${value}`),
  ]);
  const built = build(minimal + lines.join("\n"));
  return built.ok ? built.value.settings.markup : undefined;
}

const settings: Readonly<Record<string, Sections>> = read("settings");

/** The settings that every text was recorded with, by name: defaults, every plugin, and a wide allow-list. */
export const recordedSettings: ReadonlyMap<string, MarkupSettings> = new Map(
  Object.entries(settings).flatMap(([name, sections]) => {
    const markup = markupOf(sections);
    return markup === undefined ? [] : [[name, markup] as const];
  }),
);

const exampleTexts = new Map(
  examples.map(({ number, markdown }) => [`commonmark-${number}`, markdown.replaceAll("→", "\t")]),
);

/** The texts of one set: pairs of the reference, comments, or the CommonMark specification's examples. */
export function recordedTexts(name: "pairs" | "comments" | "commonmark"): readonly RecordedText[] {
  const names = Object.keys(settings);
  return read<readonly PackedText[]>(name).map(({ id, text, html, of }) => ({
    id,
    text: text ?? exampleTexts.get(id) ?? "",
    html: Object.fromEntries(names.map((setting, place) => [setting, html[of[place] ?? 0] ?? ""])),
  }));
}

/** Texts with settings of their own; for `sanitizer` the text is HTML that only the sanitiser has seen. */
export function recordedSingles(name: "variants" | "sanitizer"): readonly RecordedSingle[] {
  const entries = read<readonly { id: string; settings: Sections; text: string; html: string }[]>(name);
  return entries.map((entry) => ({ ...entry, markup: markupOf(entry.settings) }));
}
