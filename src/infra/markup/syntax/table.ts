import { type Line, lineBlock, type Reading, type Step } from "./lines.ts";
import type { Syntax } from "./syntax.ts";

type Align = "center" | "left" | "right" | undefined;

/** The cells of a line, as offsets in its text without the blanks around. */
type Cells = readonly { readonly start: number; readonly end: number }[];

/**
 * Tables as mistune reads them: a header, a line of dashes with as many cells, and rows that must all have that many.
 * Either every line has a `|` at both ends, or each has one somewhere. Behaviour section 11.2.
 */
export const table: Syntax = { tokens: { flow: { null: tableBlock() } } };

function tableBlock(): ReturnType<typeof lineBlock> {
  return lineBlock({
    name: "table",
    begins: /^\S.*\||^\|/,
    interrupts: true,
    wanted: () => {
      let first: string | undefined;
      return (line) => {
        first ??= line;
        return cellsOf(line, first) !== undefined;
      };
    },
    read: readTable,
  });
}

const both = /^\s*\|.*\|[ \t]*$/;

/** The cells of a line if it has the form of a table's, whose form the first line decides. */
function cellsOf(line: string, first: string): Cells | undefined {
  const text = line.replace(/[ \t]+$/, "");
  if (both.test(first)) {
    const lead = text.length - text.replace(/^ +/, "").length;
    return text.length - lead > 1 && both.test(text) ? split(text, lead + 1, text.length - 1) : undefined;
  }
  return text.includes("|") ? split(text, 0, text.length) : undefined;
}

function split(text: string, from: number, to: number): Cells {
  const cells: { start: number; end: number }[] = [];
  let start = from;
  let escaped = false;
  for (let at = from; at <= to; at += 1) {
    if (at === to || (text[at] === "|" && !escaped)) {
      cells.push(trimmed(text, start, at));
      start = at + 1;
    }
    escaped = text[at] === "\\" && !escaped;
  }
  return cells;
}

function trimmed(text: string, from: number, to: number): { start: number; end: number } {
  const inner = text.slice(from, to);
  const start = from + inner.length - inner.trimStart().length;
  return { start, end: Math.max(start, to - inner.length + inner.trimEnd().length) };
}

function alignsOf(line: string, first: string): Align[] | undefined {
  const cells = cellsOf(line, first)?.map(({ start, end }) => line.slice(start, end));
  if (cells === undefined || !cells.every((cell) => /^(?::?-+:?)?$/.test(cell))) return undefined;
  return cells.map((cell) => {
    if (cell.startsWith(":")) return cell.endsWith(":") ? "center" : "left";
    return cell.endsWith(":") ? "right" : undefined;
  });
}

function readTable(lines: readonly Line[]): Reading | undefined {
  const [first, second, ...others] = lines;
  if (first === undefined || second === undefined) return undefined;
  const header = cellsOf(first.text, first.text);
  const aligns = alignsOf(second.text, first.text);
  if (header === undefined || aligns?.length !== header.length) return undefined;
  const rows = others.flatMap((line): Row[] => {
    const cells = cellsOf(line.text, first.text);
    return cells === undefined ? [] : [{ line, cells, aligns, cell: "td" }];
  });
  if (rows.some(({ cells }) => cells.length !== aligns.length)) return undefined;
  const end = endOf(rows.at(-1)?.line ?? second);
  const body: Step[] = rows.flatMap(rowSteps);
  const steps: Step[] = [
    { at: first.start, kind: "enter", element: { hName: "table" } },
    { at: first.start, kind: "enter", element: { hName: "thead" } },
    ...rowSteps({ line: first, cells: header, aligns, cell: "th" }),
    { at: endOf(first), kind: "exit" },
    { at: body[0]?.at ?? second.start, kind: "enter", element: { hName: "tbody" } },
    ...body,
    { at: end, kind: "exit" },
    { at: end, kind: "exit" },
  ];
  return { end, steps };
}

interface Row {
  readonly line: Line;
  readonly cells: Cells;
  readonly aligns: readonly Align[];
  readonly cell: "th" | "td";
}

function rowSteps({ line, cells, aligns, cell }: Row): Step[] {
  const steps: Step[] = [{ at: line.start, kind: "enter", element: { hName: "tr" } }];
  const shift = cells[0]?.end === 0 ? 1 : -1;
  for (const [index, { start, end }] of cells.entries()) {
    const align = aligns[index];
    const element = { hName: cell, ...(align && { hProperties: { style: `text-align:${align}` } }) };
    // An empty cell holds the bar beside it: whatever is there must have a character of its own.
    const from = line.start + (start < end ? start : Math.min(start, start + shift));
    const to = line.start + (start < end ? end : Math.max(start, start + shift));
    if (to > endOf(line)) break;
    steps.push({ at: from, kind: "enter", element });
    if (start < end) steps.push({ at: from, kind: "inner", content: "text" }, { at: to, kind: "end" });
    steps.push({ at: to, kind: "exit" });
  }
  return [...steps, { at: endOf(line), kind: "exit" }];
}

function endOf(line: Line): number {
  return line.start + line.text.length;
}
