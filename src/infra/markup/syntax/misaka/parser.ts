import type { Root } from "mdast";
import type { Processor } from "unified";
import { readBlocks } from "./blocks.ts";
import { readDefinitions } from "./definitions.ts";
import { readNotes } from "./footnote.ts";
import { readInline } from "./inline.ts";
import type { Scope } from "./scope.ts";

/**
 * A remark plugin that reads Markdown as misaka does: blocks by their first line, spans by looking ahead for their end.
 * It replaces `remark-parse`, because lists, quotations, links and emphasis of the two have no rule in common.
 */
export function misakaParser(this: Processor, on: ReadonlySet<string>): void {
  this.parser = (source) => readDocument(source, on);
}

function readDocument(source: string, on: ReadonlySet<string>): Root {
  const { lines, targets, notes } = readDefinitions(linesOf(source), on.has("footnotes"));
  const document = { on, targets, notes, cited: [] };
  const scope: Scope = { document, depth: 0, inLink: false, readBlocks, readInline };
  return { type: "root", children: [...readBlocks(lines.map(withoutTabs), scope), ...readNotes(scope)] };
}

function linesOf(source: string): string[] {
  return source
    .replace(/^\ufeff/, "")
    .replace(/\n$/, "")
    .split("\n");
}

/** Tab stops are four characters apart. */
function withoutTabs(line: string): string {
  if (!line.includes("\t")) return line;
  let width = 0;
  return line.replace(/[^\t]+|\t/g, (part) => {
    const text = part === "\t" ? " ".repeat(4 - (width % 4)) : part;
    width += [...text].length;
    return text;
  });
}
