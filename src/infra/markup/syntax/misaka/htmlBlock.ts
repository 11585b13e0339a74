import { isBlank, nextPassing } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/** Elements whose source is taken as it is if it starts a line. */
const elements = new Set(
  (
    "blockquote del div dl fieldset figure form h1 h2 h3 h4 h5 h6 iframe ins math noscript ol p pre script style " +
    "table ul"
  ).split(" "),
);

/** Elements that must end before a blank line, because they can be inside a sentence too. */
const phrases = new Set(["ins", "del"]);

/** Raw HTML from a line that starts with it: an element up to its end tag, a comment or a thematic break. */
export function htmlBlock(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  const { on } = scope.document;
  if (lines[start]?.[0] !== "<" || on.has("skip-html") || on.has("escape")) return undefined;
  const end = endOfHtml(lines, start);
  if (end < 0) return undefined;
  return { nodes: [{ type: "html", value: lines.slice(start, end + 1).join("\n") }], next: end + 1 };
}

/** The last line, -1 if this is no block of HTML. */
function endOfHtml(lines: readonly string[], start: number): number {
  const line = lines[start] ?? "";
  const tag = /^<([a-z][a-z0-9]*)[> ]/i.exec(line)?.[1]?.toLowerCase() ?? "";
  if (elements.has(tag)) return endOfElement(lines, start, tag);
  if (/^<hr[^>]*> *$/i.test(line)) return start;
  return line.startsWith("<!--") ? endOfComment(lines, start) : -1;
}

/** A first choice is an end tag that is not indented and has a blank line after it. */
function endOfElement(lines: readonly string[], start: number, tag: string): number {
  const closing = new RegExp(`</${tag}> *$`, "i");
  const strict = ends(lines, `strict ${tag}`, (line, index) => {
    return line[0] !== " " && isBlank(lines[index + 1] ?? "") && closing.test(line);
  });
  const end = strict[start] ?? -1;
  if (end >= 0 || phrases.has(tag)) return end;
  return ends(lines, tag, (line) => closing.test(line))[start] ?? -1;
}

function endOfComment(lines: readonly string[], start: number): number {
  const first = lines[start] ?? "";
  const end = first.includes("-->", 3)
    ? start
    : (ends(lines, "comment", (line) => line.includes("-->"))[start + 1] ?? -1);
  const line = lines[end] ?? "";
  return isBlank(line.slice(line.indexOf("-->", end === start ? 3 : 0) + 3)) ? end : -1;
}

/** Found once for a tag and a list of lines: many tags without an end would take quadratic time otherwise. */
const found = new WeakMap<readonly string[], Map<string, Int32Array>>();

function ends(
  lines: readonly string[],
  key: string,
  test: (line: string, index: number) => boolean,
): Int32Array {
  const known = found.get(lines) ?? new Map<string, Int32Array>();
  found.set(lines, known);
  const answer = known.get(key) ?? nextPassing(lines, test);
  known.set(key, answer);
  return answer;
}
