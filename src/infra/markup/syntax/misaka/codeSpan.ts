import { withoutBlanks } from "./lines.ts";
import type { Cursor, InlineMatch } from "./scope.ts";

/** Backticks, code, and as many backticks again; blanks at both ends are dropped. */
export function codeSpan({ text, missing }: Cursor, at: number): InlineMatch | undefined {
  let start = at;
  while (text[start] === "`") start++;
  const fence = text.slice(at, start);
  if (missing.has(fence)) return undefined;
  const close = text.indexOf(fence, start);
  if (close < 0) {
    missing.add(fence);
    return undefined;
  }
  const value = withoutBlanks(text.slice(start, close));
  return { nodes: [{ type: "inlineCode", value }], end: close + fence.length };
}
