import type { ThreadName } from "../../domain/comment/commands.ts";
import type { CommentState } from "../../domain/comment/state.ts";
import { StorageError } from "../../domain/ports.ts";
import { type CommentRow, commentOf } from "./commentRows.ts";
import type { Transaction } from "./transaction.ts";

/** A row of `comments` that some program wrote: any column may hold anything. */
export type AdoptedRow = { readonly [Column in keyof CommentRow]: unknown } & { readonly id: number };

type Check = { readonly wanted: string; readonly fits: (value: unknown) => boolean };

const integer: Check = { wanted: "a whole number", fits: Number.isSafeInteger };
const time: Check = { wanted: "a number", fits: Number.isFinite };
const text: Check = { wanted: "text", fits: (value) => typeof value === "string" };
const blob: Check = { wanted: "a blob", fits: (value) => value instanceof Uint8Array };

function orNull({ wanted, fits }: Check): Check {
  return { wanted: `${wanted} or nothing`, fits: (value) => value === null || fits(value) };
}

const checks: { readonly [Column in keyof CommentRow]: Check } = {
  tid: integer,
  id: integer,
  parent: orNull(integer),
  created: time,
  modified: orNull(time),
  mode: integer,
  remote_addr: orNull(text),
  text,
  author: orNull(text),
  email: orNull(text),
  website: orNull(text),
  likes: integer,
  dislikes: integer,
  voters: blob,
  notification: {
    wanted: "a number, text or nothing",
    fits: (value) => value === null || Number.isFinite(value) || typeof value === "string",
  },
};

/**
 * The comment of an adopted row. A value that no comment can have stops the adoption with the row and the
 * column: nothing is repaired or left out silently.
 */
export function adoptedComment(row: AdoptedRow): CommentState {
  for (const [column, { wanted, fits }] of Object.entries(checks) as [keyof CommentRow, Check][]) {
    if (!fits(row[column])) {
      throw new StorageError(
        `comment ${row.id}: column ${column} should hold ${wanted}, but holds ${describe(row[column])}`,
      );
    }
  }
  return commentOf(row as CommentRow);
}

/** The thread of an adopted row, under the same rule. */
export function adoptedThread(row: ThreadName): ThreadName {
  const fits = text.fits(row.uri) && orNull(text).fits(row.title);
  if (fits) return row;
  throw new StorageError(`thread ${row.id}: columns uri and title should hold text`);
}

/**
 * Refuses text that is not UTF-8: the driver hands it over with replacement characters, and the log could not
 * give back the bytes that were there.
 */
export async function refuseBrokenText(
  tx: Pick<Transaction, "all">,
  table: "comments" | "threads",
  rows: readonly { readonly id: number }[],
): Promise<void> {
  const columns: readonly string[] = table === "threads" ? ["uri", "title"] : Object.keys(checks);
  for (const row of rows) {
    for (const [column, value] of Object.entries<unknown>(row)) {
      if (typeof value !== "string" || !value.includes("\ufffd") || !columns.includes(column)) continue;
      const [stored] = await tx.all<{ bytes: Buffer }>(
        `SELECT CAST(${column} AS BLOB) AS bytes FROM ${table} WHERE id = ?`,
        row.id,
      );
      if (stored?.bytes.equals(Buffer.from(value))) continue;
      throw new StorageError(
        `${table.slice(0, -1)} ${row.id}: column ${column} holds text that is not UTF-8`,
      );
    }
  }
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (value instanceof Uint8Array) return "a blob";
  return typeof value === "string" ? `text (${JSON.stringify(value).slice(0, 40)})` : `the number (${value})`;
}
