import { type Cursor, type InlineMatch, placeOf } from "./scope.ts";

/**
 * With `superscript`: a circumflex raises what follows up to a blank, or what is in parentheses after it. The original
 * loses a character after a parenthesis that is not closed; here it is text.
 */
export function superscript(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, scope } = cursor;
  if (!scope.document.on.has("superscript")) return undefined;
  const inParentheses = text[at + 1] === "(";
  const start = at + (inParentheses ? 2 : 1);
  const end = inParentheses ? placeOf(cursor, start, ")") : wordEnd(text, start);
  if (end < 0 || (end === start && !inParentheses)) return undefined;
  const children = scope.readInline(text.slice(start, end), scope);
  return {
    nodes: children.length === 0 ? [] : [{ type: "emphasis", data: { hName: "sup" }, children }],
    end: inParentheses ? end + 1 : end,
  };
}

function wordEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== " " && text[end] !== "\n") end++;
  return end;
}
