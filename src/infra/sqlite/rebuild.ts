import type { ThreadName } from "../../domain/comment/commands.ts";
import { evolveComment } from "../../domain/comment/evolve.ts";
import { type CommentState, modes } from "../../domain/comment/state.ts";
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
  const threads = startWriter(tx, writeThreads);
  for await (const stream of foldStreams(tx, "thread-", threadFold(pages))) {
    events += stream.events;
    if (stream.state !== undefined) await threads.add(stream);
  }
  await threads.finish();
  const comments = startWriter(tx, writeComments);
  for await (const stream of foldStreams(tx, "comment-", commentFold(pages))) {
    events += stream.events;
    if (stream.state !== undefined) await comments.add(stream);
  }
  await comments.finish();
  writePages(tx, pages);
  await restoreRenditions(tx);
  return { events, threads: threads.count(), comments: comments.count() };
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
       WHERE e.log_id = (SELECT log_id FROM log) AND (e.stream, e.stream_version) > (?, ?) AND e.stream < ?
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

interface RowWriter<State> {
  add(folded: Folded<State>): Promise<void>;
  finish(): Promise<void>;
  count(): number;
}

function startWriter<State>(
  tx: Transaction,
  write: (tx: Transaction, rows: readonly Folded<State>[]) => void,
): RowWriter<State> {
  let waiting: Folded<State>[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) write(tx, waiting);
    waiting = [];
    await tx.flush();
  };
  return {
    add: async (folded) => {
      count += 1;
      waiting.push(folded);
      if (waiting.length >= rowsAtOnce) await flush();
    },
    finish: flush,
    count: () => count,
  };
}

function writeThreads(tx: Transaction, rows: readonly Folded<ThreadName>[]): void {
  tx.write(
    "INSERT INTO threads (id, uri, title) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
    JSON.stringify(rows.map(({ state }) => [state?.id, state?.uri, state?.title])),
  );
  tx.write(
    "INSERT INTO thread_side (id, seq, version) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
    JSON.stringify(rows.map(({ state, first, version }) => [state?.id, first.seq, version])),
  );
}

function writeComments(tx: Transaction, rows: readonly Folded<CommentState>[]): void {
  const cells = rows.flatMap(({ state }) =>
    state === undefined
      ? []
      : [
          commentCells(state).map((cell) =>
            cell instanceof Uint8Array ? Buffer.from(cell).toString("hex") : cell,
          ),
        ],
  );
  tx.write(
    `INSERT INTO comments SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
       value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12,
       unhex(value ->> 13), value ->> 14 FROM json_each(?)`,
    JSON.stringify(cells),
  );
  tx.write(
    `INSERT INTO comment_side (id, seq, version, born_at, text_seq)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
    JSON.stringify(
      rows.map(({ state, first, version, textSeq }) =>
        state === undefined ? [] : [state.id, first.seq, version, bornAt(state, first), textSeq],
      ),
    ),
  );
}

function writePages(tx: Transaction, pages: PageHistory): void {
  tx.write(
    `INSERT INTO uri_side (uri, changed, published, total)
     SELECT j.value ->> 0, j.value ->> 1, count(c.id) FILTER (WHERE c.mode = ${modes.published}), count(c.id)
     FROM json_each(?) j LEFT JOIN threads t ON t.uri = j.value ->> 0 LEFT JOIN comments c ON c.tid = +t.id
     GROUP BY j.value ->> 0`,
    JSON.stringify([...pages.lastChanges()]),
  );
}
