import type { ThreadName } from "../../domain/comment/commands.ts";
import { evolveComment } from "../../domain/comment/evolve.ts";
import type { StreamHead } from "../../domain/comment/facts.ts";
import type { CommentState } from "../../domain/comment/state.ts";
import type { RecordedEvent } from "../../domain/event/events.ts";
import { evolveThread } from "../../domain/thread/evolve.ts";
import { type EventRow, eventColumns, recordedEvent } from "./eventRows.ts";
import type { Transaction } from "./transaction.ts";

/** The events of one stream, oldest first. */
export async function readStream(tx: Transaction, stream: string): Promise<readonly RecordedEvent[]> {
  const rows = await tx.all<EventRow>(
    `SELECT ${eventColumns} FROM event e
     WHERE e.stream = ? ORDER BY e.stream_version`,
    stream,
  );
  return rows.map(recordedEvent);
}

/** A comment as its stream tells it; undefined when it is gone. */
export function foldComment(events: readonly RecordedEvent[]): CommentState | undefined {
  return events.reduce<CommentState | undefined>(evolveComment, undefined);
}

/** A thread as its stream tells it; undefined when it is closed. */
export function foldThread(events: readonly RecordedEvent[]): ThreadName | undefined {
  return events.reduce<ThreadName | undefined>(evolveThread, undefined);
}

/** Where a stream that is not a comment's or a thread's goes on; version 0 before its first event. */
export async function streamHead(tx: Transaction, name: "log" | "settings"): Promise<StreamHead> {
  await tx.flush();
  const [row] = await tx.all<{ version: number }>(
    `SELECT coalesce(max(stream_version), 0) AS version FROM event WHERE stream = ?`,
    name,
  );
  return { name, version: row?.version ?? 0 };
}
