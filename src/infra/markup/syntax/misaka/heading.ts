import type { Heading } from "mdast";
import { withoutBlanks } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/** Whether a line is a heading; with `space-headers` only if a blank follows the marks. */
export function isHeading(line: string, { document }: Scope): boolean {
  return document.on.has("space-headers") ? /^#{1,6} /.test(line) : line.startsWith("#");
}

/** A line that starts with number signs; signs at its end are dropped. No indentation, and no output if empty. */
export function heading(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  const line = lines[start] ?? "";
  if (!isHeading(line, scope)) return undefined;
  const marks = /^#{1,6}/.exec(line)?.[0] ?? "";
  const text = withoutBlanks(withoutClosing(line.slice(marks.length)));
  const node: Heading = {
    type: "heading",
    depth: marks.length as Heading["depth"],
    children: scope.readInline(text, scope),
  };
  return { nodes: text === "" ? [] : [node], next: start + 1 };
}

function withoutClosing(text: string): string {
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return text.slice(0, end);
}
