import type { PhrasingContent } from "mdast";
import { type Cursor, type InlineMatch, placeOf } from "./scope.ts";

/**
 * One, two or three equal marks around a text that neither begins nor ends with a blank: emphasis, strong emphasis or
 * both; with extensions, two tildes strike through, two equals signs highlight, and one low line underlines.
 */
export function emphasis(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text } = cursor;
  const mark = text[at] ?? "";
  const width = widthOf(text, at, mark);
  const start = at + width;
  if (!canOpen(cursor, at, width) || /^[ \n]?$/.test(text[start] ?? "")) return undefined;
  if (width === 1) return single(cursor, start, mark);
  return width === 2 ? double(cursor, start, mark) : triple(cursor, start, mark);
}

function widthOf(text: string, at: number, mark: string): number {
  let width = 1;
  while (width < 4 && text[at + width] === mark) width++;
  return width;
}

/** With `no-intra-emphasis` marks begin something only after a blank, a parenthesis, a tag or a span. */
function canOpen({ text, scope, since }: Cursor, at: number, width: number): boolean {
  const { on } = scope.document;
  if (on.has("no-intra-emphasis") && at > since && !/[ \n>(]/.test(text[at - 1] ?? "")) return false;
  if (text[at] === "~") return width === 2 && on.has("strikethrough");
  if (text[at] === "=") return width === 2 && on.has("highlight");
  return width < 4;
}

/** The first closing mark decides: if it follows a blank or is inside a word, there is no emphasis. */
function single(cursor: Cursor, start: number, mark: string): InlineMatch | undefined {
  const { text, scope } = cursor;
  const { on } = scope.document;
  const end = placeOf(cursor, start, mark);
  if (end < 0 || isBlankBefore(text, end)) return undefined;
  if (on.has("no-intra-emphasis") && /[0-9A-Za-z]/.test(text[end + 1] ?? "")) return undefined;
  const children = scope.readInline(text.slice(start, end), scope);
  const node: PhrasingContent = { type: "emphasis", children };
  if (mark === "_" && on.has("underline")) node.data = { hName: "u" };
  return { nodes: [node], end: end + 1 };
}

/** A pair that follows a blank ends the search: there is no strong emphasis then. */
function double(cursor: Cursor, start: number, mark: string): InlineMatch | undefined {
  const { text, scope } = cursor;
  const end = pairFrom(cursor, start, mark);
  if (end < 0) return undefined;
  const children = scope.readInline(text.slice(start, end), scope);
  return { nodes: [doubleNode(mark, children)], end: end + 2 };
}

function pairFrom(cursor: Cursor, start: number, mark: string): number {
  const { text } = cursor;
  let at = placeOf(cursor, start, mark);
  while (at >= 0 && (text[at + 1] !== mark || isBlankBefore(text, at))) {
    if (text[at + 1] === mark) return -1;
    at = placeOf(cursor, at + 1, mark);
  }
  return at;
}

function doubleNode(mark: string, children: PhrasingContent[]): PhrasingContent {
  if (mark === "~") return { type: "delete", children };
  if (mark === "=") return { type: "emphasis", data: { hName: "mark" }, children };
  return { type: "strong", children };
}

/** Three marks may be closed by three only; one or two at the first closing place leave the outer ones open. */
function triple(cursor: Cursor, start: number, mark: string): InlineMatch | undefined {
  const { text, scope } = cursor;
  const end = placeOf(cursor, start, mark);
  if (end < 0 || isBlankBefore(text, end) || !text.startsWith(mark.repeat(3), end)) return undefined;
  const children = scope.readInline(text.slice(start, end), scope);
  return { nodes: [{ type: "strong", children: [{ type: "emphasis", children }] }], end: end + 3 };
}

function isBlankBefore(text: string, at: number): boolean {
  return text[at - 1] === " " || text[at - 1] === "\n";
}
