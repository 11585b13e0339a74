import type { HeldSlot, KnownComment, KnownThread, Removable } from "../../domain/comment/facts.ts";
import type { Slot } from "../../domain/event/events.ts";
import { streamName } from "../../domain/event/events.ts";
import { commentId, threadId } from "../../domain/values.ts";
import { type CommentRow, commentColumns, commentOf } from "./commentRows.ts";

/** A comment with the head of its stream and the address of its page. */
export interface KnownRow extends CommentRow {
  readonly seq: number;
  readonly version: number;
  readonly born_at: number;
  readonly uri: string | null;
  readonly title: string | null;
}

/** Selects {@link KnownRow}s; a condition on `c` follows. */
export const selectKnown: string = `SELECT ${commentColumns}, s.seq, s.version, s.born_at, t.uri, t.title
  FROM comments c JOIN comment_side s ON s.id = c.id LEFT JOIN threads t ON t.id = c.tid`;

/** A living comment with what projecting its events needs. */
export interface LoadedComment extends KnownComment {
  readonly uri: string | null;
}

export function loadedComment(row: KnownRow): LoadedComment {
  return {
    state: commentOf(row),
    stream: { name: streamName("comment", row.seq), version: row.version },
    bornAt: row.born_at,
    uri: row.uri,
  };
}

/** A thread with the head of its stream and how many comments it has. */
export interface ThreadRow {
  readonly id: number;
  readonly uri: string;
  readonly title: string | null;
  readonly seq: number;
  readonly version: number;
  readonly comments: number;
}

export function knownThread(row: ThreadRow): KnownThread {
  return {
    id: threadId(row.id),
    uri: row.uri,
    title: row.title,
    stream: { name: streamName("thread", row.seq), version: row.version },
  };
}

/** A comment that a removal may take along. */
export interface RemovableRow extends CommentRow {
  readonly uri: string | null;
  readonly replies: number;
  readonly seq: number;
  readonly version: number;
  /** JSON array of [sequence number, slot]. */
  readonly held: string;
}

/** Selects {@link RemovableRow}s; a condition on `c` follows. */
export const selectRemovable: string = `SELECT ${commentColumns}, t.uri,
    (SELECT count(*) FROM comments r WHERE r.parent = c.id) AS replies, s.seq, s.version,
    (SELECT json_group_array(json_array(e.seq, p.slot)) FROM event e JOIN private p ON p.seq = e.seq
     WHERE e.stream = 'comment-' || s.seq AND p.value IS NOT NULL) AS held
  FROM comments c JOIN comment_side s ON s.id = c.id LEFT JOIN threads t ON t.id = c.tid`;

export function removable(row: RemovableRow): Removable {
  return {
    id: commentId(row.id),
    parent: row.parent,
    mode: row.mode,
    thread: threadId(row.tid),
    replies: row.replies,
    stream: { name: streamName("comment", row.seq), version: row.version },
    held: heldSlots(row.held),
  };
}

/** Held slots from their JSON form. */
export function heldSlots(json: string): readonly HeldSlot[] {
  const pairs: readonly [number, Slot][] = JSON.parse(json);
  return pairs.map(([seq, slot]) => ({ seq, slot }));
}
