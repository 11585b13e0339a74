import { withoutBlanks } from "./lines.ts";
import { type Cursor, type InlineMatch, placeOf } from "./scope.ts";

/** More quotation marks in a row than these are text: nobody means them, and counting them again and again takes long. */
const widthLimit = 8;

/** With `quote`: text between quotation marks, as many on both sides, becomes an element without them. */
export function quotation(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, scope, missing } = cursor;
  const width = widthAt(text, at, widthLimit + 1);
  const marks = '"'.repeat(width);
  if (!scope.document.on.has("quote") || width > widthLimit || missing.has(marks)) return undefined;
  const start = at + width;
  const end = closingOf(cursor, start, width);
  if (end === undefined) {
    missing.add(marks);
    return undefined;
  }
  const content = withoutBlanks(text.slice(start, end));
  if (content === "") return undefined;
  const children = scope.readInline(content, scope);
  return { nodes: [{ type: "emphasis", data: { hName: "q" }, children }], end: end + width };
}

function widthAt(text: string, at: number, limit: number): number {
  let width = 0;
  while (width < limit && text[at + width] === '"') width++;
  return width;
}

function closingOf(cursor: Cursor, start: number, width: number): number | undefined {
  let from = start;
  for (;;) {
    const place = placeOf(cursor, from, '"');
    if (place < 0) return undefined;
    const found = widthAt(cursor.text, place, width);
    if (found === width) return place;
    from = place + found;
  }
}
