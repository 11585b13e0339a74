import type { Command, EndSubscription, PostComment } from "../../domain/comment/commands.ts";
import type { Facts, PostingFacts } from "../../domain/comment/facts.ts";
import { rateWindow } from "../../domain/comment/guard.ts";
import type { CommentId } from "../../domain/values.ts";
import { commentId, threadId, unixSeconds } from "../../domain/values.ts";
import { type KnownRow, type LoadedComment, loadedComment, selectKnown } from "./knownRows.ts";
import type { StreamBefore } from "./projector.ts";
import { loadRemoval } from "./removalFacts.ts";
import { loadDueSlots } from "./retentionFacts.ts";
import type { Transaction } from "./transaction.ts";

/** The facts of a command, and the streams that its events may continue, as they are now. */
export interface Loaded<T extends Command["type"]> {
  readonly facts: Facts[T];
  readonly streams: ReadonlyMap<string, StreamBefore>;
  /** Address of the page that a new comment belongs to. */
  readonly page?: string;
}

type Load<T extends Command["type"]> = (
  tx: Transaction,
  command: Extract<Command, { type: T }>,
) => Promise<Loaded<T>>;

/** How the facts of each command are read, inside the transaction that will act on them. */
export const loaders: { readonly [T in Command["type"]]: Load<T> } = {
  PostComment: loadPosting,
  EditComment: loadComment,
  ApproveComment: loadComment,
  VoteOnComment: loadComment,
  DeleteComment: loadRemoval,
  EndSubscription: loadSubscription,
  ApplyRetention: loadDueSlots,
};

async function loadComment(
  tx: Transaction,
  { comment }: { readonly comment: CommentId },
): Promise<{ facts: LoadedComment | null; streams: ReadonlyMap<string, StreamBefore> }> {
  const loaded = (await tx.all<KnownRow>(`${selectKnown} WHERE c.id = ?`, comment)).map(loadedComment);
  return { facts: loaded[0] ?? null, streams: streamsOf(loaded) };
}

async function loadSubscription(
  tx: Transaction,
  { comment, email }: EndSubscription,
): Promise<Loaded<"EndSubscription">> {
  const rows = await tx.all<KnownRow>(`${selectKnown} WHERE c.id = ?1 OR c.parent = ?1`, comment);
  if (!rows.some((row) => row.id === comment)) return { facts: null, streams: new Map() };
  const subscribed = rows.filter((row) => row.email === email).map(loadedComment);
  return { facts: { subscribed }, streams: streamsOf(subscribed) };
}

function streamsOf(comments: readonly LoadedComment[]): ReadonlyMap<string, StreamBefore> {
  return new Map(comments.map(({ stream, state, uri }) => [stream.name, { comment: state, uri }]));
}

interface PostingRow {
  readonly thread: number | null;
  readonly title: string | null;
  readonly thread_seq: number | null;
  readonly thread_version: number | null;
  readonly next_thread: number;
  readonly next_comment: number;
  readonly recent: string;
  readonly direct: number;
  readonly known_email: number;
}

/** One round trip for everything but the parent. The six months are the calendar's, as in the original. */
const selectPosting = `SELECT t.id AS thread, t.title, s.seq AS thread_seq, s.version AS thread_version,
    (SELECT coalesce(max(id), 0) + 1 FROM threads) AS next_thread,
    (SELECT coalesce(max(id), 0) + 1 FROM comments) AS next_comment,
    (SELECT json_group_array(id) FROM
       (SELECT id FROM comments WHERE remote_addr = ?2 AND created > ?3 - ${rateWindow} ORDER BY id)) AS recent,
    (SELECT count(*) FROM comments WHERE tid = +t.id AND remote_addr = ?2 AND parent IS NULL) AS direct,
    EXISTS (SELECT 1 FROM comments WHERE email = ?4 AND mode = 1
            AND created > unixepoch(?3, 'unixepoch', '-6 months')) AS known_email
  FROM (SELECT 1) LEFT JOIN threads t ON t.uri = ?1 LEFT JOIN thread_side s ON s.id = t.id`;

async function loadPosting(tx: Transaction, post: PostComment): Promise<Loaded<"PostComment">> {
  const { guard, moderated, approveKnownEmail } = post.rules;
  // Facts that no rule asks for are not looked for: a busy network would make them dear.
  const address = guard.enabled ? post.address : null;
  const email = moderated && approveKnownEmail ? post.email || null : null;
  const [row] = await tx.all<PostingRow>(selectPosting, post.uri, address, post.now, email);
  if (row === undefined) throw new TypeError("a row of scalar queries always exists");
  const thread = threadOf(row, post.uri);
  const recent: readonly number[] = JSON.parse(row.recent);
  return {
    facts: {
      thread,
      nextThread: threadId(row.next_thread),
      nextComment: commentId(row.next_comment),
      parent: thread === null || !post.parent ? null : await loadParent(tx, thread.id, post.parent),
      recentOfNetwork: recent.map(commentId),
      directReplies: row.direct,
      knownEmail: row.known_email === 1,
    },
    streams: new Map(),
    page: post.uri,
  };
}

function threadOf(row: PostingRow, uri: string): PostingFacts["thread"] {
  if (row.thread === null || row.thread_seq === null || row.thread_version === null) return null;
  return {
    id: threadId(row.thread),
    uri,
    title: row.title,
    stream: { name: `thread-${row.thread_seq}`, version: row.thread_version },
  };
}

interface AncestorRow {
  readonly id: number;
  readonly remote_addr: string | null;
  readonly created: number;
}

/** The named comment and its ancestors within the thread, nearest first; UNION stops at a circle. */
const selectAncestors = `WITH RECURSIVE line (id, parent, depth) AS (
    SELECT id, parent, 0 FROM comments WHERE id = ?1 AND tid = ?2
    UNION
    SELECT c.id, c.parent, line.depth + 1 FROM comments c JOIN line ON c.id = line.parent
    WHERE c.tid = ?2 AND line.depth < 100)
  SELECT c.id, c.remote_addr, c.created FROM line JOIN comments c ON c.id = line.id ORDER BY line.depth`;

async function loadParent(tx: Transaction, thread: number, parent: number): Promise<PostingFacts["parent"]> {
  const line = await tx.all<AncestorRow>(selectAncestors, parent, thread);
  const named = line[0];
  const top = line.at(-1);
  if (named === undefined || top === undefined) return null;
  return {
    top: commentId(top.id),
    remoteAddr: named.remote_addr,
    created: unixSeconds(named.created),
  };
}
