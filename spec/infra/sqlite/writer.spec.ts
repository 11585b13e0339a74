import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NewEvent } from "../../../src/domain/event/events.ts";
import { StorageError } from "../../../src/domain/ports.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import type { Transaction } from "../../../src/infra/sqlite/transaction.ts";
import { answerOf } from "../../support/answers.ts";
import { authorOf, network, newPost, post } from "../../support/commands.ts";
import { derivedRows, inTempDir, openTestStore, soundEvents, start, withStore } from "../../support/store.ts";
import { inspect } from "../../support/tables.ts";

/** Limits the size of the database through the writer's own connection; pages beyond it are a full disk. */
async function limitPages(store: Store, limit: number | "as it is"): Promise<void> {
  await store.commands.transact(async (tx) => {
    const [size] = await tx.all<{ page_count: number }>("PRAGMA page_count");
    await tx.all(`PRAGMA max_page_count = ${limit === "as it is" ? (size?.page_count ?? 1) : limit}`);
  });
}

/** An answer as text, whatever kind of bytes its filter is. */
function shown(answer: unknown): string {
  return JSON.stringify(answer, (key, value) =>
    key === "voters" ? Object.values(value.data ?? value) : value,
  );
}

describe("a post with a key", () => {
  test("is one comment with one answer, however often and between whatever it is repeated", async () => {
    const step = fc.constantFrom("repeat", "other network", "other text", "other key", "no key");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 4 }),
        async (waves) => {
          await withStore(async (store, path) => {
            const keyed = newPost(start, { idempotencyKey: "key", author: "Ada" });
            const first = shown(await store.commands.run(keyed));
            let others = 0;
            for (const wave of waves) {
              const answers = wave.map(async (kind) => {
                if (kind === "repeat") return expect(shown(await store.commands.run(keyed))).toBe(first);
                const { idempotencyKey: _, ...bare } = keyed;
                if (kind === "no key") others += 1;
                const other = {
                  "other network": { ...keyed, address: network(2) },
                  "other text": { ...keyed, text: "another" },
                  "other key": { ...keyed, idempotencyKey: "another" },
                  "no key": { ...bare, text: `bare ${others}` },
                }[kind];
                return expect(shown(await store.commands.run(other))).not.toBe(first);
              });
              await Promise.all(answers);
            }
            const kinds = new Set(waves.flat());
            kinds.delete("repeat");
            kinds.delete("no key");
            const [row] = await inspect(path, (all) => all("SELECT count(*) AS count FROM comments"));
            expect(row?.["count"]).toBe(1 + kinds.size + others);
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  test("gets the first answer after a restart, and from another process", async () => {
    await inTempDir(async (path) => {
      const keyed = newPost(start, { idempotencyKey: "key" });
      const before = await openTestStore(path);
      const first = shown(await before.commands.run(keyed));
      const beside = await openTestStore(path);
      expect(shown(await beside.commands.run(keyed))).toBe(first);
      await before.close();
      await beside.close();
      const after = await openTestStore(path);
      expect(shown(await after.commands.run(keyed))).toBe(first);
      await after.close();
    });
  });

  test("is known for a day and then forgotten", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        await post(store, newPost(start, { idempotencyKey: "key" }));
        const kept = (): Promise<number> =>
          inspect(path, async (all) => Number((await all("SELECT count(*) AS n FROM command"))[0]?.["n"]));
        clock.seconds += 86_000;
        await store.tidy();
        expect(await kept()).toBe(1);
        clock.seconds += 1_000;
        await store.tidy();
        expect(await kept()).toBe(0);
      },
      { clock },
    );
  });

  test("is told that its comment is gone, when it is", async () => {
    await withStore(async (store) => {
      const keyed = newPost(start, { idempotencyKey: "key" });
      const comment = commentId(await post(store, keyed));
      await store.commands.run({
        type: "DeleteComment",
        now: unixSeconds(start),
        comment,
        authority: authorOf(keyed.text),
      });
      expect(await store.commands.run(keyed)).toMatchObject({
        ok: false,
        error: { kind: "comment-unknown" },
      });
    });
  });
});

type Failure = "throws" | "writes" | "appends" | "statement";

const broken: NewEvent = {
  stream: { kind: "begin", of: "comment" },
  event: { type: "SettingsChanged", data: { settings: {} } },
  priv: { text: "half a pair \ud800" },
  actor: { kind: "system" },
};

/** Work that writes several rows and then fails without waiting for them. */
async function fail(tx: Transaction, kind: Failure): Promise<void> {
  tx.write("INSERT INTO unrecorded (kind, id) VALUES ('comment', 77)");
  tx.write("INSERT INTO preferences (key, value) VALUES ('half', 'written')");
  tx.write("INSERT INTO preferences (key, value) VALUES ('wholly', 'written')");
  if (kind === "appends") tx.append([broken]);
  if (kind === "statement") await tx.all("SELECT no_such_column FROM comments");
  if (kind === "writes") tx.write("INSERT INTO preferences (key, value) VALUES ('half', 'twice')");
  if (kind === "throws") throw new Error("a defect");
}

describe("commands that share a commit", () => {
  test("are not harmed by one that fails, wherever it stands and however it fails", async () => {
    const failure = fc.constantFrom<Failure>("throws", "writes", "appends", "statement");
    await fc.assert(
      fc.asyncProperty(fc.nat(6), failure, async (place, kind) => {
        await withStore(async (store, path) => {
          const outcomes = await Promise.allSettled(
            Array.from({ length: 7 }, (_, n) =>
              n === place
                ? store.commands.transact((tx) => fail(tx, kind))
                : post(store, newPost(start, { text: `post ${n}` })),
            ),
          );
          expect(outcomes.map(({ status }) => status)).toEqual(
            outcomes.map((_, n) => (n === place ? "rejected" : "fulfilled")),
          );
          expect((await answerOf(store, "/page/")).total_replies).toBe(6);
          const left = await inspect(path, async (all) => [
            ...(await all("SELECT * FROM preferences WHERE key IN ('half', 'wholly')")),
            ...(await all("SELECT * FROM unrecorded")),
          ]);
          expect(left).toEqual([]);
          expect(await soundEvents(path)).toBe(2 + 1 + 6);
        });
      }),
      { numRuns: 20 },
    );
  });

  test("are answered in the order in which they came", async () => {
    await withStore(async (store) => {
      const ids = await Promise.all(Array.from({ length: 600 }, () => post(store, newPost(start))));
      expect(ids).toEqual(ids.map((_, n) => n + 1));
    });
  });

  test("are refused once the store is closed, while those accepted before are finished", async () => {
    await inTempDir(async (path) => {
      const store = await openTestStore(path);
      const accepted = [post(store, newPost(start)), post(store, newPost(start))];
      const closing = store.close();
      expect(await Promise.all(accepted)).toEqual([1, 2]);
      await closing;
      await expect(post(store, newPost(start))).rejects.toThrow(StorageError);
      await soundEvents(path);
    });
  });
});

describe("a disk without space", () => {
  test("refuses with a sentence, leaves nothing half-written, and is forgotten when there is space", async () => {
    await withStore(async (store, path) => {
      await post(store, newPost(start));
      const before = await derivedRows(path);
      const events = await soundEvents(path);
      await limitPages(store, "as it is");
      const long = newPost(start, { text: "x".repeat(200_000), uri: "/long/" });
      const refused = await Promise.allSettled([1, 2, 3].map(() => post(store, long)));
      for (const outcome of refused) {
        expect(outcome).toMatchObject({ status: "rejected", reason: { name: "StorageError" } });
        expect(String(outcome.status === "rejected" && outcome.reason)).toMatch(/the disk is full/);
      }
      expect(await derivedRows(path)).toEqual(before);
      expect(await soundEvents(path)).toBe(events);
      expect(await store.reads.thread("/long/")).toBeNull();
      await limitPages(store, 1_000_000);
      await post(store, long);
      expect(await soundEvents(path)).toBe(events + 2);
    });
  });

  test("lets commands through that still fit", async () => {
    await withStore(async (store, path) => {
      await post(store, newPost(start));
      await limitPages(store, "as it is");
      const long = newPost(start, { text: "x".repeat(200_000) });
      const outcomes = await Promise.allSettled([
        post(store, long),
        post(store, newPost(start)),
        post(store, long),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
      await soundEvents(path);
    });
  });
});

describe("the rules in force", () => {
  test("are told in the log when they change, and only then", async () => {
    await inTempDir(async (path) => {
      const told: number[] = [];
      for (const rules of [
        { a: 'ä "quoted" \\ 👋', b: "2" },
        { b: "2", a: 'ä "quoted" \\ 👋' },
        { a: "other" },
      ]) {
        const store = await openTestStore(path, { rules });
        await store.close();
        told.push(await soundEvents(path));
      }
      expect(told).toEqual([2, 2, 3]);
    });
  });
});
