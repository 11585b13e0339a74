import { modes } from "../../domain/comment/state.ts";
import type { Cell } from "./connection.ts";
import type { Write } from "./eventRows.ts";

/** A statement that takes any number of rows: text before and after `VALUES`, and cells in a row. */
interface RowWrite {
  readonly before: string;
  readonly width: number;
  readonly after: string;
  /** The first cell names a row that exists: of several that wait, the last counts. */
  readonly replaces?: true;
}

const pageConflict = `ON CONFLICT (uri) DO UPDATE SET changed = max(changed, excluded.changed)`;

/** Which rows {@link writeRows} can write. */
export type RowKind =
  | "threads"
  | "threadSide"
  | "comments"
  | "commentSide"
  | "commentChanges"
  | "commentVersions"
  | "pageChanges"
  | "pageRecounts";

/**
 * The rows that comments and threads are made of. Values are bound, never sent as JSON: SQLite does not
 * read every fraction back to the same double.
 */
const rowWrites: Readonly<Record<RowKind, RowWrite>> = {
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
  /** Id of the comment and everything about it that can change. */
  commentChanges: {
    before: `UPDATE comments SET modified = j.column2, mode = j.column3, text = j.column4, author = j.column5,
        website = j.column6, likes = j.column7, dislikes = j.column8, voters = j.column9,
        notification = j.column10
      FROM (VALUES`,
    width: 10,
    after: ") j WHERE comments.id = j.column1",
    replaces: true,
  },
  /** Id of the comment and version of its stream. */
  commentVersions: {
    before: "UPDATE comment_side SET version = j.column2 FROM (VALUES",
    width: 2,
    after: ") j WHERE comment_side.id = j.column1",
    replaces: true,
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
  "commentChanges",
  "commentVersions",
  "pageChanges",
  "pageRecounts",
];

/** How many rows share a statement: few sizes, so that each is prepared once. */
const sizes = [64, 16, 4, 1] as const;

/** Writes rows with as few statements as possible, in their order. */
export function writeRows(write: Write, kind: RowKind, waiting: readonly (readonly Cell[])[]): void {
  const rows = rowWrites[kind].replaces ? lastOfEach(waiting) : waiting;
  let at = 0;
  for (const size of sizes) {
    for (; rows.length - at >= size; at += size) {
      write(statement(kind, size), ...rows.slice(at, at + size).flat());
    }
  }
}

/** A statement that meets two rows for one would take either. */
function lastOfEach(rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] {
  return rows.length < 2 ? rows : [...new Map(rows.map((row) => [row[0], row])).values()];
}

const statements = new Map<string, string>();

function statement(kind: RowKind, size: number): string {
  const key = `${kind} ${size}`;
  const known = statements.get(key);
  if (known !== undefined) return known;
  const { before, width, after } = rowWrites[kind];
  const row = `(${Array.from({ length: width }, () => "?").join(", ")})`;
  const sql = `${before} ${Array.from({ length: size }, () => row).join(", ")} ${after}`;
  statements.set(key, sql);
  return sql;
}
