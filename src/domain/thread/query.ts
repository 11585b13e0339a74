import { err, ok, type Result } from "../result.ts";
import { parseInteger } from "../web/queryString.ts";

/** Order of the top-level comments; replies are always oldest first. */
export type ThreadSort = "oldest" | "newest" | "upvotes";

/** What `GET /` asks for. */
export interface ThreadQuery {
  readonly uri: string;
  /** Comment whose replies are asked for; null: the top level with its replies. */
  readonly parent: number | null;
  readonly sort: ThreadSort;
  /** Comments to list; absent: all, and `offset` skips none; below zero: all that `offset` leaves. */
  readonly limit?: number;
  readonly offset: number;
  /** Replies to list under each comment; absent: `limit` and `offset` count for them too. */
  readonly nestedLimit?: number;
  /** Only comments created after this Unix second; `nothing` lets none through. */
  readonly after: number | "nothing";
  /** Raw text instead of HTML. */
  readonly plain: boolean;
}

/** The one refusal of {@link parseThreadQuery} whose form (HTML or JSON) is negotiated. */
export const missingUri = "missing uri query" as const;

const invalidSort = "Invalid sort option. Must be one of: 'newest', 'oldest', 'upvotes'";

/** Forms of a number that SQLite compares as one (its documentation, "Numeric literals" and affinity). */
const numeral: RegExp = /^[\t-\r ]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?[\t-\r ]*$/i;

/**
 * Reads the parameters of `GET /`; the error is the text for the client (behaviour section 4.1). Integers
 * beyond ±(2^53 − 1) are refused like other text that is no integer.
 */
export function parseThreadQuery(params: ReadonlyMap<string, string>): Result<ThreadQuery, string> {
  const uri = params.get("uri");
  if (uri === undefined) return err(missingUri);
  const sort = params.get("sort") ?? "oldest";
  if (!isSort(sort)) return err(invalidSort);
  const limit = integerParam(params, "limit");
  if (!limit.ok) return limit;
  const offset = integerParam(params, "offset");
  if (!offset.ok) return offset;
  if (offset.value !== undefined && offset.value < 0) return err("offset should not be negative");
  const parent = integerParam(params, "parent");
  if (!parent.ok) return parent;
  const nestedLimit = integerParam(params, "nested_limit");
  if (!nestedLimit.ok) return nestedLimit;
  return ok({
    uri,
    parent: parent.value ?? null,
    sort,
    ...(limit.value === undefined ? {} : { limit: limit.value }),
    offset: offset.value ?? 0,
    ...(nestedLimit.value === undefined ? {} : { nestedLimit: nestedLimit.value }),
    after: afterParam(params.get("after")),
    plain: (params.get("plain") ?? "0") !== "0",
  });
}

/** A text that two queries share exactly when they ask for the same; the URI comes last. */
export function threadQueryKey(query: ThreadQuery): string {
  const { parent, sort, limit, offset, nestedLimit, after, plain, uri } = query;
  return [parent ?? "", sort, limit ?? "", offset, nestedLimit ?? "", after, plain ? 1 : 0, uri].join(" ");
}

function isSort(text: string): text is ThreadSort {
  return text === "oldest" || text === "newest" || text === "upvotes";
}

function integerParam(params: ReadonlyMap<string, string>, name: string): Result<number | undefined, string> {
  const text = params.get(name);
  if (text === undefined) return ok(undefined);
  const value = parseInteger(text);
  return value === undefined ? err(`${name} should be integer`) : ok(value);
}

function afterParam(text: string | undefined): number | "nothing" {
  if (text === undefined) return 0;
  return numeral.test(text) ? Number(text) : "nothing";
}
