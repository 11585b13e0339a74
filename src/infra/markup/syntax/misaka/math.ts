import { isEscaped } from "./findMark.ts";
import type { Cursor, InlineMatch } from "./scope.ts";

/** With `math`: `$$…$$`, and with `math-explicit` `$…$`, as the text that scripts for formulas look for. */
export function math(cursor: Cursor, at: number): InlineMatch | undefined {
  if (cursor.text[at + 1] === "$") return formula(cursor, at, { open: "$$", close: "$$", displayed: false });
  if (!cursor.scope.document.on.has("math-explicit")) return undefined;
  return formula(cursor, at, { open: "$", close: "$", displayed: false });
}

/** With `math`: `\\(…\\)` inside a line and `\\[…\\]` on its own. */
export function displayedMath(cursor: Cursor, at: number): InlineMatch | undefined {
  const open = cursor.text.slice(at, at + 3);
  if (open === "\\\\(") return formula(cursor, at, { open, close: "\\\\)", displayed: false });
  if (open === "\\\\[") return formula(cursor, at, { open, close: "\\\\]", displayed: true });
  return undefined;
}

interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly displayed: boolean;
}

function formula(
  cursor: Cursor,
  at: number,
  { open, close, displayed }: Delimiters,
): InlineMatch | undefined {
  const { text, scope, since, missing } = cursor;
  if (!scope.document.on.has("math") || missing.has(close)) return undefined;
  const start = at + open.length;
  let end = text.indexOf(close, start);
  while (end >= 0 && isEscaped(text, end, at)) end = text.indexOf(close, end + 1);
  if (end < 0) {
    missing.add(close);
    return undefined;
  }
  const after = end + close.length;
  const isAlone = text.slice(since, at).trim() === "" && text.slice(after).trim() === "";
  const guessed =
    open === "$$" && !scope.document.on.has("math-explicit") ? isAlone : displayed || open === "$$";
  const value = text.slice(start, end);
  return { nodes: [{ type: "text", value: guessed ? `\\[${value}\\]` : `\\(${value}\\)` }], end: after };
}
