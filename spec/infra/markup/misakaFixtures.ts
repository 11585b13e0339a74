import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { defaults } from "./fixtures.ts";

/** The extensions of a configuration that names none. */
const usual = ["autolink", "fenced-code", "no-intra-emphasis", "strikethrough", "superscript"];

/** Settings that choose misaka, with some extensions and flags. */
export function misakaSettings(
  options: readonly string[] = usual,
  flags: readonly string[] = [],
): MarkupSettings {
  return { ...defaults, renderer: "misaka", misaka: { options, flags } };
}
