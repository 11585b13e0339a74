import type { ThreadName } from "../../domain/comment/commands.ts";
import { evolveComment } from "../../domain/comment/evolve.ts";
import type { CommentState } from "../../domain/comment/state.ts";
import type { RecordedEvent } from "../../domain/event/events.ts";
import { evolveThread } from "../../domain/thread/evolve.ts";
import { commentCells } from "./commentRows.ts";
import { type EventRow, eventColumns, recordedEvent } from "./eventRows.ts";
import { type PageHistory, startPageHistory } from "./pageHistory.ts";
import { bornAt, setsText } from "./projector.ts";
import { sideIndexes, sideTables } from "./schema.ts";
import type { Transaction } from "./transaction.ts";

/** How much a rebuild went through. */
export interface Rebuilt {
  readonly events: number;
  readonly threads: number;
  readonly comments: number;
}

/** Events read, and rows written, at once. */
const rowsAtOnce = 2_000;

/**
 * Writes the read tables and the side tables anew from the log alone. Renditions are kept where they were
 * made of the very same event; the caller has the others made. `preferences` is left alone: it holds the
 * session key, which nothing derives.
 */
export async function rebuild(tx: Transaction): Promise<Rebuilt> {
  await keepRenditions(tx);
  const pages = startPageHistory();
  let events = 0;
  let threads = 0;
  for await (const { state, first, version, events: count } of foldStreams(
    tx,
    "thread-",
    threadFold(pages),
  )) {
    events += count;
    if (state === undefined) continue;
    threads += 1;
    tx.put("threads", [state.id, state.uri, state.title]);
    tx.put("threadSide", [state.id, first.seq, version]);
  }
  let comments = 0;
  for await (const { state, first, version, textSeq, events: count } of foldStreams(
    tx,
    "comment-",
    commentFold(pages),
  )) {
    events += count;
    if (state === undefined) continue;
    comments += 1;
    const born = bornAt(state, first);
    tx.put("comments", commentCells(state));
    tx.put("commentSide", [state.id, first.seq, version, born, textSeq, null, null, null, null]);
  }
  for (const [uri, changed] of pages.lastChanges()) tx.put("pageRecounts", [uri, changed]);
  await restoreRenditions(tx);
  return { events, threads, comments };
}

async function keepRenditions(tx: Transaction): Promise<void> {
  tx.write("DROP TABLE IF EXISTS temp.kept");
  tx.write(
    `CREATE TEMP TABLE kept AS SELECT seq, text_seq, html, markup, hash, hashing FROM comment_side
     WHERE html IS NOT NULL OR hash IS NOT NULL`,
  );
  tx.write("CREATE INDEX temp.kept_by_seq ON kept(seq)");
  for (const { name, sql } of sideTables) {
    tx.write(`DROP TABLE IF EXISTS ${name}`);
    await tx.flush();
    tx.write(sql);
  }
  for (const sql of sideIndexes) tx.write(sql);
  tx.write("DELETE FROM comments");
  tx.write("DELETE FROM threads");
  await tx.flush();
}

async function restoreRenditions(tx: Transaction): Promise<void> {
  tx.write(
    `UPDATE comment_side SET hash = kept.hash, hashing = kept.hashing,
       html = iif(kept.text_seq = comment_side.text_seq, kept.html, NULL),
       markup = iif(kept.text_seq = comment_side.text_seq, kept.markup, NULL)
     FROM temp.kept WHERE kept.seq = comment_side.seq`,
  );
  tx.write("DROP TABLE temp.kept");
  tx.write("DELETE FROM unrecorded");
  await tx.flush();
}

/** What the events of a stream add up to. */
interface Folded<State> {
  readonly state: State | undefined;
  readonly first: RecordedEvent;
  readonly version: number;
  /** The event that set the text as it stands. */
  readonly textSeq: number;
  readonly events: number;
}

type Fold<State> = (state: State | undefined, event: RecordedEvent) => State | undefined;

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

async function* foldStreams<State>(
  tx: Transaction,
  prefix: string,
  fold: Fold<State>,
): AsyncGenerator<Folded<State>> {
  let folded: Folded<State> | undefined;
  for await (const event of eventsByStream(tx, prefix)) {
    if (folded?.first.stream === event.stream) {
      folded = {
        ...folded,
        state: fold(folded.state, event),
        version: event.version,
        textSeq: setsText(event) ? event.seq : folded.textSeq,
        events: folded.events + 1,
      };
      continue;
    }
    if (folded !== undefined) yield folded;
    const state = fold(undefined, event);
    folded = { state, first: event, version: event.version, textSeq: event.seq, events: 1 };
  }
  if (folded !== undefined) yield folded;
}

async function* eventsByStream(tx: Transaction, prefix: string): AsyncGenerator<RecordedEvent> {
  const read = (stream: string, version: number): Promise<(EventRow & { stream: string; sv: number })[]> =>
    tx.all(
      `SELECT e.stream, e.stream_version AS sv, ${eventColumns} FROM event e
       WHERE (e.stream, e.stream_version) > (?, ?) AND e.stream < ?
       ORDER BY e.stream, e.stream_version LIMIT ${rowsAtOnce}`,
      stream,
      version,
      `${prefix}~`,
    );
  let next = read(prefix, 0);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return;
    // The next rows are read while these are folded.
    next = read(last.stream, last.sv);
    for (const row of rows) yield recordedEvent(row);
  }
}
