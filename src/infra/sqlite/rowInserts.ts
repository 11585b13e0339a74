import { modes } from "../../domain/comment/state.ts";
import type { Cell } from "./connection.ts";
import type { Write } from "./eventRows.ts";

/** A statement that takes any number of rows: text before and after `VALUES`, and cells in a row. */
interface RowInsert {
  readonly before: string;
  readonly width: number;
  readonly after: string;
}

const pageConflict = `ON CONFLICT (uri) DO UPDATE SET changed = max(changed, excluded.changed)`;

/** Which rows {@link insertRows} can write. */
export type RowKind = "threads" | "threadSide" | "comments" | "commentSide" | "pageChanges" | "pageRecounts";

/**
 * The rows that new comments and threads are made of. Values are bound, never sent as JSON: SQLite does not
 * read every fraction back to the same double.
 */
const rowInserts: Readonly<Record<RowKind, RowInsert>> = {
  threads: { before: "INSERT INTO threads (id, uri, title) VALUES", width: 3, after: "" },
  threadSide: { before: "INSERT INTO thread_side (id, seq, version) VALUES", width: 3, after: "" },
  comments: {
    before: `INSERT INTO comments (tid, id, parent, created, modified, mode, remote_addr, text, author, email,
                                   website, likes, dislikes, voters, notification) VALUES`,
    width: 15,
    after: "",
  },
  commentSide: {
    before: `INSERT INTO comment_side (id, seq, version, born_at, text_seq, html, markup, hash, hashing) VALUES`,
    width: 9,
    after: "",
  },
  /** Page, event, published and other comments more or fewer. */
  pageChanges: {
    before: "INSERT INTO uri_side (uri, changed, published, total) VALUES",
    width: 4,
    after: `${pageConflict}, published = published + excluded.published, total = total + excluded.total`,
  },
  /** Page and event: its comments are counted again, once even if the page is named twice. */
  pageRecounts: {
    before: `INSERT INTO uri_side (uri, changed, published, total)
      SELECT j.column1, max(j.column2), count(DISTINCT c.id) FILTER (WHERE c.mode = ${modes.published}),
        count(DISTINCT c.id)
      FROM (VALUES`,
    width: 2,
    after: `) j LEFT JOIN threads t ON t.uri = j.column1 LEFT JOIN comments c ON c.tid = +t.id
      WHERE true GROUP BY j.column1 ${pageConflict}, published = excluded.published, total = excluded.total`,
  },
};

/** In an order in which every row finds what it needs; recounts come last, so that they have the last word. */
export const rowKinds: readonly RowKind[] = [
  "threads",
  "threadSide",
  "comments",
  "commentSide",
  "pageChanges",
  "pageRecounts",
];

/** How many rows share a statement: few sizes, so that each is prepared once. */
const sizes = [64, 16, 4, 1] as const;

/** Writes rows with as few statements as possible, in their order. */
export function insertRows(write: Write, kind: RowKind, rows: readonly (readonly Cell[])[]): void {
  let at = 0;
  for (const size of sizes) {
    for (; rows.length - at >= size; at += size) {
      write(statement(kind, size), ...rows.slice(at, at + size).flat());
    }
  }
}

const statements = new Map<string, string>();

function statement(kind: RowKind, size: number): string {
  const key = `${kind} ${size}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const { before, width, after } = rowInserts[kind];
  const row = `(${Array.from({ length: width }, () => "?").join(", ")})`;
  const sql = `${before} ${Array.from({ length: size }, () => row).join(", ")} ${after}`;
  statements.set(key, sql);
  return sql;
}
