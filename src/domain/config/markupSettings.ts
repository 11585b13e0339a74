import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import type { SectionReader, SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import type { MarkupSettings } from "./settings.ts";
import { expected } from "./values.ts";

/** The plugins that the mistune renderer knows. Behaviour section 11.2. */
const MISTUNE_PLUGINS: ReadonlySet<string> = new Set([
  ...["speedup", "strikethrough", "mark", "insert", "superscript", "subscript", "footnotes", "table", "url"],
  ...["abbr", "def_list", "math", "ruby", "task_lists", "spoiler"],
]);

/**
 * Reads the three `[markup]` sections; lists come without empty parts. Warns when misaka is chosen and when the options
 * are where they were before there were two renderers. Behaviour sections 1.4 and 1.5.
 */
export function readMarkup(source: SettingsSource): MarkupSettings {
  const markup = sectionReader(source, "markup");
  const misaka = sectionReader(source, "markup.misaka");
  const mistune = sectionReader(source, "markup.mistune");
  const renderer = markup.parsed("renderer", parseRenderer, "mistune");
  if (renderer === "misaka") {
    warnOfMisaka(source);
  }
  return {
    renderer,
    allowedElements: filledParts(markup, "allowed-elements"),
    allowedAttributes: filledParts(markup, "allowed-attributes"),
    misaka: {
      options: filledParts(misaka, "options").map(kebabCase),
      flags: filledParts(misaka, "flags").map(kebabCase),
    },
    mistune: { plugins: readPlugins(mistune), parameters: filledParts(mistune, "parameters") },
  };
}

function parseRenderer(text: string): Result<MarkupSettings["renderer"], string> {
  return text === "mistune" || text === "misaka"
    ? ok(text)
    : err(`Invalid renderer value: ${text}. Set to either \`mistune\` or \`misaka\`.`);
}

function warnOfMisaka(source: SettingsSource): void {
  for (const option of ["flags", "options"]) {
    if (source.file.sections.get("markup")?.has(option) || source.file.defaults.has(option)) {
      source.warnings.push(
        `The configuration setting ${option} is set in both sections Markup and Markup.misaka. The setting in section Markup has been deprecated and is ignored.`,
      );
    }
  }
  source.warnings.push(
    "Misaka has been deprecated. Please switch to Mistune for Markdown rendering before the next release.",
  );
}

function readPlugins(mistune: SectionReader): readonly string[] {
  const plugins = filledParts(mistune, "plugins");
  const unknown = plugins.find((plugin) => !MISTUNE_PLUGINS.has(plugin));
  if (unknown !== undefined) {
    const wrong = expected(`plugins of ${[...MISTUNE_PLUGINS].join(", ")}`, unknown);
    mistune.refuse("plugins", `[markup.mistune] plugins: ${wrong}`);
  }
  return plugins;
}

function filledParts(reader: SectionReader, option: string): readonly string[] {
  return reader.list(option).filter((part) => part !== "");
}

function kebabCase(name: string): string {
  return name.replaceAll("_", "-");
}
