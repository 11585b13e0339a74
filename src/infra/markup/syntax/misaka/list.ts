import type { ListItem, PhrasingContent, RootContent } from "mdast";
import { bulletWidth, fenceOf, isBlank, isRule, numberWidth, underlineLevel } from "./lines.ts";
import type { BlockMatch, Scope } from "./scope.ts";

/** The lines of one item, without its mark and the indentation. */
interface Item {
  readonly lines: readonly string[];
  /** Where in them a list inside begins, undefined if there is none. */
  readonly inner: number | undefined;
  readonly loose: boolean;
  readonly next: number;
  /** Whether the list ends with it. */
  readonly last: boolean;
}

/**
 * Items of one list: a mark, a blank, and all lines up to the next item or to one that follows a blank line without
 * indentation. From the first item with a blank line inside on, the items hold paragraphs.
 */
export function list(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  const ordered = bulletWidth(lines[start] ?? "") === 0;
  const items: ListItem[] = [];
  let loose = false;
  let at = start;
  let last = false;
  while (!last && at < lines.length && itemWidth(lines, at) > 0) {
    const item = itemAt(lines, at, ordered);
    loose ||= item.loose;
    items.push(nodeOf(item, loose, scope));
    at = item.next;
    last = item.last;
  }
  if (items.length === 0) return undefined;
  return { nodes: [{ type: "list", ordered, children: items }], next: at };
}

/** A line with a mark that is a heading, because the next one underlines it, is no item. */
function itemWidth(lines: readonly string[], at: number): number {
  if (underlineLevel(lines[at + 1]) !== undefined) return 0;
  const line = lines[at] ?? "";
  return bulletWidth(line) || numberWidth(line);
}

/** An item whose lines are being gathered. */
interface Gathered {
  readonly lines: string[];
  inner: number | undefined;
  loose: boolean;
  afterBlank: boolean;
  inFence: boolean;
}

function itemAt(lines: readonly string[], start: number, ordered: boolean): Item {
  const first = lines[start] ?? "";
  const margin = indentation(first, 3);
  const rest = first.slice(itemWidth(lines, start));
  const item: Gathered = { lines: [rest], inner: undefined, loose: false, afterBlank: false, inFence: false };
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) {
      item.afterBlank = true;
      continue;
    }
    const indent = indentation(line, 4);
    const text = line.slice(indent);
    if (fenceOf(text) !== undefined) item.inFence = !item.inFence;
    const mark = item.inFence ? undefined : markOf(text);
    const ends = mark === undefined ? item.afterBlank && indent === 0 : indent <= margin;
    if (ends) return endedBy(mark, item, { at, ordered });
    take(item, text, mark);
  }
  return { ...item, next: lines.length, last: true };
}

/** A mark begins the next item, of this list or, after a blank line and with a mark of the other kind, of another. */
function endedBy(
  mark: Mark | undefined,
  item: Gathered,
  { at, ordered }: { at: number; ordered: boolean },
): Item {
  if (mark === undefined) return { ...item, next: at, last: true };
  const last = item.afterBlank && (mark === "number") !== ordered;
  return { ...item, loose: item.loose || item.afterBlank, next: at, last };
}

function take(item: Gathered, text: string, mark: Mark | undefined): void {
  if (mark !== undefined) item.inner ??= item.lines.length;
  if (item.afterBlank) item.lines.push("");
  item.lines.push(text);
  item.loose ||= item.afterBlank;
  item.afterBlank = false;
}

function indentation(line: string, limit: number): number {
  let width = 0;
  while (width < limit && line[width] === " ") width++;
  return width;
}

type Mark = "bullet" | "number";

function markOf(text: string): Mark | undefined {
  if (bulletWidth(text) > 0 && !isRule(text)) return "bullet";
  return numberWidth(text) > 0 ? "number" : undefined;
}

function nodeOf({ lines, inner }: Item, loose: boolean, scope: Scope): ListItem {
  const head = lines.slice(0, inner);
  const tail = inner === undefined ? [] : scope.readBlocks(lines.slice(inner), scope);
  const start = loose ? scope.readBlocks(head, scope) : scope.readInline(`${head.join("\n")}\n`, scope);
  return {
    type: "listItem",
    children: asChildren(tail.length > 0 ? [...start, ...tail] : withoutLineEnd(start)),
  };
}

/** The line end of an item's last line is part of its text only before what is inside of the item. */
function withoutLineEnd(
  nodes: readonly (RootContent | PhrasingContent)[],
): readonly (RootContent | PhrasingContent)[] {
  const last = nodes.at(-1);
  if (last?.type !== "text") return nodes;
  return [...nodes.slice(0, -1), { ...last, value: last.value.replace(/\n+$/, "") }];
}

/** Without paragraphs an item holds text, for which the tree's type has no place. */
function asChildren(nodes: readonly (RootContent | PhrasingContent)[]): ListItem["children"] {
  return nodes as ListItem["children"];
}
