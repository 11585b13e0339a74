import type { BlockContent } from "mdast";
import { isBlank, quoteWidth } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/** Marked lines, and all others up to a blank one that is followed by neither a marked nor another blank line. */
export function blockquote(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  if (quoteWidth(lines[start] ?? "") === 0) return undefined;
  const quoted: string[] = [];
  let at = start;
  for (; at < lines.length && !endsQuote(lines, at); at++) {
    const line = lines[at] ?? "";
    quoted.push(line.slice(quoteWidth(line)));
  }
  const children = scope.readBlocks(quoted, scope) as BlockContent[];
  return { nodes: [{ type: "blockquote", children }], next: at };
}

function endsQuote(lines: readonly string[], at: number): boolean {
  if (!isBlank(lines[at] ?? "")) return false;
  const next = lines[at + 1];
  return next === undefined || (quoteWidth(next) === 0 && !isBlank(next));
}
