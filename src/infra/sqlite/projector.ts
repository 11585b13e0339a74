import { evolveComment } from "../../domain/comment/evolve.ts";
import { type CommentState, modes } from "../../domain/comment/state.ts";
import type { RecordedEvent } from "../../domain/event/events.ts";
import type { Rendition } from "../../domain/ports.ts";
import { commentCells } from "./commentRows.ts";
import { type PageCounts, startPageCounts } from "./pageCounts.ts";
import type { Transaction } from "./transaction.ts";

/** Under which settings renditions are made: stale ones are made again. */
export interface Fingerprints {
  readonly markup: string;
  readonly hashing: string;
}

/** What projecting an event of a stream needs to know of it beforehand. */
export interface StreamBefore {
  readonly comment?: CommentState;
  /** Address of the page the comment or thread belongs to; null when its thread is missing. */
  readonly uri: string | null;
}

/** What goes with the events of one command. */
export interface ProjectionContext {
  readonly fingerprints: Fingerprints;
  readonly rendition?: Rendition | undefined;
  /** The stream's state before these events; undefined for a stream that begins here. */
  before(stream: string): StreamBefore | undefined;
  /** Address of the page that a comment which begins here belongs to. */
  pageOf(comment: CommentState): string | null;
}

/**
 * Brings the read tables and the side tables up to the events, which follow each other in the log.
 * Every row is what `evolve` makes of its stream, so that a rebuild gives the same rows. Hands back the pages
 * that changed, with the last event that concerns each.
 */
export function project(
  tx: Transaction,
  events: readonly RecordedEvent[],
  context: ProjectionContext,
): ReadonlyMap<string, number> {
  const comments = new Map<string, CommentState | undefined>();
  const pages = startPageCounts();
  const uris = new Map<string, string | null>();
  for (const event of events) {
    if (event.stream.startsWith("thread-")) {
      const before = uris.get(event.stream) ?? context.before(event.stream)?.uri ?? null;
      uris.set(event.stream, projectThread(tx, event, before, pages));
      continue;
    }
    if (!event.stream.startsWith("comment-")) continue;
    if (event.event.type === "RetentionApplied") {
      const began = Number(event.stream.slice("comment-".length));
      tx.write("UPDATE comment_side SET version = ? WHERE seq = ?", event.version, began);
      continue;
    }
    const known = context.before(event.stream);
    const before = comments.has(event.stream) ? comments.get(event.stream) : known?.comment;
    const after = evolveComment(before, event);
    comments.set(event.stream, after);
    writeComment(tx, event, { before, after }, context);
    const uri = known === undefined && after !== undefined ? context.pageOf(after) : (known?.uri ?? null);
    pages.touch(uri, event.seq, {
      published: publishedOf(after) - publishedOf(before),
      total: Number(after !== undefined) - Number(before !== undefined),
    });
  }
  return pages.write(tx);
}

function publishedOf(comment: CommentState | undefined): number {
  return comment?.mode === modes.published ? 1 : 0;
}

function writeComment(
  tx: Transaction,
  event: RecordedEvent,
  { before, after }: { before: CommentState | undefined; after: CommentState | undefined },
  context: ProjectionContext,
): void {
  const { data } = event.event;
  if (after === undefined) {
    if (!("comment" in data)) return;
    tx.write("DELETE FROM comment_side WHERE id = ?", data.comment);
    tx.write("DELETE FROM comments WHERE id = ?", data.comment);
  } else if (event.event.type === "CommentPosted") {
    insertComment(tx, event, after, context);
  } else {
    updateComment(tx, event, { before, after }, context);
  }
}

function insertComment(
  tx: Transaction,
  event: RecordedEvent,
  comment: CommentState,
  { fingerprints, rendition }: ProjectionContext,
): void {
  tx.put("comments", commentCells(comment));
  tx.put("commentSide", [
    comment.id,
    event.seq,
    event.version,
    bornAt(comment, event),
    event.seq,
    rendition?.html ?? null,
    rendition === undefined ? null : fingerprints.markup,
    rendition?.hash ?? null,
    rendition?.hash === undefined ? null : fingerprints.hashing,
  ]);
}

function updateComment(
  tx: Transaction,
  event: RecordedEvent,
  { before, after }: { before: CommentState | undefined; after: CommentState },
  { fingerprints, rendition }: ProjectionContext,
): void {
  if (event.event.type === "CommentVoted") {
    tx.put("commentVotes", [after.id, after.likes, after.dislikes, after.voters]);
  } else if (after !== before) {
    tx.put("commentChanges", [
      after.id,
      after.modified,
      after.mode,
      after.text,
      after.author,
      after.website,
      after.notification,
    ]);
  }
  if (setsText(event)) {
    tx.write(
      "UPDATE comment_side SET version = ?, text_seq = ?, html = ?, markup = ? WHERE id = ?",
      event.version,
      event.seq,
      rendition?.html ?? null,
      rendition === undefined ? null : fingerprints.markup,
      after.id,
    );
  } else {
    tx.put("commentVersions", [after.id, event.version]);
  }
}

/** Whether the text of a living comment is another one after the event. */
export function setsText({ event }: RecordedEvent): boolean {
  return (
    event.type === "CommentEdited" ||
    ((event.type === "CommentDeletedByAuthor" || event.type === "CommentRestricted") && event.data.tombstone)
  );
}

/**
 * The whole second from which on tokens apply to a comment. An adopted comment carries tokens older than
 * its event; one whose date lies in the future must not shut out those signed today.
 */
export function bornAt(comment: CommentState, event: RecordedEvent): number {
  return Math.floor(Math.min(comment.created, event.recordedMs / 1000));
}

/** Hands back the address that the thread has afterwards; null for a closed one. */
function projectThread(
  tx: Transaction,
  { seq, version, event: fact }: RecordedEvent,
  formerUri: string | null,
  pages: PageCounts,
): string | null {
  pages.touch(formerUri, seq);
  switch (fact.type) {
    case "ThreadOpened": {
      const { thread, uri, title } = fact.data;
      tx.put("threads", [thread, uri, title]);
      tx.put("threadSide", [thread, seq, version]);
      pages.touch(uri, seq);
      return uri;
    }
    case "ThreadClosed":
      tx.write("DELETE FROM thread_side WHERE id = ?", fact.data.thread);
      tx.write("DELETE FROM threads WHERE id = ?", fact.data.thread);
      return null;
    case "ThreadTitled":
      tx.write("UPDATE threads SET title = ? WHERE id = ?", fact.data.title, fact.data.thread);
      tx.write("UPDATE thread_side SET version = ? WHERE id = ?", version, fact.data.thread);
      return formerUri;
    case "ThreadRenamed":
      tx.write("UPDATE threads SET uri = ? WHERE id = ?", fact.data.uri, fact.data.thread);
      tx.write("UPDATE thread_side SET version = ? WHERE id = ?", version, fact.data.thread);
      pages.touch(fact.data.uri, seq);
      return fact.data.uri;
    default:
      return formerUri;
  }
}
