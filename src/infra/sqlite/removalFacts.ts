import type { DeleteComment } from "../../domain/comment/commands.ts";
import type { RemovalFacts } from "../../domain/comment/facts.ts";
import { modes } from "../../domain/comment/state.ts";
import { commentOf } from "./commentRows.ts";
import {
  type KnownRow,
  knownThread,
  loadedComment,
  type RemovableRow,
  removable,
  selectKnown,
  selectRemovable,
  type ThreadRow,
} from "./knownRows.ts";
import type { StreamBefore } from "./projector.ts";
import type { Transaction } from "./transaction.ts";

/** The comment, its ancestors and the blank places that nothing refers to, with theirs. */
const selectCandidates = `WITH RECURSIVE line (id, depth) AS (
    SELECT parent, 1 FROM comments WHERE id = ?1 AND parent IS NOT NULL
    UNION
    SELECT id, 0 FROM comments c WHERE mode = ${modes.deleted} AND id <> ?1
      AND NOT EXISTS (SELECT 1 FROM comments r WHERE r.parent = c.id)
    UNION
    SELECT c.parent, line.depth + 1 FROM comments c JOIN line ON c.id = line.id
    WHERE c.parent IS NOT NULL AND line.depth < 100)
  ${selectRemovable} WHERE c.id IN (SELECT id FROM line) AND c.id <> ?1`;

/** The threads of the given comments, and those that have no comment at all. */
const selectThreads = `SELECT t.id, t.uri, t.title, s.seq, s.version,
    (SELECT count(*) FROM comments c WHERE c.tid = +t.id) AS comments
  FROM threads t JOIN thread_side s ON s.id = t.id
  WHERE t.id IN (SELECT value FROM json_each(?)
                 UNION SELECT e.id FROM uri_side u JOIN threads e ON e.uri = u.uri WHERE u.total = 0)`;

/** Reads what a removal is decided on; null for a comment that does not exist. */
export async function loadRemoval(
  tx: Transaction,
  { comment }: DeleteComment,
): Promise<{ facts: RemovalFacts | null; streams: ReadonlyMap<string, StreamBefore> }> {
  await tx.flush();
  const [known] = await tx.all<KnownRow>(`${selectKnown} WHERE c.id = ?`, comment);
  const [subject] = await tx.all<RemovableRow>(`${selectRemovable} WHERE c.id = ?`, comment);
  if (known === undefined || subject === undefined) return { facts: null, streams: new Map() };
  const candidates = await tx.all<RemovableRow>(selectCandidates, comment);
  const concerned = [subject.tid, ...candidates.map((row) => row.tid)];
  const threads = await tx.all<ThreadRow>(selectThreads, JSON.stringify(concerned));
  const loaded = loadedComment(known);
  return {
    facts: {
      comment: loaded,
      subject: removable(subject),
      candidates: candidates.map(removable),
      threads: threads.map((row) => ({ thread: knownThread(row), comments: row.comments })),
    },
    streams: new Map<string, StreamBefore>([
      ...candidates.map((row): [string, StreamBefore] => [
        `comment-${row.seq}`,
        { comment: commentOf(row), uri: row.uri },
      ]),
      ...threads.map((row): [string, StreamBefore] => [`thread-${row.seq}`, { uri: row.uri }]),
      [loaded.stream.name, { comment: loaded.state, uri: loaded.uri }],
    ]),
  };
}
