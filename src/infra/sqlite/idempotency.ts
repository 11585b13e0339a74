import { createHash } from "node:crypto";
import type { Answers, Command } from "../../domain/comment/commands.ts";
import type { Rejection } from "../../domain/comment/rejections.ts";
import type { RecordedEvent } from "../../domain/event/events.ts";
import { rfc3339 } from "../../domain/log/rfc3339.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { threadId } from "../../domain/values.ts";
import { type KnownRow, loadedComment, selectKnown } from "./knownRows.ts";
import type { LogIdentity, Transaction } from "./transaction.ts";

/** How long a repeat is recognised, in milliseconds: well beyond any client's retries. */
export const repeatWindow = 86_400_000;

/**
 * The id of a post with an idempotency key; other commands have none. Text and network are part of it, so that a key alone gives
 * nobody another's comment and edit cookie.
 */
export function commandId(post: Command): string | undefined {
  if (post.type !== "PostComment" || post.idempotencyKey === undefined) return undefined;
  const parts = [post.idempotencyKey, post.uri, post.address, post.text];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}

/** The first answer to a post that was accepted before; undefined for a new one. */
export async function earlierAnswer(
  tx: Transaction,
  id: string,
): Promise<Result<Answers["PostComment"], Rejection> | undefined> {
  const [known] = await tx.all<{ answer: string }>(
    "SELECT answer FROM command WHERE log_id = (SELECT log_id FROM log) AND command_id = ?",
    id,
  );
  if (known === undefined) return undefined;
  const answer: { readonly seq: number; readonly threadOpened: boolean } = JSON.parse(known.answer);
  const [row] = await tx.all<KnownRow>(`${selectKnown} WHERE s.seq = ?`, answer.seq);
  if (row === undefined || row.uri === null) return err({ kind: "comment-unknown" });
  return ok({
    comment: loadedComment(row).state,
    thread: { id: threadId(row.tid), uri: row.uri, title: row.title },
    threadOpened: answer.threadOpened,
  });
}

/** Remembers an accepted post; its answer is kept by reference, without anything personal. */
export function rememberPost(
  tx: Transaction,
  log: LogIdentity,
  id: string,
  events: readonly RecordedEvent[],
): void {
  const first = events[0];
  const last = events.at(-1);
  if (first === undefined || last === undefined) return;
  tx.write(
    `INSERT INTO command (log_id, command_id, first_seq, last_seq, answer, made_at) VALUES (?, ?, ?, ?, ?, ?)`,
    log.logId,
    id,
    first.seq,
    last.seq,
    JSON.stringify({ seq: last.seq, threadOpened: first !== last }),
    rfc3339(tx.nowMs),
  );
}
