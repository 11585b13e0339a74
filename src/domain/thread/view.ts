import type { ThreadQuery } from "./query.ts";

/** A comment of a thread whose mode is visible to readers: its bits are a subset of 5. */
export interface VisibleComment {
  readonly id: number;
  readonly parent: number | null;
  readonly created: number;
  readonly modified: number | null;
  readonly mode: number;
  readonly text: string;
  readonly html: string;
  readonly author: string | null;
  readonly website: string | null;
  readonly likes: number;
  readonly dislikes: number;
  readonly notification: number | string | null;
  readonly hash: string;
  /** Absent when pictures are switched off. */
  readonly gravatarImage?: string;
}

/** A comment as the wire shows it; the order of keys is the original's. */
export interface CommentAnswer {
  readonly id: number;
  readonly parent: number | null;
  readonly created: number;
  readonly modified: number | null;
  readonly mode: number;
  readonly text: string;
  readonly author: string | null;
  readonly website: string | null;
  readonly likes: number;
  readonly dislikes: number;
  readonly notification: number | string | null;
  readonly hash: string;
  readonly gravatar_image?: string;
}

/** A top-level comment with the replies that the query lets through. */
export interface TopLevelAnswer extends CommentAnswer {
  readonly total_replies: number;
  readonly hidden_replies: number;
  readonly replies: readonly CommentAnswer[];
}

/** The JSON of `GET /`; `replies` hold no lists of their own when a parent was asked for. */
export interface ThreadAnswer<Config> {
  readonly id: number | null;
  readonly total_replies: number;
  readonly hidden_replies: number;
  readonly replies: readonly (CommentAnswer | TopLevelAnswer)[];
  readonly config: Config;
}

type Families = ReadonlyMap<number | null, readonly VisibleComment[]>;

/**
 * The answer to a query over all visible comments of its thread, given in any order. Counts ignore `after`,
 * `limit` and `offset`, and take in replies below comments that are not shown; `hidden_replies` may be
 * negative (behaviour sections 4.2 and 4.3). Time grows as n log n.
 */
export function threadView<Config>(
  rows: readonly VisibleComment[],
  query: ThreadQuery,
  config: Config,
): ThreadAnswer<Config> {
  const families = familiesOf(rows);
  const { parent, limit, offset } = query;
  const family = families.get(parent) ?? [];
  const sort = parent === null ? query.sort : "oldest";
  const listed = windowOf(newer(family, query).sort(orders[sort]), limit, offset);
  return {
    id: parent,
    total_replies: parent === null ? rows.length : family.length,
    hidden_replies: family.length - listed.length - offset,
    replies: listed.map((row) =>
      parent === null ? topLevelAnswer(row, families.get(row.id) ?? [], query) : commentAnswer(row, query),
    ),
    config,
  };
}

function familiesOf(rows: readonly VisibleComment[]): Families {
  const families = new Map<number | null, VisibleComment[]>();
  for (const row of rows) {
    const family = families.get(row.parent);
    if (family === undefined) families.set(row.parent, [row]);
    else family.push(row);
  }
  return families;
}

function topLevelAnswer(
  row: VisibleComment,
  family: readonly VisibleComment[],
  query: ThreadQuery,
): TopLevelAnswer {
  const inOrder = newer(family, query).sort(orders.oldest);
  const { limit, offset, nestedLimit } = query;
  const listed =
    nestedLimit === undefined
      ? windowOf(inOrder, limit, offset)
      : windowOf(inOrder, Math.max(0, nestedLimit), 0);
  return {
    ...commentAnswer(row, query),
    total_replies: family.length,
    hidden_replies: family.length - listed.length,
    replies: listed.map((reply) => commentAnswer(reply, query)),
  };
}

function commentAnswer(row: VisibleComment, { plain }: ThreadQuery): CommentAnswer {
  return {
    id: row.id,
    parent: row.parent,
    created: row.created,
    modified: row.modified,
    mode: row.mode,
    text: plain ? row.text : row.html,
    author: row.author,
    website: row.website,
    likes: row.likes,
    dislikes: row.dislikes,
    notification: row.notification,
    hash: row.hash,
    ...(row.gravatarImage === undefined ? {} : { gravatar_image: row.gravatarImage }),
  };
}

type Order = (left: VisibleComment, right: VisibleComment) => number;

const orders: Readonly<Record<ThreadQuery["sort"], Order>> = {
  oldest: (left, right) => left.created - right.created || left.id - right.id,
  newest: (left, right) => right.created - left.created || left.id - right.id,
  upvotes: (left, right) => karma(right) - karma(left) || left.id - right.id,
};

function karma(row: VisibleComment): number {
  return row.likes - row.dislikes;
}

function newer(family: readonly VisibleComment[], { after }: ThreadQuery): VisibleComment[] {
  return after === "nothing" ? [] : family.filter((row) => row.created > after);
}

/** Without a limit the offset skips nothing; a limit below zero is none, but the offset counts. */
function windowOf(
  rows: readonly VisibleComment[],
  limit: number | undefined,
  offset: number,
): readonly VisibleComment[] {
  if (limit === undefined) return rows;
  return limit < 0 ? rows.slice(offset) : rows.slice(offset, offset + limit);
}
