import type { Transaction } from "./transaction.ts";

/** How many comments more or fewer a page has. */
export interface CountChange {
  readonly published: number;
  readonly total: number;
}

/** What events add up to for the pages that they concern. */
export interface PageCounts {
  /** Notes that a page changed; without a difference its comments are counted again. Null is no page. */
  touch(uri: string | null, seq: number, change?: CountChange): void;
  /** Brings `uri_side` up to what was noted, after the rows themselves; hands back the pages with their event. */
  write(tx: Transaction): ReadonlyMap<string, number>;
}

interface PageChange extends CountChange {
  readonly changed: number;
  /** Whether its thread came, went or got another name: comments can be there before and after it. */
  readonly recount: boolean;
}

/** Begins to note changes of pages. */
export function startPageCounts(): PageCounts {
  const pages = new Map<string, PageChange>();
  return {
    touch: (uri, seq, change) => {
      if (uri === null) return;
      const page = pages.get(uri) ?? { published: 0, total: 0, recount: false };
      pages.set(uri, {
        changed: seq,
        published: page.published + (change?.published ?? 0),
        total: page.total + (change?.total ?? 0),
        recount: page.recount || change === undefined,
      });
    },
    write: (tx) => {
      for (const [uri, { changed, published, total, recount }] of pages) {
        if (recount) tx.put("pageRecounts", [uri, changed]);
        else tx.put("pageChanges", [uri, changed, published, total]);
      }
      return new Map(Array.from(pages, ([uri, { changed }]) => [uri, changed]));
    },
  };
}
