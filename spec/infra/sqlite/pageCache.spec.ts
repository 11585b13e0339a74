import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommitSignal, watchCommits } from "../../../src/infra/sqlite/commitSignal.ts";
import { createPageCache, type PageCache } from "../../../src/infra/sqlite/pageCache.ts";
import { openReaders, type Readers } from "../../../src/infra/sqlite/readers.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { newPost, post } from "../../support/commands.ts";
import { inTempDir, openTestStore, start } from "../../support/store.ts";

const megabyte = 1024 * 1024;

let store: Store;
let readers: Readers;
let signal: CommitSignal;
let cache: PageCache;
let looks: number;
let failing: boolean;
let finish: () => void;
let finished: Promise<unknown>;

beforeEach(async () => {
  looks = 0;
  failing = false;
  await new Promise<void>((ready, failed) => {
    finished = inTempDir(async (path) => {
      store = await openTestStore(path);
      readers = await openReaders(path, 2);
      signal = watchCommits(path);
      const counted: Readers = {
        ...readers,
        all: (sql, ...params) => {
          looks += 1;
          return failing ? Promise.reject(new Error("no disk")) : readers.all(sql, ...params);
        },
      };
      cache = createPageCache(counted, signal, async () => undefined);
      await new Promise<void>((done) => {
        finish = done;
        ready();
      });
      await readers.close();
      await store.close();
      signal.close();
    }).catch(failed);
  });
  await cache.refresh();
});

afterEach(async () => {
  finish();
  await finished;
});

describe("ready answers", () => {
  test("are kept by page and query until a commit touches the page", async () => {
    const bytes = Buffer.from("answer");
    cache.keepAnswer(cache.edition("/page/"), "/page/", "q", bytes);
    cache.keepPublished(cache.edition("/other/"), "/other/", 3);
    expect(cache.answer("/page/", "q")).toBe(bytes);
    expect(cache.answer("/page/", "r")).toBeUndefined();
    expect(cache.isCurrent()).toBe(true);
    await post(store, newPost(start));
    expect(cache.isCurrent()).toBe(false);
    await cache.refresh();
    expect(cache.isCurrent()).toBe(true);
    expect(cache.answer("/page/", "q")).toBeUndefined();
    expect(cache.published("/other/")).toBe(3);
  });

  test("read before a change was taken in are not kept", async () => {
    const [edition, other] = [cache.edition("/page/"), cache.edition("/other/")];
    await post(store, newPost(start));
    await cache.refresh();
    cache.keepAnswer(edition, "/page/", "q", Buffer.from("old"));
    cache.keepPublished(edition, "/page/", 0);
    cache.keepPublished(other, "/other/", 3);
    expect(cache.published("/other/")).toBe(3);
    expect(cache.answer("/page/", "q")).toBeUndefined();
    expect(cache.published("/page/")).toBeUndefined();
  });

  test("take 32 MiB at the most; the pages made first go first", () => {
    for (let n = 0; n < 6; n += 1) {
      cache.keepAnswer(cache.edition(`/${n}/`), `/${n}/`, "q", Buffer.alloc(7 * megabyte));
    }
    const kept = [0, 1, 2, 3, 4, 5].filter((n) => cache.answer(`/${n}/`, "q") !== undefined);
    expect(kept).toEqual([2, 3, 4, 5]);
    cache.keepAnswer(cache.edition("/large/"), "/large/", "q", Buffer.alloc(9 * megabyte));
    expect(cache.answer("/large/", "q")).toBeUndefined();
    expect(cache.answer("/5/", "q")).toBeDefined();
  });

  test("made anew under the same query do not count twice", () => {
    cache.keepAnswer(cache.edition("/kept/"), "/kept/", "q", Buffer.alloc(megabyte));
    for (let n = 0; n < 60; n += 1) {
      cache.keepAnswer(cache.edition("/page/"), "/page/", "q", Buffer.alloc(megabyte));
    }
    expect(cache.answer("/kept/", "q")).toBeDefined();
  });

  test("make room for long addresses of pages without comments too", () => {
    cache.keepAnswer(cache.edition("/kept/"), "/kept/", "q", Buffer.alloc(10));
    for (let n = 0; n < 40; n += 1) {
      cache.keepPublished(
        cache.edition(`/${n}/${"x".repeat(megabyte / 2)}/`),
        `/${n}/${"x".repeat(megabyte / 2)}/`,
        0,
      );
    }
    expect(cache.answer("/kept/", "q")).toBeUndefined();
  });
});

describe("taking in commits", () => {
  test("looks at most twice for any number who ask at once, and once for one", async () => {
    looks = 0;
    await post(store, newPost(start));
    await Promise.all(Array.from({ length: 50 }, () => cache.refresh()));
    expect(looks).toBeLessThanOrEqual(2);
    looks = 0;
    await cache.refresh();
    expect(looks).toBe(1);
  });

  test("sees a commit that came while a look was under way", async () => {
    cache.keepPublished(cache.edition("/page/"), "/page/", 0);
    const early = cache.refresh();
    await post(store, newPost(start));
    await cache.refresh();
    expect(cache.published("/page/")).toBeUndefined();
    await early;
  });

  test("fails for those who asked, and works again for the next", async () => {
    failing = true;
    await expect(cache.refresh()).rejects.toThrow("no disk");
    await post(store, newPost(start));
    failing = false;
    await cache.refresh();
    expect(cache.isCurrent()).toBe(true);
  });
});

describe("a commit of one's own", () => {
  const keepTwo = (): void => {
    cache.keepPublished(cache.edition("/page/"), "/page/", 0);
    cache.keepPublished(cache.edition("/other/"), "/other/", 3);
    looks = 0;
  };

  test("is taken in without a look, and drops its pages only", async () => {
    keepTwo();
    const edition = cache.edition("/page/");
    cache.begun();
    await post(store, newPost(start));
    cache.committed(new Map([["/page/", 4]]));
    expect(cache.isCurrent()).toBe(true);
    expect(looks).toBe(0);
    cache.keepPublished(edition, "/page/", 0);
    expect(cache.published("/page/")).toBeUndefined();
    expect(cache.published("/other/")).toBe(3);
  });

  test("is looked for if another one came before it or after it", async () => {
    keepTwo();
    await post(store, newPost(start, { uri: "/other/" }));
    cache.begun();
    await post(store, newPost(start));
    cache.committed(new Map([["/page/", 8]]));
    expect(cache.isCurrent()).toBe(false);
    await cache.refresh();
    cache.begun();
    await post(store, newPost(start));
    await post(store, newPost(start, { uri: "/other/" }));
    cache.committed(new Map([["/page/", 10]]));
    expect(cache.isCurrent()).toBe(false);
    await cache.refresh();
    expect([cache.published("/page/"), cache.published("/other/")]).toEqual([undefined, undefined]);
  });
});
