import { fenceOf, isBlank, isIndented } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/**
 * Code between two lines of backticks or tildes, of which the second has the same indentation and length and nothing
 * else, or up to the end. The first may name a language, but not close itself: that is a span.
 */
export function fencedCode(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  const first = lines[start] ?? "";
  const fence = fenceOf(first);
  if (fence === undefined || !scope.document.on.has("fenced-code")) return undefined;
  const info = first.slice(fence.length).trim();
  if (info.includes(fence.slice(-3))) return undefined;
  let end = start + 1;
  while (end < lines.length && !closes(lines[end] ?? "", fence)) end++;
  return { nodes: [codeOf(lines.slice(start + 1, end), info.split(" ")[0])], next: end + 1 };
}

function closes(line: string, fence: string): boolean {
  return fenceOf(line)?.length === fence.length && line.trim() === fence.trim();
}

/** Lines that start with four blanks, and blank ones between them, unless `disable-indented-code`. */
export function indentedCode(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  if (!isIndented(lines[start] ?? "") || scope.document.on.has("disable-indented-code")) return undefined;
  const code: string[] = [];
  let at = start;
  for (; at < lines.length && (isIndented(lines[at] ?? "") || isBlank(lines[at] ?? "")); at++) {
    const line = (lines[at] ?? "").slice(4);
    code.push(isBlank(line) ? "" : line);
  }
  while (code.at(-1) === "") code.pop();
  return { nodes: [codeOf(code, undefined)], next: at };
}

function codeOf(lines: readonly string[], lang: string | undefined): BlockMatch["nodes"][number] {
  return { type: "code", lang: lang === "" ? null : (lang ?? null), value: lines.join("\n") };
}
