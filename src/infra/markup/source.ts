/** Characters that the original's sanitiser shows as question marks (behaviour section 11.5). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g;

/**
 * A comment's text with the line ends and control characters that its HTML will have: CRLF and CR become LF,
 * NUL is dropped, other control characters become `?` (behaviour sections 11.4 and 11.5).
 */
export function cleanSource(text: string): string {
  return text.replace(/\r\n?/g, "\n").replaceAll("\0", "").replace(control, "?");
}

/** Text as HTML text: the same two references that the serialiser writes. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/**
 * A cleaned text shown as it was typed, one paragraph with a line break for every line.
 * Used when Markdown cannot be rendered in time.
 */
export function typedText(source: string): string {
  return `<p>${escapeText(source.trim()).replaceAll("\n", "<br>\n")}</p>`;
}
