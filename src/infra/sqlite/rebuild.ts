import type { ThreadName } from "../../domain/comment/commands.ts";
import { evolveComment } from "../../domain/comment/evolve.ts";
import type { CommentState } from "../../domain/comment/state.ts";
import { evolveThread } from "../../domain/thread/evolve.ts";
import { commentCells } from "./commentRows.ts";
import { type Fold, foldStreams } from "./foldStreams.ts";
import { type PageHistory, startPageHistory } from "./pageHistory.ts";
import { bornAt } from "./projector.ts";
import { sideIndexes, sideTables } from "./schema.ts";
import { setAside } from "./setAside.ts";
import type { Transaction } from "./transaction.ts";

/** How much a rebuild went through. */
export interface Rebuilt {
  readonly events: number;
  readonly threads: number;
  readonly comments: number;
}

type Amount = Pick<Rebuilt, "events"> & { readonly rows: number };

/** Side rows written at once. */
const rowsAtOnce = 1_024;

/**
 * Writes the read tables and the side tables anew from the log alone. Renditions are kept where they were
 * made of the very same event; the caller has the others made. `preferences` is left alone: it holds the
 * session key, which nothing derives.
 */
export async function rebuild(tx: Transaction): Promise<Rebuilt> {
  const setAsides = [...(await setAside(tx, "comments")), ...(await setAside(tx, "threads"))];
  await emptyTables(tx);
  const pages = startPageHistory();
  const threads = await rebuildThreads(tx, pages);
  const comments = await rebuildComments(tx, pages);
  tx.write("DROP TABLE side_before");
  for (const sql of [...setAsides, ...sideIndexes]) tx.write(sql);
  for (const [uri, changed] of pages.lastChanges()) tx.put("pageRecounts", [uri, changed]);
  tx.write("DELETE FROM unrecorded");
  await tx.flush();
  return { events: threads.events + comments.events, threads: threads.rows, comments: comments.rows };
}

/** The side rows stay under another name, for the renditions that they hold. */
async function emptyTables(tx: Transaction): Promise<void> {
  for (const { name, sql } of sideTables) {
    tx.write(
      name === "comment_side" ? `ALTER TABLE ${name} RENAME TO side_before` : `DROP TABLE IF EXISTS ${name}`,
    );
    await tx.flush();
    tx.write(sql);
  }
  tx.write("DELETE FROM comments");
  tx.write("DELETE FROM threads");
  await tx.flush();
}

async function rebuildThreads(tx: Transaction, pages: PageHistory): Promise<Amount> {
  let events = 0;
  let rows = 0;
  for await (const { state, first, version, events: count } of foldStreams(tx, "thread", threadFold(pages))) {
    events += count;
    if (state === undefined) continue;
    rows += 1;
    tx.put("threads", [state.id, state.uri, state.title]);
    tx.put("threadSide", [state.id, first.seq, version]);
  }
  return { events, rows };
}

async function rebuildComments(tx: Transaction, pages: PageHistory): Promise<Amount> {
  let events = 0;
  let rows = 0;
  let sides: SideRow[] = [];
  for await (const { state, first, version, textSeq, events: count } of foldStreams(
    tx,
    "comment",
    commentFold(pages),
  )) {
    events += count;
    if (state === undefined) continue;
    rows += 1;
    tx.put("comments", commentCells(state));
    sides.push([state.id, first.seq, version, bornAt(state, first), textSeq]);
    if (sides.length < rowsAtOnce) continue;
    writeSides(tx, sides);
    sides = [];
  }
  writeSides(tx, sides);
  return { events, rows };
}

/** Comment, first event, version, second from which on tokens apply, event of the text. */
type SideRow = readonly [id: number, seq: number, version: number, bornAt: number, textSeq: number];

function writeSides(tx: Transaction, rows: readonly SideRow[]): void {
  tx.write(
    `INSERT INTO comment_side (id, seq, version, born_at, text_seq, html, markup, hash, hashing)
     SELECT j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3, j.value ->> 4,
       iif(k.text_seq = j.value ->> 4, k.html, NULL), iif(k.text_seq = j.value ->> 4, k.markup, NULL),
       k.hash, k.hashing
     FROM json_each(?) j LEFT JOIN side_before k ON k.seq = j.value ->> 1`,
    JSON.stringify(rows),
  );
}

function threadFold(pages: PageHistory): Fold<ThreadName> {
  return (before, event) => {
    const after = evolveThread(before, event);
    pages.threadChanged(event.seq, before, after);
    return after;
  };
}

function commentFold(pages: PageHistory): Fold<CommentState> {
  return (before, event) => {
    const after = evolveComment(before, event);
    const thread = (before ?? after)?.thread;
    if (thread !== undefined && event.event.type !== "RetentionApplied")
      pages.commentChanged(event.seq, thread);
    return after;
  };
}
