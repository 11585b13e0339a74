import type { PublicConfig } from "../../domain/config/publicConfig.ts";
import { md5Hex } from "../../domain/digest.ts";
import type { ReadModel, StoredComment } from "../../domain/ports.ts";
import { type ThreadQuery, threadQueryKey } from "../../domain/thread/query.ts";
import { threadView, type VisibleComment } from "../../domain/thread/view.ts";
import { threadId } from "../../domain/values.ts";
import { type CommentRow, commentColumns, commentOf } from "./commentRows.ts";
import type { Cell } from "./connection.ts";
import type { Edition, PageCache } from "./pageCache.ts";
import type { Readers } from "./readers.ts";
import { type Renditions, renditionColumns } from "./renditions.ts";

/** What the answers depend on beside the data. */
export interface ReadModelOptions {
  readonly config: PublicConfig;
  /** Address pattern of pictures with `{}` for the MD5; undefined when they are switched off. */
  readonly gravatarUrl: string | undefined;
}

interface StoredRow extends CommentRow {
  readonly uri: string | null;
  readonly title: string | null;
  readonly born_at: number;
  readonly text_seq: number;
  readonly html: string | null;
  readonly markup: string | null;
  readonly hash: string | null;
  readonly hashing: string | null;
}

const selectStored = `SELECT ${commentColumns}, t.uri, t.title, s.born_at, ${renditionColumns}
  FROM comments c JOIN comment_side s ON s.id = c.id LEFT JOIN threads t ON t.id = c.tid`;

const ofThread = "c.tid = +(SELECT id FROM threads WHERE uri = ?)";

/** Modes that readers see: published, deleted but referred to, and nothing beside (bits of 5). */
const visible = "(c.mode | 5) = 5";

/** Answers the questions of `http` from read-only connections and the ready answers. */
export function createReadModel(
  readers: Readers,
  cache: PageCache,
  renditions: Renditions,
  options: ReadModelOptions,
): ReadModel {
  const takenIn = async (): Promise<void> => {
    if (!cache.isCurrent()) await cache.refresh();
  };
  const stored = async (condition: string, ...params: readonly Cell[]): Promise<StoredComment[]> => {
    const rows = await readers.all<StoredRow>(`${selectStored} WHERE ${condition}`, ...params);
    return await Promise.all(rows.map((row) => storedComment(row, renditions)));
  };
  const makeAnswer = async (edition: Edition, query: ThreadQuery, key: string): Promise<Uint8Array> => {
    const comments = await stored(`${ofThread} AND ${visible}`, query.uri);
    const view = threadView(
      comments.map((comment) => visibleComment(comment, options.gravatarUrl)),
      query,
      options.config,
    );
    const bytes = Buffer.from(JSON.stringify(view));
    cache.keepAnswer(edition, query.uri, key, bytes);
    return bytes;
  };
  const making = new Map<string, Promise<Uint8Array>>();
  // Those who ask for the same while the page does not change share one answer.
  const loadAnswer = (query: ThreadQuery, key: string): Promise<Uint8Array> => {
    const edition = cache.edition(query.uri);
    const shared = `${edition} ${key}`;
    const running = making.get(shared);
    if (running !== undefined) return running;
    const started = makeAnswer(edition, query, key).finally(() => making.delete(shared));
    making.set(shared, started);
    return started;
  };
  const refreshedAnswer = async (query: ThreadQuery, key: string): Promise<Uint8Array> => {
    await cache.refresh();
    return cache.answer(query.uri, key) ?? (await loadAnswer(query, key));
  };
  const loadCounts = async (uris: readonly string[]): Promise<readonly number[]> => {
    await takenIn();
    // Taken now: while the others are read, a change elsewhere may drop a page that is known.
    const counts = new Map(uris.map((uri) => [uri, cache.published(uri)]));
    const unknown = [...counts.keys()].filter((uri) => counts.get(uri) === undefined);
    const editions = new Map(unknown.map((uri) => [uri, cache.edition(uri)]));
    const rows = await readers.all<{ uri: string; published: number }>(
      "SELECT uri, published FROM uri_side WHERE uri IN (SELECT value FROM json_each(?))",
      JSON.stringify(unknown),
    );
    for (const uri of unknown) counts.set(uri, 0);
    for (const { uri, published } of rows) counts.set(uri, published);
    for (const [uri, edition] of editions) cache.keepPublished(edition, uri, counts.get(uri) ?? 0);
    return uris.map((uri) => counts.get(uri) ?? 0);
  };
  return {
    threadAnswer: (query) => {
      const key = threadQueryKey(query);
      if (!cache.isCurrent()) return refreshedAnswer(query, key);
      return cache.answer(query.uri, key) ?? loadAnswer(query, key);
    },
    counts: (uris) => {
      if (!cache.isCurrent()) return loadCounts(uris);
      const counts: number[] = [];
      for (const uri of uris) {
        const count = cache.published(uri);
        if (count === undefined) return loadCounts(uris);
        counts.push(count);
      }
      return counts;
    },
    thread: async (uri) => {
      await takenIn();
      const [row] = await readers.all<{ id: number; title: string | null }>(
        "SELECT id, title FROM threads WHERE uri = ?",
        uri,
      );
      return row === undefined ? null : { id: threadId(row.id), title: row.title };
    },
    comment: async (id) => {
      await takenIn();
      return (await stored("c.id = ?", id))[0] ?? null;
    },
    latest: async (limit) => {
      await takenIn();
      const newest = (where: string, count: number): Promise<StoredComment[]> =>
        stored(`c.mode = 1 AND ${where} ORDER BY c.created DESC, c.id DESC LIMIT ?`, count);
      const replies = await newest("c.parent IS NOT NULL", limit);
      const tops = replies.length < limit ? await newest("c.parent IS NULL", limit - replies.length) : [];
      return [...tops.reverse(), ...replies.reverse()];
    },
    feed: async (uri, limit) => {
      await takenIn();
      const among = `${ofThread} AND c.mode IN (1, 4)`;
      const tops = await stored(`${among} AND c.parent IS NULL ORDER BY c.id DESC LIMIT ?`, uri, limit);
      const rest = limit - tops.length;
      if (rest <= 0) return tops;
      const order = "ORDER BY c.created, c.id LIMIT ?";
      return [...tops, ...(await stored(`${among} AND c.parent IS NOT NULL ${order}`, uri, rest))];
    },
  };
}

async function storedComment(row: StoredRow, renditions: Renditions): Promise<StoredComment> {
  const rendition = await renditions.of(row);
  return {
    comment: commentOf(row),
    ...rendition,
    bornAt: row.born_at,
    thread: row.uri === null ? null : { id: threadId(row.tid), uri: row.uri, title: row.title },
  };
}

function visibleComment(
  { comment, html, hash }: StoredComment,
  gravatarUrl: string | undefined,
): VisibleComment {
  const picture = comment.email || comment.author || "";
  return {
    ...comment,
    html,
    hash,
    ...(gravatarUrl === undefined ? {} : { gravatarImage: gravatarUrl.replace("{}", md5Hex(picture)) }),
  };
}
