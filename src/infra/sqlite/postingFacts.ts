import type { PostComment } from "../../domain/comment/commands.ts";
import { type EarlierPost, withEarlierPosts } from "../../domain/comment/earlierPosts.ts";
import type { PostingFacts } from "../../domain/comment/facts.ts";
import { rateWindow } from "../../domain/comment/guard.ts";
import { commentId, threadId, unixSeconds } from "../../domain/values.ts";
import type { StreamBefore } from "./projector.ts";
import type { Transaction } from "./transaction.ts";

/** The facts of a post with the address of its page; its events continue no stream. */
export interface LoadedPosting {
  readonly facts: PostingFacts;
  readonly streams: ReadonlyMap<string, StreamBefore>;
  readonly page: string;
}

/** Reads the facts of one post. */
export async function loadPosting(tx: Transaction, post: PostComment): Promise<LoadedPosting> {
  const [row] = await readRows(tx, [post]);
  if (row === undefined) throw new TypeError("a row of scalar queries always exists");
  const { thread } = factsOf(row, post);
  const parent = thread === null || !post.parent ? null : await loadParent(tx, thread.id, post.parent);
  return loaded({ ...factsOf(row, post), parent }, post);
}

/** The facts of posts that wait together, read at once and kept up with those accepted meanwhile. */
export interface PostingBatch {
  /** Undefined: not known here, to be read. */
  factsOf(post: PostComment): LoadedPosting | undefined;
  accepted(post: EarlierPost): void;
  /** Something else is about to change: nothing that was read counts any more. */
  end(): void;
}

/** Reads them; posts with a parent or an idempotency key need more and are left to be read one by one. */
export async function readPostings(tx: Transaction, waiting: readonly PostComment[]): Promise<PostingBatch> {
  const posts = waiting.filter((post) => !post.parent && post.idempotencyKey === undefined);
  const known = new Map<PostComment, PostingFacts>();
  if (posts.length > 1) {
    const rows = await readRows(tx, posts);
    posts.forEach((post, index) => {
      const row = rows[index];
      if (row !== undefined) known.set(post, factsOf(row, post));
    });
  }
  const earlier: EarlierPost[] = [];
  return {
    factsOf: (post) => {
      const facts = known.get(post);
      return facts && loaded(withEarlierPosts(facts, post, earlier), post);
    },
    accepted: (post) => earlier.push(post),
    end: () => known.clear(),
  };
}

function loaded(facts: PostingFacts, post: PostComment): LoadedPosting {
  return { facts, streams: new Map(), page: post.uri };
}

interface PostingRow {
  readonly thread: number | null;
  readonly title: string | null;
  readonly next_thread: number;
  readonly next_comment: number;
  readonly recent: string;
  readonly direct: number;
  readonly known_email: number;
}

/** One round trip for everything but parents. The six months are the calendar's, as in the original. */
const selectPostings = `SELECT t.id AS thread, t.title,
    (SELECT coalesce(max(id), 0) + 1 FROM threads) AS next_thread,
    (SELECT coalesce(max(id), 0) + 1 FROM comments) AS next_comment,
    (SELECT json_group_array(id) FROM
       (SELECT id FROM comments WHERE remote_addr = j.value ->> 1 AND created > j.value ->> 2 ORDER BY id)) AS recent,
    (SELECT count(*) FROM comments WHERE tid = +t.id AND remote_addr = j.value ->> 1 AND parent IS NULL) AS direct,
    EXISTS (SELECT 1 FROM comments WHERE email = j.value ->> 3 AND mode = 1
            AND created > unixepoch(j.value ->> 4, 'unixepoch', '-6 months')) AS known_email
  FROM json_each(?) j LEFT JOIN threads t ON t.uri = j.value ->> 0
  ORDER BY j.key`;

function readRows(tx: Transaction, posts: readonly PostComment[]): Promise<PostingRow[]> {
  const asked = posts.map((post) => {
    const { guard, moderated, approveKnownEmail } = post.rules;
    // Facts that no rule asks for are not looked for: a busy network would make them dear.
    const address = guard.enabled ? post.address : null;
    const email = moderated && approveKnownEmail ? post.email || null : null;
    return [post.uri, address, post.now - rateWindow, email, post.now];
  });
  return tx.all<PostingRow>(selectPostings, JSON.stringify(asked));
}

function factsOf(row: PostingRow, post: PostComment): PostingFacts {
  const recent: readonly number[] = JSON.parse(row.recent);
  return {
    thread: row.thread === null ? null : { id: threadId(row.thread), uri: post.uri, title: row.title },
    nextThread: threadId(row.next_thread),
    nextComment: commentId(row.next_comment),
    parent: null,
    recentOfNetwork: recent.map(commentId),
    directReplies: row.direct,
    knownEmail: row.known_email === 1,
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
