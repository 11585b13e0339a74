import type { Answers, Command } from "./comment/commands.ts";
import type { Rejection } from "./comment/rejections.ts";
import type { CommentState } from "./comment/state.ts";
import type { Result } from "./result.ts";
import type { ThreadQuery } from "./thread/query.ts";
import type { CommentId, SafeHtml, ThreadId, UnixSeconds } from "./values.ts";

/** The time, so that nothing else asks a machine for it. */
export interface Clock {
  now(): UnixSeconds;
}

/** Messages for the operator, never with secrets; levels as in the original's log. */
export interface Log {
  /** A line for each message; those of one call come one after the other. */
  info(...messages: readonly string[]): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Markdown to sanitised HTML. The same text and fingerprint always give the same HTML. */
export interface Renderer {
  readonly fingerprint: string;
  render(text: string): Promise<SafeHtml>;
  /** The same for a look that nobody keeps: waits behind all that is to be kept. */
  preview(text: string): Promise<SafeHtml>;
  close(): Promise<void>;
}

/** The public identity of an author: a hash of the e-mail, else of the anonymised address. */
export interface AuthorHasher {
  readonly fingerprint: string;
  hash(key: string): Promise<string>;
}

/** Finds the title of a page on one of the configured sites. */
export interface TitleSource {
  lookup(origin: string, uri: string): Promise<Result<{ title: string; uri: string }, "unreachable">>;
}

/** What a caller adds to a command: derived values that are stored beside it. */
export interface CommandContext {
  /** The text of the command rendered, and the author's hash; computed before the queue. */
  readonly rendition?: Rendition;
}

/** Derived values of a comment that are computed once, at write. */
export interface Rendition {
  readonly html: SafeHtml;
  /** Absent for an edit: the identity does not change. */
  readonly hash?: string;
}

/**
 * Runs commands one after the other in the order they were queued.
 *
 * When `run` resolves with `ok: true`, the events are durable and every later read shows them.
 * If the process dies before, the caller must assume nothing; a repeat of a post with the same idempotency
 * key appends at most once. A defect or a broken disk rejects the promise with {@link StorageError};
 * other commands of the same batch are not affected by it. `close` finishes what was accepted.
 */
export interface CommandRunner {
  run<T extends Command["type"]>(
    command: Extract<Command, { type: T }>,
    context?: CommandContext,
  ): Promise<Result<Answers[T], Rejection>>;
}

/** The database could not do what was asked; the message says what an operator can do. */
export class StorageError extends Error {
  override readonly name: "StorageError" = "StorageError";
}

/** A comment with what was derived from it at write. */
export interface StoredComment {
  readonly comment: CommentState;
  readonly html: SafeHtml;
  readonly hash: string;
  /** Whole second in which the comment came to be; tokens signed before do not apply to it. */
  readonly bornAt: number;
  readonly thread: { readonly id: ThreadId; readonly uri: string; readonly title: string | null } | null;
}

/**
 * Questions that the HTTP interface asks. They wait for the writer only after another program has changed rows:
 * these are recorded first.
 */
export interface ReadModel {
  /** The JSON answer of `GET /` as bytes ready to send; a promise only when it is not at hand. */
  threadAnswer(query: ThreadQuery): Uint8Array | Promise<Uint8Array>;
  /** Published comments of each thread, in the order asked. */
  counts(uris: readonly string[]): readonly number[] | Promise<readonly number[]>;
  thread(uri: string): Promise<{ id: ThreadId; title: string | null } | null>;
  comment(id: CommentId): Promise<StoredComment | null>;
  /** The last `limit` published comments in the original's order (behaviour section 3.13). */
  latest(limit: number): Promise<readonly StoredComment[]>;
  /** Published and deleted comments of a thread in the original's feed order (behaviour section 3.14). */
  feed(uri: string, limit: number): Promise<readonly StoredComment[]>;
}

/** Something a moderator may want to hear about, with everything that its message needs. */
export type Occasion =
  | { readonly kind: "thread-opened"; readonly id: ThreadId; readonly title: string | null }
  | {
      readonly kind: "comment-posted";
      /** The answer that the commenter gets. */
      readonly answer: Readonly<Record<string, unknown>>;
      readonly link: string;
      readonly deleteLink: string;
      /** Only for a comment that waits for a moderator. */
      readonly activateLink?: string;
    }
  | {
      readonly kind: "comment-edited";
      readonly id: CommentId;
      readonly answer: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "comment-deleted"; readonly id: CommentId }
  | { readonly kind: "comment-activated"; readonly id: CommentId };

/** Tells moderators. Never throws and never delays the commenter. */
export interface Notifier {
  notify(occasion: Occasion): void;
}
