import type { CommentState } from "../../domain/comment/state.ts";
import { commentId, threadId, unixSeconds } from "../../domain/values.ts";
import type { Cell } from "./connection.ts";

/** A row of the original's `comments` table. */
export interface CommentRow {
  readonly tid: number;
  readonly id: number;
  readonly parent: number | null;
  readonly created: number;
  readonly modified: number | null;
  readonly mode: number;
  readonly remote_addr: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly likes: number;
  readonly dislikes: number;
  readonly voters: Buffer;
  readonly notification: number | string | null;
}

/** The columns of {@link CommentRow}, in the original's order, of a table or alias `c`. */
export const commentColumns: string =
  "c.tid, c.id, c.parent, c.created, c.modified, c.mode, c.remote_addr, c.text, c.author, c.email, c.website, " +
  "c.likes, c.dislikes, c.voters, c.notification";

/** The comment that a row holds. */
export function commentOf(row: CommentRow): CommentState {
  return {
    id: commentId(row.id),
    thread: threadId(row.tid),
    parent: row.parent,
    created: unixSeconds(row.created),
    modified: row.modified === null ? null : unixSeconds(row.modified),
    mode: row.mode,
    remoteAddr: row.remote_addr,
    text: row.text,
    author: row.author,
    email: row.email,
    website: row.website,
    likes: row.likes,
    dislikes: row.dislikes,
    voters: row.voters,
    notification: row.notification,
  };
}

/** The row of a comment as parameters, in the original's column order. */
export function commentCells(comment: CommentState): readonly Cell[] {
  return [
    comment.thread,
    comment.id,
    comment.parent,
    comment.created,
    comment.modified,
    comment.mode,
    comment.remoteAddr,
    comment.text,
    comment.author,
    comment.email,
    comment.website,
    comment.likes,
    comment.dislikes,
    comment.voters,
    comment.notification,
  ];
}
