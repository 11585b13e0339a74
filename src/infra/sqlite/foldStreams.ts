import type { RecordedEvent } from "../../domain/event/events.ts";
import { type EventRow, eventColumns, recordedEvent } from "./eventRows.ts";
import { setsText } from "./projector.ts";
import type { Transaction } from "./transaction.ts";

/** What the events of a stream add up to. */
export interface Folded<State> {
  readonly state: State | undefined;
  readonly first: RecordedEvent;
  readonly version: number;
  /** The event that set the text as it stands. */
  readonly textSeq: number;
  readonly events: number;
}

/** The state after one more event of a stream; undefined before its first and after its end. */
export type Fold<State> = (state: State | undefined, event: RecordedEvent) => State | undefined;

/** Events read at once. */
const eventsAtOnce = 1_024;

/** Folds every stream of one kind, in the order in which they began. */
export async function* foldStreams<State>(
  tx: Transaction,
  kind: "comment" | "thread",
  fold: Fold<State>,
): AsyncGenerator<Folded<State>> {
  let folded: Folded<State> | undefined;
  for await (const events of eventsByStream(tx, kind)) {
    for (const event of events) {
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
  }
  if (folded !== undefined) yield folded;
}

/**
 * The order of the beginnings is nearly that of the rows to be written, and of the pages on the disk; the order
 * of the streams' names is neither. The plus signs keep SQLite from choosing it.
 */
const selectEvents = `SELECT f.seq AS began, e.stream_version AS version, ${eventColumns}
  FROM event f CROSS JOIN event e ON e.stream = f.stream
  WHERE f.stream_version = 1 AND +f.stream > ?1 AND +f.stream < ?2
    AND f.seq >= ?3 AND (f.seq > ?3 OR e.stream_version > ?4)
  ORDER BY f.seq, e.stream_version LIMIT ${eventsAtOnce}`;

async function* eventsByStream(
  tx: Transaction,
  kind: "comment" | "thread",
): AsyncGenerator<readonly RecordedEvent[]> {
  const read = (
    began: number,
    version: number,
  ): Promise<readonly (EventRow & { began: number; version: number })[]> =>
    tx.all(selectEvents, `${kind}-`, `${kind}-~`, began, version);
  let next = read(0, 0);
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return;
    // The next rows are read while these are folded.
    next = read(last.began, last.version);
    yield rows.map(recordedEvent);
  }
}
