import type { ThreadQuery } from "../../src/domain/thread/query.ts";
import type { ThreadAnswer } from "../../src/domain/thread/view.ts";
import type { Store } from "../../src/infra/sqlite/store.ts";

/** A query for everything that a page shows. */
function wholePage(uri: string, changes: Partial<ThreadQuery> = {}): ThreadQuery {
  return { uri, parent: null, sort: "oldest", offset: 0, after: -1e18, plain: false, ...changes };
}

/** The answer of a store to a query for a page, as text. */
export async function answerText(
  store: Store,
  uri: string,
  changes: Partial<ThreadQuery> = {},
): Promise<string> {
  return Buffer.from(await store.reads.threadAnswer(wholePage(uri, changes))).toString();
}

/** The same, read. */
export async function answerOf(
  store: Store,
  uri: string,
  changes: Partial<ThreadQuery> = {},
): Promise<ThreadAnswer<unknown>> {
  return JSON.parse(await answerText(store, uri, changes)) as ThreadAnswer<unknown>;
}
