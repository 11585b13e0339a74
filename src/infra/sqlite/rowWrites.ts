import { modes } from "../../domain/comment/state.ts";
import type { Cell } from "./connection.ts";
import type { Write } from "./eventRows.ts";

/**
 * A statement that takes any number of rows as one JSON text: a call costs more than a row, and statements for every
 * number of rows would have to be kept.
 */
interface RowWrite {
  readonly cells: readonly CellForm[];
  readonly statement: string;
  /** The first cell names a row that exists: of several that wait, the last counts. */
  readonly replaces?: true;
}

/** How a cell is told in JSON: as it is, also with {@link dyadic} numbers, or as hex digits. */
type CellForm = "plain" | "fraction" | "blob";

/** `sql` goes around `rows`: a SELECT with a column `c1`, `c2`, … for each cell, in the order of the rows. */
function rowWrite(cells: readonly CellForm[], sql: (rows: string) => string): RowWrite {
  const columns = cells.map((form, index) => `${columnOf(form, index)} AS c${index + 1}`);
  return { cells, statement: sql(`SELECT ${columns.join(", ")} FROM json_each(?)`) };
}

function columnOf(form: CellForm, index: number): string {
  if (form === "plain") return `value ->> ${index}`;
  if (form === "blob") return `unhex(value ->> ${index})`;
  return `CASE json_type(value, '$[${index}]') WHEN 'array'
      THEN (value ->> '$[${index}][0]') * pow(2, value ->> '$[${index}][1]') ELSE value ->> ${index} END`;
}

const plain = (width: number): readonly CellForm[] => Array.from({ length: width }, () => "plain");

const pageConflict = `ON CONFLICT (uri) DO UPDATE SET changed = max(changed, excluded.changed)`;

/** Which rows {@link writeRows} can write. */
export type RowKind =
  | "threads"
  | "threadSide"
  | "comments"
  | "commentSide"
  | "commentChanges"
  | "commentVotes"
  | "commentVersions"
  | "pageChanges"
  | "pageRecounts";

/** The rows that comments and threads are made of. */
const rowWrites: Readonly<Record<RowKind, RowWrite>> = {
  threads: rowWrite(plain(3), (rows) => `INSERT INTO threads (id, uri, title) ${rows}`),
  threadSide: rowWrite(plain(3), (rows) => `INSERT INTO thread_side (id, seq, version) ${rows}`),
  comments: rowWrite(
    [...plain(3), "fraction", "fraction", ...plain(8), "blob", "fraction"],
    (rows) =>
      `INSERT INTO comments (tid, id, parent, created, modified, mode, remote_addr, text, author, email, website,
         likes, dislikes, voters, notification) ${rows}`,
  ),
  commentSide: rowWrite(
    plain(9),
    (rows) =>
      `INSERT INTO comment_side (id, seq, version, born_at, text_seq, html, markup, hash, hashing) ${rows}`,
  ),
  /** Id of the comment and everything about it that can change, but for votes. */
  commentChanges: {
    ...rowWrite(
      ["plain", "fraction", ...plain(4), "fraction"],
      (rows) =>
        `UPDATE comments SET modified = j.c2, mode = j.c3, text = j.c4, author = j.c5, website = j.c6,
           notification = j.c7
         FROM (${rows}) j WHERE comments.id = j.c1`,
    ),
    replaces: true,
  },
  /** Id of the comment and its votes: by far the most frequent change, and one that no index has to follow. */
  commentVotes: {
    ...rowWrite(
      [...plain(3), "blob"],
      (rows) =>
        `UPDATE comments SET likes = j.c2, dislikes = j.c3, voters = j.c4 FROM (${rows}) j WHERE comments.id = j.c1`,
    ),
    replaces: true,
  },
  /** Id of the comment and version of its stream. */
  commentVersions: {
    ...rowWrite(
      plain(2),
      (rows) => `UPDATE comment_side SET version = j.c2 FROM (${rows}) j WHERE comment_side.id = j.c1`,
    ),
    replaces: true,
  },
  /** Page, event, published and other comments more or fewer. */
  pageChanges: rowWrite(
    plain(4),
    (rows) =>
      `INSERT INTO uri_side (uri, changed, published, total) ${rows} WHERE true ${pageConflict},
         published = published + excluded.published, total = total + excluded.total`,
  ),
  /** Page and event: its comments are counted again, once even if the page is named twice. */
  pageRecounts: rowWrite(
    plain(2),
    (rows) =>
      `INSERT INTO uri_side (uri, changed, published, total)
       SELECT j.c1, max(j.c2), count(DISTINCT c.id) FILTER (WHERE c.mode = ${modes.published}),
         count(DISTINCT c.id)
       FROM (${rows}) j LEFT JOIN threads t ON t.uri = j.c1 LEFT JOIN comments c ON c.tid = +t.id
       WHERE true GROUP BY j.c1 ${pageConflict}, published = excluded.published, total = excluded.total`,
  ),
};

/** In an order in which every row finds what it needs; recounts come last, so that they have the last word. */
export const rowKinds: readonly RowKind[] = [
  "threads",
  "threadSide",
  "comments",
  "commentSide",
  "commentChanges",
  "commentVotes",
  "commentVersions",
  "pageChanges",
  "pageRecounts",
];

/** Writes rows with one statement, in their order. */
export function writeRows(write: Write, kind: RowKind, waiting: readonly (readonly Cell[])[]): void {
  if (waiting.length === 0) return;
  const { cells, statement, replaces } = rowWrites[kind];
  const rows = replaces ? lastOfEach(waiting) : waiting;
  const told = rows.map((row) => row.map((cell, index) => tell(cell, cells[index] ?? "plain")));
  write(statement, JSON.stringify(told));
}

/** A statement that meets two rows for one would take either. */
function lastOfEach(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  return rows.length < 2 ? rows : [...new Map(rows.map((row) => [row[0], row])).values()];
}

function tell(cell: Cell, form: CellForm): unknown {
  if (cell instanceof Uint8Array)
    return Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString("hex");
  const isFraction = form === "fraction" && typeof cell === "number" && !Number.isSafeInteger(cell);
  return isFraction ? dyadic(cell) : cell;
}

/**
 * A number as a whole one times a power of two. SQLite does not read every decimal fraction back to the same double;
 * these two it does, and their product is exact.
 */
export function dyadic(value: number): readonly [whole: number, exponent: number] {
  if (!Number.isFinite(value)) return [Math.sign(value), 1024];
  let whole = value;
  let exponent = 0;
  for (; !Number.isInteger(whole); exponent -= 1) whole *= 2;
  for (; Math.abs(whole) > Number.MAX_SAFE_INTEGER; exponent += 1) whole /= 2;
  return [whole, exponent];
}
