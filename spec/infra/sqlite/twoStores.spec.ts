import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { answerOf } from "../../support/answers.ts";
import {
  anyHistory,
  anyStep,
  live,
  moderator,
  network,
  newPost,
  post,
  take,
} from "../../support/commands.ts";
import { inTempDir, openTestStore, soundEvents, start } from "../../support/store.ts";
import { inspect } from "../../support/tables.ts";

const uris = ["/page-1/", "/page-2/", "/page-3/"];

async function withTwoStores(
  work: (stores: readonly [Store, Store], path: string) => Promise<void>,
): Promise<void> {
  await inTempDir(async (path) => {
    const one = await openTestStore(path);
    const other = await openTestStore(path);
    await work([one, other], path);
    await one.close();
    await other.close();
  });
}

/** Both stores count and show what the tables hold. */
async function expectNothingStale(path: string, writer: Store, reader: Store): Promise<void> {
  const rows = await inspect(path, (all) =>
    all("SELECT t.uri, c.mode FROM comments c JOIN threads t ON t.id = c.tid"),
  );
  const of = (uri: string): readonly unknown[] =>
    rows.filter((row) => row["uri"] === uri).map((row) => row["mode"]);
  expect(await reader.reads.counts(uris)).toEqual(
    uris.map((uri) => of(uri).filter((mode) => mode === 1).length),
  );
  for (const uri of uris) {
    const answer = await answerOf(reader, uri);
    expect(answer).toEqual(await answerOf(writer, uri));
    expect(answer.total_replies).toBe(of(uri).filter((mode) => mode !== 2).length);
  }
}

describe("two stores on one database", () => {
  test("give one log without gaps, whatever both are asked at once", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        await withTwoStores(async (stores, path) => {
          await live(stores, { seconds: start }, history);
          const [events] = await inspect(path, (all) =>
            all("SELECT count(*) AS count, max(seq) AS last FROM event"),
          );
          expect(events?.["count"]).toBe(events?.["last"]);
          expect(await soundEvents(path)).toBe(events?.["last"]);
        });
      }),
      { numRuns: 15 },
    );
  });

  test("each show at once what the other has committed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 15 }), async (steps) => {
        await withTwoStores(async (stores, path) => {
          for (const [index, step] of steps.entries()) {
            const writer = stores[index % 2 === 0 ? 0 : 1];
            const reader = stores[index % 2 === 0 ? 1 : 0];
            await take(writer, step, start + index);
            await expectNothingStale(path, writer, reader);
          }
        });
      }),
      { numRuns: 20 },
    );
  });

  test("never lose or double a post when both post as fast as they can", async () => {
    await withTwoStores(async (stores, path) => {
      const posts = Array.from({ length: 120 }, (_, n) =>
        post(stores[n % 2 === 0 ? 0 : 1], newPost(start, { text: `text ${n}`, uri: `/${n % 3}/` })),
      );
      const ids = await Promise.all(posts);
      expect(new Set(ids).size).toBe(120);
      const texts = await inspect(path, (all) => all("SELECT id, text FROM comments ORDER BY id"));
      expect(new Map(texts.map(({ id, text }) => [id, text]))).toEqual(
        new Map(ids.map((id, n) => [id, `text ${n}`])),
      );
      // One opening, one settings event, three threads.
      expect(await soundEvents(path)).toBe(2 + 3 + 120);
    });
  });

  test("let a network vote once, whichever of them it asks", async () => {
    await withTwoStores(async ([one, other]) => {
      const comment = commentId(await post(one, newPost(start)));
      const votes = await Promise.all(
        [one, other, one, other].map((store) =>
          store.commands.run({
            type: "VoteOnComment",
            now: unixSeconds(start),
            comment,
            vote: "like",
            address: network(9),
          }),
        ),
      );
      expect(votes.filter(({ ok }) => ok)).toHaveLength(1);
    });
  });

  test("can begin on the same new file at the same time", async () => {
    await inTempDir(async (path) => {
      const stores = await Promise.all([openTestStore(path), openTestStore(path)]);
      expect(stores[0].sessionKey).toBe(stores[1].sessionKey);
      await post(stores[0], newPost(start));
      await post(stores[1], newPost(start));
      await Promise.all(stores.map((store) => store.close()));
      await soundEvents(path);
    });
  });

  test("see a moderator's decision made through the other at once", async () => {
    await withTwoStores(async ([one, other]) => {
      const usual = newPost(start);
      const id = await post(one, { ...usual, rules: { ...usual.rules, moderated: true } });
      expect((await answerOf(other, "/page/")).total_replies).toBe(0);
      const approval = { now: unixSeconds(start), comment: commentId(id), authority: moderator };
      await other.commands.run({ type: "ApproveComment", ...approval });
      expect((await answerOf(one, "/page/")).total_replies).toBe(1);
      expect(await one.reads.counts(["/page/", "/page/", "/none/"])).toEqual([1, 1, 0]);
    });
  });
});
