import {
  adopter,
  changesElsewhere,
  closedElsewhere,
  openedAsIs,
  postedAsIs,
  removedElsewhere,
  threadChangesElsewhere,
} from "../../domain/comment/adoption.ts";
import type { StreamHead } from "../../domain/comment/facts.ts";
import type { IssoEvent, NewEvent } from "../../domain/event/events.ts";
import { rfc3339 } from "../../domain/log/rfc3339.ts";
import { type ChangedRows, readChangedRows, restoreRows } from "./changedRows.ts";
import { type Fingerprints, project, type StreamBefore } from "./projector.ts";
import { streamHead } from "./streams.ts";
import type { Transaction } from "./transaction.ts";

/** How long private values of a comment removed elsewhere are kept: as for a moderator's removal. */
const graceMs = 182 * 86_400_000;

/**
 * Records as events what another program (the original) did to the read tables since they were last ours.
 * The rows are first put back to what the log says, then the events are projected as any other: so the
 * result is what the other program left, and what a rebuild gives.
 */
export async function recordChangesElsewhere(tx: Transaction, fingerprints: Fingerprints): Promise<void> {
  const changed = await readChangedRows(tx);
  restoreRows(tx, changed);

  const streams = streamsOf(changed);
  const removed: string[] = [];
  const head = await streamHead(tx, "log");
  const [started] = tx.append([inLog(head, 0, { type: "ImportStarted", data: { source: "isso-changes" } })]);
  const batch = `import-${started?.seq}`;
  const record = (events: readonly NewEvent[]): void => {
    const recorded = tx.append(events, { batch });
    for (const { event, stream } of recorded) if (event.type === "CommentRestricted") removed.push(stream);
    project(tx, recorded, {
      fingerprints,
      before: (stream) => streams.get(stream),
      pageOf: (comment) => changed.pages.get(comment.thread) ?? null,
    });
  };
  for (const { actual } of changed.threads) if (actual) changed.pages.set(actual.id, actual.uri);
  for (const events of eventsOf(changed)) record(events);
  const data = { threads: changed.threads.length, comments: changed.comments.length };
  tx.append([inLog(head, 1, { type: "ImportFinished", data })], { batch });
  await tx.flush();
  for (const stream of removed) expirePrivate(tx, stream);
  tx.write("DELETE FROM unrecorded");
  await tx.flush();
}

function streamsOf({ threads, comments }: ChangedRows): ReadonlyMap<string, StreamBefore> {
  const streams = new Map<string, StreamBefore>();
  for (const { logged } of threads) if (logged) streams.set(logged.stream.name, { uri: logged.uri });
  for (const { logged } of comments) {
    if (logged) streams.set(logged.stream.name, { comment: logged.state, uri: logged.uri });
  }
  return streams;
}

/** What happened, in an order in which every step finds ids and addresses free. */
function eventsOf(changed: ChangedRows): readonly (readonly NewEvent[])[] {
  const { comments, threads } = changed;
  const steps = [
    ...comments.map(({ logged, actual }) => (logged && !actual ? [removedElsewhere(logged)] : [])),
    ...threads.map((thread) =>
      thread.logged && !isSameThread(thread) ? [closedElsewhere(thread.logged)] : [],
    ),
    ...threads.map(threadEvents),
    ...comments.map(({ logged, actual }) => {
      if (!actual) return [];
      return logged ? changesElsewhere(logged, actual) : [postedAsIs(actual)];
    }),
  ];
  return steps.filter((events) => events.length > 0);
}

type ChangedThread = ChangedRows["threads"][number];

/** Ids of threads come back: one with another address is the same only if untouched comments are in it. */
function isSameThread({ logged, actual, keepsComments }: ChangedThread): boolean {
  return logged !== undefined && actual !== undefined && (logged.uri === actual.uri || keepsComments);
}

function threadEvents(thread: ChangedThread): readonly NewEvent[] {
  const { logged, actual } = thread;
  if (actual === undefined) return [];
  return logged && isSameThread(thread) ? threadChangesElsewhere(logged, actual) : [openedAsIs(actual)];
}

function expirePrivate(tx: Transaction, stream: string): void {
  tx.write(
    `UPDATE private SET expires_at = ? WHERE value IS NOT NULL AND event_id IN
       (SELECT event_id FROM event WHERE log_id = (SELECT log_id FROM log) AND stream = ?)`,
    rfc3339(tx.nowMs + graceMs),
    stream,
  );
}

function inLog(head: StreamHead, offset: number, event: IssoEvent): NewEvent {
  const stream = { kind: "existing", name: head.name, version: head.version + offset } as const;
  return { stream, event, priv: {}, actor: adopter };
}
