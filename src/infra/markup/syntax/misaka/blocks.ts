import type { RootContent } from "mdast";
import { blockquote } from "./blockquote.ts";
import { fencedCode, indentedCode } from "./code.ts";
import { heading } from "./heading.ts";
import { htmlBlock } from "./htmlBlock.ts";
import { isBlank, isRule } from "./lines.ts";
import { list } from "./list.ts";
import { paragraph } from "./paragraph.ts";
import type { Block, BlockMatch, Scope } from "./scope.ts";
import { table } from "./table.ts";

/** How many blocks and spans may be around something: three more than the original ever shows. */
const depthLimit = 20;

/** Whether what is here is nested too deep to be read. */
export function isTooDeep({ depth }: Scope): boolean {
  return depth > depthLimit;
}

/** Every block construct, in the order in which they are tried. */
const constructs: readonly Block[] = [
  heading,
  htmlBlock,
  blankLine,
  rule,
  fencedCode,
  table,
  blockquote,
  indentedCode,
  list,
];

/** Reads lines as blocks. The original loses what is nested too deep; here it stays as text. */
export function readBlocks(lines: readonly string[], scope: Scope): RootContent[] {
  if (isTooDeep(scope)) return [{ type: "paragraph", children: [{ type: "text", value: lines.join("\n") }] }];
  const inner: Scope = { ...scope, depth: scope.depth + 1 };
  const nodes: RootContent[] = [];
  for (let at = 0; at < lines.length; ) {
    const match = readBlock(lines, at, inner);
    nodes.push(...match.nodes);
    at = match.next;
  }
  return nodes;
}

function readBlock(lines: readonly string[], at: number, scope: Scope): BlockMatch {
  for (const construct of constructs) {
    const match = construct(lines, at, scope);
    if (match !== undefined) return match;
  }
  return paragraph(lines, at, scope);
}

function blankLine(lines: readonly string[], start: number): BlockMatch | undefined {
  return isBlank(lines[start] ?? "") ? { nodes: [], next: start + 1 } : undefined;
}

function rule(lines: readonly string[], start: number): BlockMatch | undefined {
  return isRule(lines[start] ?? "") ? { nodes: [{ type: "thematicBreak" }], next: start + 1 } : undefined;
}
