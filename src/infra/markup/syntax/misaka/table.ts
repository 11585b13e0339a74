import type { AlignType, TableCell, TableRow } from "mdast";
import { findMark, isEscaped, newSearch } from "./findMark.ts";
import type { BlockMatch, Scope } from "./scope.ts";

const columnLimit = 64;

/** With `tables`: a line of cells, a line of dashes for as many columns, and all lines with a bar after them. */
export function table(lines: readonly string[], start: number, scope: Scope): BlockMatch | undefined {
  if (!scope.document.on.has("tables")) return undefined;
  const head = (lines[start] ?? "").trimEnd();
  const columns = countColumns(head);
  const align = alignments(lines[start + 1] ?? "", columns);
  if (align === undefined) return undefined;
  let end = start + 2;
  while (lines[end]?.includes("|")) end++;
  const rows = [head, ...lines.slice(start + 2, end)].map((line) => rowOf(line, columns, scope));
  return { nodes: [{ type: "table", align, children: rows }], next: end };
}

/** 0 if the line has no bar or too many. */
function countColumns(line: string): number {
  const bars = line.split("|").length - 1;
  if (bars === 0) return 0;
  const leading = line.startsWith("|") ? 1 : 0;
  const trailing = line.endsWith("|") && !isEscaped(line, line.length - 1, 0) ? 1 : 0;
  const columns = bars + 1 - leading - trailing;
  return columns > columnLimit ? 0 : columns;
}

function alignments(line: string, columns: number): AlignType[] | undefined {
  if (columns <= 0) return undefined;
  const cells = line.replace(/^\|/, "").split(/[|+]/).slice(0, columns);
  const marks = cells.map((cell) => /^ *(:?)-*(:?) *$/.exec(cell));
  const valid = marks.every((mark) => mark !== null && mark[0].trim().length >= 3);
  return valid && marks.length === columns ? marks.map((mark) => alignment(mark?.[1], mark?.[2])) : undefined;
}

function alignment(left: string | undefined, right: string | undefined): AlignType {
  if (left === ":") return right === ":" ? "center" : "left";
  return right === ":" ? "right" : null;
}

/** Cells that are missing are empty, and those too many are dropped. */
function rowOf(line: string, columns: number, scope: Scope): TableRow {
  const cells: TableCell[] = [];
  const search = newSearch("|");
  let at = line.startsWith("|") ? 1 : 0;
  while (cells.length < columns) {
    while (line[at] === " ") at++;
    const bar = findMark(line, at, search);
    const end = bar < 0 ? line.length : bar;
    cells.push({ type: "tableCell", children: scope.readInline(line.slice(at, end).trimEnd(), scope) });
    at = end + 1;
  }
  return { type: "tableRow", children: cells };
}
