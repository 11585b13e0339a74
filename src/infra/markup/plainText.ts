import type { PlainRules } from "./dialect.ts";
import { escapeText } from "./source.ts";

/**
 * The HTML of a cleaned text without any Markdown, undefined if there may be some.
 * Only for speed: the result is what the whole chain gives, about fifty times sooner.
 */
export function plainText(source: string, { marked, lineEnd, between }: PlainRules): string | undefined {
  if (marked.test(source)) return undefined;
  const paragraphs = source
    .split(/\n\n+/)
    .map(trimLineEnds)
    .filter((text) => text !== "");
  if (paragraphs.length === 0) return "<p></p>";
  return paragraphs.map((text) => `<p>${escapeText(text).replaceAll("\n", lineEnd)}</p>`).join(between);
}

/** A single line end can only be left at the start or the end of the whole text. */
function trimLineEnds(text: string): string {
  return text.slice(text.startsWith("\n") ? 1 : 0, text.endsWith("\n") ? -1 : undefined);
}
