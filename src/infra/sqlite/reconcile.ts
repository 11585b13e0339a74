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
  const removed = new Map<string, { tombstone: boolean }>();
  const head = await streamHead(tx, "log");
  const [started] = tx.append([inLog(head, 0, { type: "ImportStarted", data: { source: "isso-changes" } })]);
  const batch = `import-${started?.seq}`;
  const record = (events: readonly NewEvent[]): void => {
    const recorded = tx.append(events, { batch });
    for (const { event, stream } of recorded)
      if (event.type === "CommentRestricted") removed.set(stream, event.data);
    project(tx, recorded, {
      fingerprints,
      before: (stream) => streams.get(stream),
      pageOf: (comment) => changed.pages.get(comment.thread) ?? null,
    });
  };
  const { removals, threads, comments } = stepsOf(changed);
  for (const events of [...removals, ...threads]) record(events);
  for (const { actual } of changed.threads) if (actual) changed.pages.set(actual.id, actual.uri);
  moveStreams(streams, changed);
  for (const events of comments) record(events);
  const data = { threads: changed.threads.length, comments: changed.comments.length };
  tx.append([inLog(head, 1, { type: "ImportFinished", data })], { batch });
  await tx.flush();
  for (const [stream, { tombstone }] of removed) expirePrivate(tx, stream, tombstone);
  tx.write("DELETE FROM unrecorded");
  await tx.flush();
}

function streamsOf({ threads, comments }: ChangedRows): Map<string, StreamBefore> {
  const streams = new Map<string, StreamBefore>();
  for (const { logged } of threads) if (logged) streams.set(logged.stream.name, { uri: logged.uri });
  for (const { logged } of comments) {
    if (logged) streams.set(logged.stream.name, { comment: logged.state, uri: logged.uri });
  }
  return streams;
}

/** Comments whose thread came, went or got another name count for another page from then on. */
function moveStreams(streams: Map<string, StreamBefore>, { threads, comments }: ChangedRows): void {
  const uris = new Map<number, string | null>();
  for (const { logged } of threads) if (logged) uris.set(logged.id, null);
  for (const { actual } of threads) if (actual) uris.set(actual.id, actual.uri);
  for (const { logged } of comments) {
    if (logged === undefined) continue;
    const uri = uris.get(logged.state.thread);
    if (uri !== undefined) streams.set(logged.stream.name, { comment: logged.state, uri });
  }
}

type Steps = readonly (readonly NewEvent[])[];

/** What happened, in an order in which every step finds ids and addresses free. */
function stepsOf(changed: ChangedRows): {
  readonly removals: Steps;
  readonly threads: Steps;
  readonly comments: Steps;
} {
  const taken = new Set(changed.threads.map(({ logged }) => logged?.uri));
  const closed: NewEvent[] = [];
  const renamed: NewEvent[] = [];
  const opened: NewEvent[] = [];
  for (const thread of changed.threads) {
    const { logged, actual } = thread;
    if (logged && actual && isSameThread(thread, taken)) {
      renamed.push(...threadChangesElsewhere(logged, actual));
      continue;
    }
    if (logged) closed.push(closedElsewhere(logged));
    if (actual) opened.push(openedAsIs(actual));
  }
  return {
    removals: changed.comments.flatMap(({ logged, actual }) =>
      logged && !actual ? [[removedElsewhere(logged)]] : [],
    ),
    threads: [closed, renamed, opened].filter((events) => events.length > 0),
    comments: changed.comments
      .map(({ logged, actual }) => {
        if (!actual) return [];
        return logged ? changesElsewhere(logged, actual) : [postedAsIs(actual)];
      })
      .filter((events) => events.length > 0),
  };
}

type ChangedThread = ChangedRows["threads"][number];

/**
 * Ids of threads come back: one with another address is the same only if untouched comments are in it, and
 * if no other thread had that address, which would be in its way.
 */
function isSameThread(
  { logged, actual, keepsComments }: ChangedThread,
  taken: ReadonlySet<string | undefined>,
): boolean {
  return logged?.uri === actual?.uri || (keepsComments && !taken.has(actual?.uri));
}

/** What the blank place of a comment still shows or needs stays with it. */
function expirePrivate(tx: Transaction, stream: string, tombstone: boolean): void {
  tx.write(
    `UPDATE private SET expires_at = min(?1, coalesce(expires_at, ?1))
     WHERE value IS NOT NULL AND NOT (?2 AND slot IN ('email', 'ip')) AND seq IN (SELECT seq FROM event WHERE stream = ?3)`,
    rfc3339(tx.nowMs + graceMs),
    tombstone ? 1 : 0,
    stream,
  );
}

function inLog(head: StreamHead, offset: number, event: IssoEvent): NewEvent {
  const stream = { kind: "existing", name: head.name, version: head.version + offset } as const;
  return { stream, event, priv: {}, actor: adopter };
}
