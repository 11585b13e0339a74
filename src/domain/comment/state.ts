import type { StoredNotification } from "../event/events.ts";
import type { CommentId, ThreadId, UnixSeconds } from "../values.ts";

/** Modes of a comment as bits: published, waiting for a moderator, deleted but still referred to. */
export const modes: { readonly published: 1; readonly pending: 2; readonly deleted: 4 } = {
  published: 1,
  pending: 2,
  deleted: 4,
};

/**
 * A comment as the original's `comments` row holds it (behaviour section 8.1): author and e-mail are
 * already escaped for HTML, the text is raw Markdown.
 */
export interface CommentState {
  readonly id: CommentId;
  readonly thread: ThreadId;
  readonly parent: number | null;
  readonly created: UnixSeconds;
  readonly modified: UnixSeconds | null;
  readonly mode: number;
  readonly remoteAddr: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly likes: number;
  readonly dislikes: number;
  readonly voters: Uint8Array;
  readonly notification: number | string | null;
}

/** The column value that a recorded notification stands for. */
export function notificationValue(stored: StoredNotification): number | string | null {
  if (stored === null || typeof stored === "number") return stored;
  return "real" in stored ? Number(stored.real) : stored.text;
}

/** How a column value is recorded: the log holds no fractions as numbers. */
export function storedNotification(value: number | string | null): StoredNotification {
  if (value === null || Number.isSafeInteger(value)) return value as number | null;
  return typeof value === "number" ? { real: String(value) } : { text: value };
}
