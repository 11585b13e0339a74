import type { ThreadName } from "../../domain/comment/commands.ts";
import type { KnownThread } from "../../domain/comment/facts.ts";
import type { CommentState } from "../../domain/comment/state.ts";
import { streamName } from "../../domain/event/events.ts";
import { type AdoptedRow, adoptedComment, adoptedThread, refuseBrokenText } from "./adoptedRows.ts";
import { commentCells, commentColumns } from "./commentRows.ts";
import { knownThread, type LoadedComment } from "./knownRows.ts";
import { foldComment, foldThread, readStream } from "./streams.ts";
import type { Transaction } from "./transaction.ts";

/** Rows that another program touched: as the log knows them and as they stand. */
export interface ChangedRows {
  readonly threads: readonly {
    readonly logged: KnownThread | undefined;
    readonly actual: ThreadName | undefined;
    /** Whether comments that nobody touched are still in the thread: then it is the same thread. */
    readonly keepsComments: boolean;
  }[];
  readonly comments: readonly {
    readonly logged: LoadedComment | undefined;
    readonly actual: CommentState | undefined;
  }[];
  /** Page addresses of the threads concerned, by thread id. */
  readonly pages: Map<number, string>;
}

/** Reads everything noted as changed. */
export async function readChangedRows(tx: Transaction): Promise<ChangedRows> {
  const noted = await tx.all<{ kind: string; id: number }>(
    "SELECT kind, id FROM unrecorded ORDER BY kind, id",
  );
  const pages = new Map<number, string>();
  const threads = [];
  for (const { kind, id } of noted) if (kind === "thread") threads.push(await changedThread(tx, id));
  const comments = [];
  for (const { kind, id } of noted)
    if (kind === "comment") comments.push(await changedComment(tx, id, pages));
  return { threads, comments, pages };
}

async function changedThread(tx: Transaction, id: number): Promise<ChangedRows["threads"][number]> {
  const [actual] = await tx.all<ThreadName>("SELECT id, uri, title FROM threads WHERE id = ?", id);
  if (actual) await refuseBrokenText(tx, "threads", [actual]);
  const [side] = await tx.all<{ seq: number; version: number }>(
    "SELECT seq, version FROM thread_side WHERE id = ?",
    id,
  );
  const logged = side && foldThread(await readStream(tx, streamName("thread", side.seq)));
  const [kept] = await tx.all(
    `SELECT 1 FROM comments c WHERE c.tid = ?
       AND c.id NOT IN (SELECT id FROM unrecorded WHERE kind = 'comment') LIMIT 1`,
    id,
  );
  return {
    logged: side && logged && knownThread({ ...logged, ...side, comments: 0 }),
    actual: actual && adoptedThread(actual),
    keepsComments: kept !== undefined,
  };
}

async function changedComment(
  tx: Transaction,
  id: number,
  pages: Map<number, string>,
): Promise<ChangedRows["comments"][number]> {
  const [row] = await tx.all<AdoptedRow & { uri: string | null }>(
    `SELECT ${commentColumns}, t.uri FROM comments c LEFT JOIN threads t ON t.id = c.tid WHERE c.id = ?`,
    id,
  );
  const actual = row && adoptedComment(row);
  if (row) await refuseBrokenText(tx, "comments", [row]);
  if (actual && row.uri !== null) pages.set(actual.thread, row.uri);
  const [side] = await tx.all<{ seq: number; version: number; born_at: number }>(
    "SELECT seq, version, born_at FROM comment_side WHERE id = ?",
    id,
  );
  const name = side && streamName("comment", side.seq);
  const state = name && foldComment(await readStream(tx, name));
  return {
    logged:
      side && name && state
        ? {
            state,
            stream: { name, version: side.version },
            bornAt: side.born_at,
            uri: await loggedPage(tx, state.thread),
          }
        : undefined,
    actual,
  };
}

/** The address of a thread as the log knows it, whatever the row says now. */
async function loggedPage(tx: Transaction, thread: number): Promise<string | null> {
  const [side] = await tx.all<{ seq: number }>("SELECT seq FROM thread_side WHERE id = ?", thread);
  const name = side && foldThread(await readStream(tx, streamName("thread", side.seq)));
  return name?.uri ?? null;
}

/** Puts the changed rows back to what the log says; all go first, so that no two are in each other's way. */
export function restoreRows(tx: Transaction, { threads, comments }: ChangedRows): void {
  for (const { actual } of comments) if (actual) tx.write("DELETE FROM comments WHERE id = ?", actual.id);
  for (const { actual } of threads) if (actual) tx.write("DELETE FROM threads WHERE id = ?", actual.id);
  for (const { logged } of threads) {
    if (logged) {
      tx.write("INSERT INTO threads (id, uri, title) VALUES (?, ?, ?)", logged.id, logged.uri, logged.title);
    }
  }
  for (const { logged } of comments) {
    if (!logged) continue;
    tx.write(
      "INSERT INTO comments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      ...commentCells(logged.state),
    );
  }
}
