import type { PhrasingContent, RootContent } from "mdast";
import { isHeading } from "./heading.ts";
import { isBlank, isRule, quoteWidth, underlineLevel } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/**
 * Lines up to a blank one, a heading, a thematic break or a quotation; nothing else ends a paragraph. If an underline
 * ends it, its last line is a heading.
 */
export function paragraph(lines: readonly string[], start: number, scope: Scope): BlockMatch {
  let end = start;
  while (end < lines.length && !endsParagraph(lines[end] ?? "", scope)) end++;
  const level = underlineLevel(lines[end]);
  if (level === undefined) return { nodes: paragraphOf(lines.slice(start, end), scope), next: end };
  const titleStart = Math.max(start, end - 1);
  const title = lines.slice(titleStart, end).join("\n");
  return {
    nodes: [
      ...paragraphOf(lines.slice(start, titleStart), scope),
      { type: "heading", depth: level, children: scope.readInline(title, scope) },
    ],
    next: end + 1,
  };
}

function endsParagraph(line: string, scope: Scope): boolean {
  return (
    isBlank(line) ||
    underlineLevel(line) !== undefined ||
    isHeading(line, scope) ||
    isRule(line) ||
    quoteWidth(line) > 0
  );
}

/** Nothing if there is nothing to see, as when tags are skipped. */
function paragraphOf(lines: readonly string[], scope: Scope): RootContent[] {
  const children = scope.readInline(lines.join("\n"), scope);
  if (children.every((child) => child.type === "text" && /^[ \n]*$/.test(child.value))) return [];
  return [
    { type: "paragraph", children: scope.document.on.has("hard-wrap") ? children.flatMap(broken) : children },
  ];
}

/** With `hard-wrap` every line end of a paragraph breaks the line. */
function broken(node: PhrasingContent): PhrasingContent[] {
  if ("children" in node) return [{ ...node, children: node.children.flatMap(broken) } as PhrasingContent];
  if (node.type !== "text") return [node];
  return node.value
    .split("\n")
    .flatMap((value): PhrasingContent[] => [{ type: "break" }, { type: "text", value }])
    .slice(1);
}
