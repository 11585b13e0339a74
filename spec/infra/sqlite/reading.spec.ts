import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { md5Hex } from "../../../src/domain/digest.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { answerOf, answerText } from "../../support/answers.ts";
import { anyHistory, authorOf, live, moderator, network, newPost, post } from "../../support/commands.ts";
import {
  hashOf,
  htmlOf,
  inTempDir,
  notedHasher,
  notedRenderer,
  openTestStore,
  start,
  withStore,
} from "../../support/store.ts";
import { alter, inspect } from "../../support/tables.ts";

const pages = ["/page-1/", "/page-2/", "/page-3/"];

describe("the answer for a page", () => {
  test("never holds an e-mail, an address or a text that was removed", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.boolean(), async (history, plain) => {
        const clock = { seconds: start };
        // Every text says that it is one, so that it can be told from everything else.
        const marked = history.map(({ jump, steps }, wave) => ({
          jump,
          steps: steps.map((step, n) => ("text" in step ? { ...step, text: `text:${wave}.${n}:` } : step)),
        }));
        await withStore(
          async (store, path) => {
            await live([store], clock, marked);
            const shown = await Promise.all(pages.map((uri) => answerText(store, uri, { plain })));
            const all = shown.join();
            expect(all).not.toMatch(/@example\.org|10\.0\.\d/);
            const living = await inspect(path, (rows) =>
              rows("SELECT text FROM comments WHERE mode IN (1, 4, 5)"),
            );
            const texts = new Set(living.map(({ text }) => text));
            for (const [text] of all.matchAll(/text:\d+\.\d+:/g)) expect(texts).toContain(text);
          },
          { clock },
        );
      }),
      { numRuns: 30 },
    );
  });

  test("is the same from the cache as from the tables, after anything", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const clock = { seconds: start };
        await withStore(
          async (store, path) => {
            for (const wave of history) {
              await live([store], clock, [wave]);
              for (const uri of pages) await answerText(store, uri);
            }
            const cached = await Promise.all(pages.map((uri) => answerText(store, uri)));
            const counts = await store.reads.counts(pages);
            const fresh = await openTestStore(path, { clock });
            expect(await Promise.all(pages.map((uri) => answerText(fresh, uri)))).toEqual(cached);
            expect(await fresh.reads.counts(pages)).toEqual(counts);
            await fresh.close();
          },
          { clock },
        );
      }),
      { numRuns: 15 },
    );
  });

  test("is at hand once it was made, also after a commit to another page, and not after any to its own", async () => {
    await withStore(async (store) => {
      await post(store, newPost(start));
      const query = {
        uri: "/page/",
        parent: null,
        sort: "oldest",
        offset: 0,
        after: 0,
        plain: false,
      } as const;
      expect(store.reads.threadAnswer(query)).toBeInstanceOf(Promise);
      const made = await store.reads.threadAnswer(query);
      expect(store.reads.threadAnswer(query)).toBe(made);
      await post(store, newPost(start, { uri: "/other/" }));
      expect(store.reads.threadAnswer(query)).toBe(made);
      await post(store, newPost(start));
      expect(await store.reads.threadAnswer(query)).not.toBe(made);
    });
  });

  test("names pictures by e-mail, else by name, where they are switched on", async () => {
    await withStore(
      async (store) => {
        await post(store, newPost(start, { email: "ada@example.org" }));
        await post(store, newPost(start, { author: "Bob" }));
        const images = (await answerOf(store, "/page/")).replies.map(({ gravatar_image }) => gravatar_image);
        expect(images).toEqual([`https://pic/${md5Hex("ada@example.org")}`, `https://pic/${md5Hex("Bob")}`]);
      },
      { gravatarUrl: "https://pic/{}" },
    );
  });
});

describe("counts", () => {
  test("are those of the tables, in the order asked, for known, unknown and repeated pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.array(fc.constantFrom(...pages, "/none/", "")),
        async (history, asked) => {
          const clock = { seconds: start };
          await withStore(
            async (store, path) => {
              const asking: Promise<unknown>[] = [];
              for (const wave of history) {
                asking.push(Promise.resolve(store.reads.counts(asked)));
                await live([store], clock, [wave]);
              }
              await Promise.all(asking);
              const rows = await inspect(path, (all) =>
                all(
                  "SELECT t.uri, count(*) AS n FROM comments c JOIN threads t ON t.id = c.tid WHERE mode = 1 GROUP BY t.uri",
                ),
              );
              const counted = new Map(rows.map(({ uri, n }) => [uri, n]));
              expect(await store.reads.counts(asked)).toEqual(asked.map((uri) => counted.get(uri) ?? 0));
            },
            { clock },
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe("the latest comments and the feed", () => {
  test("are ordered as the original's", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 1, max: 9 }), async (history, limit) => {
        const clock = { seconds: start };
        await withStore(
          async (store, path) => {
            await live([store], clock, history);
            const rows = await inspect(path, (all) =>
              all(
                "SELECT c.id, c.parent, c.created, c.mode, t.uri FROM comments c JOIN threads t ON t.id = c.tid ORDER BY c.id",
              ),
            );
            const number = (value: unknown): number => Number(value);
            const byTime = [...rows].sort((a, b) => number(a["created"]) - number(b["created"]));
            const tops = byTime.filter((row) => row["parent"] === null && row["mode"] === 1);
            const replies = byTime.filter((row) => row["parent"] !== null && row["mode"] === 1);
            const latest = await store.reads.latest(limit);
            expect(latest.map(({ comment }) => comment.id)).toEqual(
              [...tops, ...replies].slice(-limit).map((row) => row["id"]),
            );
            for (const uri of pages) {
              const ofPage = byTime.filter((row) => row["uri"] === uri && row["mode"] !== 2);
              const newest = ofPage
                .filter((row) => row["parent"] === null)
                .sort((a, b) => number(b["id"]) - number(a["id"]));
              const listed = [...newest, ...ofPage.filter((row) => row["parent"] !== null)].slice(0, limit);
              const feed = await store.reads.feed(uri, limit);
              expect(feed.map(({ comment }) => comment.id)).toEqual(listed.map((row) => row["id"]));
            }
          },
          { clock },
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe("renditions", () => {
  test("are stored with the comment and used again, also after a restart", async () => {
    await inTempDir(async (path) => {
      const renderer = notedRenderer();
      const hasher = notedHasher();
      const first = await openTestStore(path, { renderer, hasher });
      await post(first, newPost(start));
      await first.commands.run(newPost(start, { text: "unrendered", email: "ada@example.org" }));
      await answerOf(first, "/page/");
      await first.close();
      expect(renderer.rendered).toEqual(["unrendered"]);
      expect(hasher.hashed).toEqual(["ada@example.org"]);
      const second = await openTestStore(path, { renderer, hasher });
      await second.completeRenditions();
      const answer = await answerOf(second, "/page/");
      expect(answer.replies.map(({ text, hash }) => [text, hash])).toEqual([
        [htmlOf("a comment"), hashOf("10.0.1.0")],
        [htmlOf("unrendered"), hashOf("ada@example.org")],
      ]);
      await second.close();
      expect(renderer.rendered).toEqual(["unrendered"]);
      expect(hasher.hashed).toEqual(["ada@example.org"]);
    });
  });

  test("made under other settings are made again, in the background and for whoever reads first", async () => {
    await inTempDir(async (path) => {
      const first = await openTestStore(path);
      for (let n = 0; n < 120; n += 1) await post(first, newPost(start, { text: `text ${n}` }));
      await first.close();
      const renderer = notedRenderer("markup-2");
      const hasher = notedHasher("hash-2");
      const second = await openTestStore(path, { renderer, hasher });
      expect((await second.reads.comment(commentId(7)))?.html).toBe(htmlOf("text 6", "markup-2"));
      await second.completeRenditions();
      const rows = await inspect(path, (all) =>
        all("SELECT html, markup, hash, hashing FROM comment_side ORDER BY id"),
      );
      expect(rows).toEqual(
        rows.map((_, n) => ({
          html: htmlOf(`text ${n}`, "markup-2"),
          markup: "markup-2",
          hash: hashOf("10.0.1.0", "hash-2"),
          hashing: "hash-2",
        })),
      );
      expect(renderer.rendered.length).toBeLessThanOrEqual(121);
      await second.close();
    });
  });

  test("made under settings that were tried and taken back are made again too", async () => {
    await inTempDir(async (path) => {
      const first = await openTestStore(path);
      for (let n = 0; n < 120; n += 1) await post(first, newPost(start, { text: `text ${n}` }));
      await first.completeRenditions();
      await first.close();
      const tried = await openTestStore(path, { renderer: notedRenderer("markup-2") });
      const completing = tried.completeRenditions();
      await tried.reads.comment(commentId(120));
      await tried.close();
      await completing;
      const made = () =>
        inspect(path, (all) => all("SELECT DISTINCT markup FROM comment_side ORDER BY markup"));
      expect(await made()).toContainEqual({ markup: "markup-2" });
      const again = await openTestStore(path);
      await again.completeRenditions();
      await again.close();
      expect(await made()).toEqual([{ markup: "markup-1" }]);
    });
  });

  test("that are missing are made at every start, one under other settings when it is read", async () => {
    await inTempDir(async (path) => {
      const first = await openTestStore(path);
      for (const text of ["one", "two", "three"]) await post(first, newPost(start, { text }));
      await first.completeRenditions();
      await first.close();
      await alter(
        path,
        `UPDATE comment_side SET html = NULL, markup = NULL WHERE id = 1;
         UPDATE comment_side SET hash = NULL, hashing = NULL WHERE id = 2;
         UPDATE comment_side SET markup = 'another' WHERE id = 3;`,
      );
      const renderer = notedRenderer();
      const hasher = notedHasher();
      const second = await openTestStore(path, { renderer, hasher });
      await second.completeRenditions();
      expect([renderer.rendered, hasher.hashed]).toEqual([["one"], ["10.0.1.0"]]);
      expect((await second.reads.comment(commentId(3)))?.html).toBe(htmlOf("three"));
      expect(renderer.rendered).toEqual(["one", "three"]);
      await second.close();
    });
  });

  test("follow an edit and a removal", async () => {
    await withStore(async (store) => {
      const comment = commentId(await post(store, newPost(start)));
      await post(store, newPost(start, { parent: comment }));
      const at = { now: unixSeconds(start), comment };
      await store.commands.run({ type: "EditComment", ...at, authority: moderator, text: "edited" });
      expect((await store.reads.comment(comment))?.html).toBe(htmlOf("edited"));
      await store.commands.run({ type: "DeleteComment", ...at, authority: authorOf("edited") });
      expect((await store.reads.comment(comment))?.html).toBe(htmlOf(""));
    });
  });

  test("keep the last hash of a person whose e-mail and address are erased", async () => {
    await inTempDir(async (path) => {
      const first = await openTestStore(path);
      await post(first, newPost(start, { email: "ada@example.org" }));
      await first.close();
      await alter(
        path,
        "UPDATE tree SET writing = 1; UPDATE comments SET email = NULL, remote_addr = NULL; UPDATE tree SET writing = 0",
      );
      const second = await openTestStore(path, { hasher: notedHasher("hash-2") });
      await second.completeRenditions();
      expect((await second.reads.comment(commentId(1)))?.hash).toBe(hashOf("ada@example.org"));
      await second.close();
    });
  });

  test("that cannot be made harm neither other comments nor the next attempt", async () => {
    let broken = true;
    const usual = notedRenderer();
    const renderer = {
      ...usual,
      render: (text: string) =>
        broken && text === "bad" ? Promise.reject(new Error("no")) : usual.render(text),
    };
    await withStore(
      async (store) => {
        await store.commands.run(newPost(start, { text: "bad", uri: "/bad/" }));
        await store.commands.run(newPost(start, { text: "good" }));
        await expect(answerOf(store, "/bad/")).rejects.toThrow("no");
        expect((await answerOf(store, "/page/")).replies).toHaveLength(1);
        broken = false;
        expect((await answerOf(store, "/bad/")).replies).toHaveLength(1);
      },
      { renderer },
    );
  });

  test("of a comment are of no use to another that gets its id", async () => {
    await withStore(async (store) => {
      const first = commentId(await post(store, newPost(start, { address: network(1) })));
      const now = unixSeconds(start);
      await store.commands.run({ type: "DeleteComment", now, comment: first, authority: moderator });
      await store.commands.run(newPost(start, { text: "second", address: network(2) }));
      expect(await store.reads.comment(first)).toMatchObject({
        html: htmlOf("second"),
        hash: hashOf("10.0.2.0"),
      });
    });
  });
});
