import { displayedMath } from "./math.ts";
import type { Cursor, InlineMatch } from "./scope.ts";

/** A backslash takes the meaning of the mark after it; before anything else it is itself. */
export function escaped(cursor: Cursor, at: number): InlineMatch | undefined {
  const formula = displayedMath(cursor, at);
  if (formula !== undefined) return formula;
  const next = cursor.text[at + 1] ?? "";
  if (next === "" || !'\\`*_{}[]()#+-.!:|&<>^~="$'.includes(next)) return undefined;
  return { nodes: [{ type: "text", value: next }], end: at + 2 };
}

/** A character reference goes into the HTML as typed, where a name that nobody knows is text. */
export function characterReference({ text }: Cursor, at: number): InlineMatch | undefined {
  const value = /^&#?[0-9A-Za-z]*;/.exec(text.slice(at, at + 40))?.[0];
  return value === undefined ? undefined : { nodes: [{ type: "html", value }], end: at + value.length };
}

/** Two blanks before a line end break the line. */
export function lineBreak({ text, since }: Cursor, at: number): InlineMatch | undefined {
  let start = at;
  while (start > since && text[start - 1] === " ") start--;
  if (at - start < 2) return undefined;
  return { nodes: [{ type: "break" }], end: at + 1, back: at - start };
}
