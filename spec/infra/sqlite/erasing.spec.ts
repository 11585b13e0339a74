import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeleteComment } from "../../../src/domain/comment/commands.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { authorOf, moderator, network, newPost, post } from "../../support/commands.ts";
import { derivedRows, type SettableClock, soundEvents, start, withStore } from "../../support/store.ts";
import { inspect } from "../../support/tables.ts";

const day = 86_400;
const contact = ["author", "email", "ip", "website"];
const everything = [...contact, "text"].sort();

/** Strings that stand nowhere else, one for each private value of a comment. */
function personal(name: string): { author: string; email: string; website: string; text: string } {
  const marked = (slot: string): string => `${name}-${slot}-Zq7vXk2`;
  return {
    author: marked("author"),
    email: `${marked("email")}@example.org`,
    website: `https://${marked("website")}.example/`,
    text: `${marked("text")} `.repeat(300),
  };
}

/** Private slots of a comment, by its place among all that were ever posted, that still hold a value. */
async function held(path: string, place: number): Promise<readonly string[]> {
  const rows = await inspect(path, (all) =>
    all(`SELECT DISTINCT p.slot FROM private p JOIN event e USING (seq) WHERE p.value IS NOT NULL AND e.stream =
           (SELECT stream FROM event WHERE type = 'CommentPosted' ORDER BY seq LIMIT 1 OFFSET ${place}) ORDER BY p.slot`),
  );
  return rows.map(({ slot }) => String(slot));
}

async function remove(
  store: Store,
  clock: SettableClock,
  id: number,
  by: DeleteComment["authority"],
): Promise<void> {
  const outcome = await store.commands.run({
    type: "DeleteComment",
    now: unixSeconds(clock.seconds),
    comment: commentId(id),
    authority: by,
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
}

async function retain(store: Store, clock: SettableClock): Promise<void> {
  await store.commands.run({ type: "ApplyRetention", now: unixSeconds(clock.seconds) });
}

/** Whether a string stands in the database file or its write-ahead log. */
async function onDisk(path: string, text: string): Promise<boolean> {
  const files = await Promise.all(
    [path, `${path}-wal`].map((file) => readFile(file).catch(() => Buffer.alloc(0))),
  );
  return files.some((bytes) => bytes.includes(text));
}

/** What becomes of one comment among many. */
interface Fate {
  readonly length: number;
  readonly goes: boolean;
  readonly edited: boolean;
}

const anyFate: fc.Arbitrary<Fate> = fc.record({
  length: fc.integer({ min: 1, max: 400 }),
  goes: fc.boolean(),
  edited: fc.boolean(),
});

function markOf(n: number): string {
  return `Zq7v-${n}-Xk2`;
}

function valuesOf({ length }: Fate, n: number): { author: string; email: string; text: string } {
  return { author: markOf(n), email: `${markOf(n)}@example.org`, text: markOf(n).repeat(length) };
}

async function meet(store: Store, id: number, fate: Fate, n: number): Promise<void> {
  const { text } = valuesOf(fate, n);
  const edit = {
    now: unixSeconds(start),
    comment: commentId(id),
    authority: moderator,
    text: `${text} again`,
  };
  if (fate.edited) await store.commands.run({ type: "EditComment", ...edit });
  if (fate.goes) await remove(store, { seconds: start }, id, authorOf(fate.edited ? edit.text : text));
}

describe("private values of a removed comment", () => {
  const grace: readonly [string, DeleteComment["authority"], readonly string[], number][] = [
    ["its author", authorOf(personal("ada").text), ["text"], 7],
    ["a moderator", moderator, everything, 182],
    ["the queue's time limit", { kind: "queue-rule", olderThan: 60 }, [], 0],
  ];

  test.each(grace)("by %s are kept no longer than promised", async (_who, authority, kept, days) => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        const usual = newPost(start, personal("ada"));
        const moderated = authority.kind === "queue-rule";
        const id = await post(store, { ...usual, rules: { ...usual.rules, moderated } });
        expect(await held(path, 0)).toEqual(everything);
        clock.seconds += 100;
        await remove(store, clock, id, authority);
        expect(await held(path, 0)).toEqual(kept);
        clock.seconds += days * day - 1;
        await retain(store, clock);
        expect(await held(path, 0)).toEqual(kept);
        clock.seconds += 1;
        await retain(store, clock);
        expect(await held(path, 0)).toEqual([]);
        await store.tidy();
        for (const value of Object.values(personal("ada")))
          expect(await onDisk(path, value.trim())).toBe(false);
        await soundEvents(path);
      },
      { clock },
    );
  });

  test("are kept by a blank place as far as it shows them, and go with it", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        const parent = await post(store, newPost(start, personal("ada")));
        const reply = await post(store, newPost(start, { ...personal("bob"), parent }));
        await remove(store, clock, parent, authorOf(personal("ada").text));
        expect(await held(path, 0)).toEqual(["email", "ip", "text"]);
        clock.seconds += 8 * day;
        await retain(store, clock);
        expect(await held(path, 0)).toEqual(["email", "ip"]);
        await remove(store, clock, reply, authorOf(personal("bob").text));
        expect(await held(path, 0)).toEqual([]);
        expect(await held(path, 1)).toEqual(["text"]);
        await soundEvents(path);
      },
      { clock },
    );
  });

  test("go no later when someone else removes what is left", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        const parent = await post(store, newPost(start, personal("ada")));
        await post(store, newPost(start, { parent }));
        await remove(store, clock, parent, authorOf(personal("ada").text));
        await remove(store, clock, parent, moderator);
        clock.seconds += 8 * day;
        await retain(store, clock);
        expect(await held(path, 0)).not.toContain("text");
      },
      { clock },
    );
  });

  test("of every edit and vote go too", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        const comment = commentId(await post(store, newPost(start, personal("ada"))));
        const at = { now: unixSeconds(start), comment };
        const later = personal("later");
        await store.commands.run({ type: "EditComment", ...at, authority: moderator, ...later });
        await store.commands.run({ type: "VoteOnComment", ...at, vote: "like", address: network(77) });
        await remove(store, clock, comment, authorOf(later.text));
        clock.seconds += 7 * day;
        await retain(store, clock);
        await store.tidy();
        expect(await held(path, 0)).toEqual([]);
        const values = [...Object.values(personal("ada")), later.text, later.author, later.website];
        for (const value of values) expect(await onDisk(path, value.trim())).toBe(false);
        await soundEvents(path);
      },
      { clock },
    );
  });

  test("are in no table among any number of others that stay", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyFate, { minLength: 10, maxLength: 40 }),
        fc.boolean(),
        async (fates, rebuilt) => {
          const clock = { seconds: start };
          await withStore(
            async (store, path) => {
              const posts = fates.map((fate, n) => post(store, newPost(start, valuesOf(fate, n))));
              const ids = await Promise.all(posts);
              for (const [n, fate] of fates.entries()) await meet(store, ids[n] ?? 0, fate, n);
              clock.seconds += 7 * day;
              for (let round = 0; round < 3; round += 1) await retain(store, clock);
              if (rebuilt) await store.rebuild();
              await store.tidy();
              const kept = await inspect(path, (all) =>
                all(
                  `SELECT value FROM private UNION ALL SELECT text FROM comments
                   UNION ALL SELECT html FROM comment_side`,
                ),
              );
              const left = fates.filter(({ goes }, n) => goes && JSON.stringify(kept).includes(markOf(n)));
              expect(left).toEqual([]);
              await soundEvents(path);
            },
            { clock },
          );
        },
      ),
      { numRuns: 5 },
    );
  });

  test("leave nothing in the derived tables, of which a rebuild makes the same again", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        const parent = await post(store, newPost(start, personal("ada")));
        await post(store, newPost(start, { parent }));
        await remove(store, clock, parent, authorOf(personal("ada").text));
        clock.seconds += 8 * day;
        await retain(store, clock);
        await store.completeRenditions();
        const derived = await derivedRows(path);
        await store.rebuild();
        expect(await derivedRows(path)).toEqual(derived);
        const hex = Buffer.from("ada-text-Zq7vXk2").toString("hex").toUpperCase();
        expect(JSON.stringify(derived)).not.toContain(hex);
      },
      { clock },
    );
  });
});
