import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import { isDangerousAttribute, isDangerousElement, isHtmlName } from "./markupDanger.ts";
import type { Vocabulary } from "./markupNames.ts";
import {
  misakaExtensions,
  misakaFlags,
  mistuneParameters,
  mistunePlugins,
  readNames,
} from "./markupNames.ts";
import type { SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import type { MarkupExtras, MarkupSettings } from "./settings.ts";

/**
 * Reads the four `[markup]` sections: names in one spelling, without those that nobody knows, and nothing allowed that
 * could run code. A file from the days of one renderer selects misaka with what it says.
 * Behaviour sections 1.4 and 1.5; both differ there, for the reasons in docs/compatibility.md.
 */
export function readMarkup(source: SettingsSource): MarkupSettings {
  const renderer = isFormer(source)
    ? "misaka"
    : sectionReader(source, "markup").parsed("renderer", parseRenderer, "mistune");
  for (const option of formerOptions) {
    warnOfFormerPlace(source, renderer, option);
  }
  if (renderer === "misaka") {
    source.warnings.push(
      "Misaka has been deprecated. Please switch to Mistune for Markdown rendering before the next release.",
    );
  }
  return {
    renderer,
    allowedElements: allowedNames(source, "allowed-elements", isDangerousElement),
    allowedAttributes: allowedNames(source, "allowed-attributes", isDangerousAttribute),
    misaka: {
      options: knownNames(source, misakaSection(source, "options"), "options", misakaExtensions),
      flags: knownNames(source, misakaSection(source, "flags"), "flags", misakaFlags),
    },
    mistune: {
      plugins: knownNames(source, "markup.mistune", "plugins", mistunePlugins),
      parameters: knownNames(source, "markup.mistune", "parameters", mistuneParameters),
    },
    extras: readExtras(source),
  };
}

function readExtras(source: SettingsSource): MarkupExtras {
  const extras = sectionReader(source, "markup.extras");
  return {
    highlight: extras.boolean("highlight"),
    smartPunctuation: extras.boolean("smart-punctuation"),
    emoji: extras.boolean("emoji"),
  };
}

/** Options that had their place in `[markup]` when misaka was the only renderer. */
const formerOptions = ["flags", "options"] as const;

type FormerOption = (typeof formerOptions)[number];

/** Whether the user's file was written when misaka was the only renderer. */
function isFormer({ user }: SettingsSource): boolean {
  const markup = user.sections.get("markup");
  const isNewer =
    markup?.has("renderer") || user.sections.has("markup.misaka") || user.sections.has("markup.mistune");
  return !isNewer && formerOptions.some((option) => markup?.has(option));
}

/** Where an option of misaka is read: its former place counts where the user did not write it at the new one. */
function misakaSection({ user }: SettingsSource, option: FormerOption): "markup" | "markup.misaka" {
  const isMoved = user.sections.get("markup.misaka")?.has(option);
  return user.sections.get("markup")?.has(option) && !isMoved ? "markup" : "markup.misaka";
}

function warnOfFormerPlace(source: SettingsSource, renderer: string, option: FormerOption): void {
  if (!source.user.sections.get("markup")?.has(option)) return;
  source.warnings.push(
    misakaSection(source, option) === "markup.misaka"
      ? `The configuration setting ${option} is set in both sections Markup and Markup.misaka. The setting in section Markup has been deprecated and is ignored.`
      : formerPlace(renderer, option),
  );
}

function formerPlace(renderer: string, option: FormerOption): string {
  return renderer === "misaka"
    ? `[markup] ${option} is read as [markup.misaka] ${option}, and comments are rendered as misaka does; please move it there and write [markup] renderer = misaka.`
    : `[markup] ${option} is for misaka and has no effect with renderer = ${renderer}; please remove it.`;
}

function parseRenderer(text: string): Result<MarkupSettings["renderer"], string> {
  return text === "mistune" || text === "misaka" || text === "gfm"
    ? ok(text)
    : err(`Invalid renderer value: ${text}. Set to either \`mistune\`, \`misaka\` or \`gfm\`.`);
}

/** The names of a list that the vocabulary has; a warning tells of the others. */
function knownNames(
  source: SettingsSource,
  section: string,
  option: string,
  vocabulary: Vocabulary,
): readonly string[] {
  const { known, unknown } = readNames(filledParts(source, section, option), vocabulary);
  if (unknown.length > 0) {
    source.warnings.push(
      `[${section}] ${option}: ${unknown.map((name) => JSON.stringify(name)).join(", ")} unknown and without effect; known are ${vocabulary.names.join(", ")}.`,
    );
  }
  return known;
}

/** Names of elements or attributes in lower case, each once; a dangerous one refuses the start. */
function allowedNames(
  source: SettingsSource,
  option: string,
  isDangerous: (name: string) => boolean,
): readonly string[] {
  const names = filledParts(source, "markup", option).map((name) => name.toLowerCase());
  const dangerous = names.filter(isDangerous);
  if (dangerous.length > 0) {
    const refused = dangerous.map((name) => JSON.stringify(name)).join(", ");
    const message = `[markup] ${option}: ${refused} would let a comment act on the page or its readers and cannot be allowed; remove it from the list`;
    sectionReader(source, "markup").refuse(option, message);
  }
  const odd = names.filter((name) => !isHtmlName(name) && !isDangerous(name));
  if (odd.length > 0) {
    const words = odd.map((name) => JSON.stringify(name)).join(", ");
    source.warnings.push(`[markup] ${option}: ${words} cannot be in HTML and is without effect.`);
  }
  return [...new Set(names.filter((name) => isHtmlName(name) && !isDangerous(name)))];
}

function filledParts(source: SettingsSource, section: string, option: string): readonly string[] {
  return sectionReader(source, section)
    .list(option)
    .filter((part) => part !== "");
}
