import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { answerOf } from "../../support/answers.ts";
import { anyHistory, live, moderator, newPost, post } from "../../support/commands.ts";
import { anyColumn, anyRow, insertion, literal } from "../../support/rows.ts";
import { derivedRows, inTempDir, openTestStore, soundEvents, start, withStore } from "../../support/store.ts";
import { alter, inspect } from "../../support/tables.ts";

const id = fc.integer({ min: 1, max: 9 });
const thread = fc.integer({ min: 1, max: 4 });
const uri = fc.integer({ min: 1, max: 5 }).map((page) => `/page-${page}/`);

const updates = Object.entries(anyColumn).map(([column, value]) =>
  fc.tuple(id, value).map(([of, to]) => `UPDATE comments SET ${column} = ${literal(to)} WHERE id = ${of};`),
);

/** One statement of another program; it may find nothing to change. */
const anyChange: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(...updates) },
  { weight: 3, arbitrary: fc.tuple(id, anyRow).map(([of, row]) => insertion(of, row)) },
  { weight: 2, arbitrary: id.map((of) => `DELETE FROM comments WHERE id = ${of};`) },
  fc.tuple(id, anyRow).map(([of, row]) => `DELETE FROM comments WHERE id = ${of}; ${insertion(of, row)}`),
  fc.tuple(id, id).map(([from, to]) => `UPDATE OR IGNORE comments SET id = ${to} WHERE id = ${from};`),
  thread.map((of) => `DELETE FROM threads WHERE id = ${of};`),
  thread.map((of) => `DELETE FROM comments WHERE tid = ${of}; DELETE FROM threads WHERE id = ${of};`),
  fc.tuple(thread, uri).map(([of, to]) => `UPDATE OR IGNORE threads SET uri = '${to}' WHERE id = ${of};`),
  fc.tuple(thread, thread).map(
    ([one, other]) => `UPDATE OR IGNORE threads SET uri = 'swap' || uri WHERE id IN (${one}, ${other});
      UPDATE OR IGNORE threads SET uri = '/page-8/' WHERE id = ${one} AND ${one} <> ${other};`,
  ),
  fc
    .tuple(thread, fc.option(fc.string({ maxLength: 5 })))
    .map(([of, title]) => `UPDATE threads SET title = ${literal(title)} WHERE id = ${of};`),
  fc.tuple(thread, thread).map(([from, to]) => `UPDATE OR IGNORE threads SET id = ${to} WHERE id = ${from};`),
  fc.tuple(thread, uri).map(([of, at]) => `INSERT OR IGNORE INTO threads VALUES (${of}, '${at}', 'new');`),
);

const anyChanges = fc.array(anyChange, { minLength: 1, maxLength: 8 });

async function rows(path: string): Promise<unknown> {
  const { comments, threads } = await derivedRows(path);
  return { comments, threads };
}

/** Adopts nothing silently: the rows stay, the log is sound, and a rebuild gives all derived rows again. */
async function expectRecorded(store: Store, path: string, left: unknown): Promise<void> {
  expect(await rows(path)).toEqual(left);
  await soundEvents(path);
  await store.completeRenditions();
  const derived = await derivedRows(path);
  await store.rebuild();
  expect(await derivedRows(path)).toEqual(derived);
  const counts = await inspect(path, (all) =>
    all(`SELECT t.uri, count(c.id) AS total, count(c.id) FILTER (WHERE c.mode = 1) AS published
         FROM threads t LEFT JOIN comments c ON c.tid = t.id GROUP BY t.id`),
  );
  const uris = counts.map((row) => String(row["uri"]));
  expect(await store.reads.counts(uris)).toEqual(counts.map((row) => row["published"]));
}

describe("what another program changed", () => {
  test("while the store was closed is recorded as it was left", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyHistory,
        fc.array(anyChanges, { minLength: 1, maxLength: 3 }),
        async (history, visits) => {
          await inTempDir(async (path) => {
            const clock = { seconds: start };
            const first = await openTestStore(path, { clock });
            await live([first], clock, history);
            await first.close();
            for (const changes of visits) {
              await alter(path, changes.join("\n"));
              const left = await rows(path);
              const store = await openTestStore(path, { clock });
              await expectRecorded(store, path, left);
              await store.close();
            }
            // A history goes on from there like any other.
            const last = await openTestStore(path, { clock });
            await live([last], clock, history);
            await last.completeRenditions();
            const derived = await derivedRows(path);
            await last.rebuild();
            expect(await derivedRows(path)).toEqual(derived);
            await last.close();
            await soundEvents(path);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  test("while the store is open is shown at once and recorded with the next write", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, anyChanges, async (history, changes) => {
        const clock = { seconds: start };
        await withStore(
          async (store, path) => {
            await live([store], clock, history);
            const before = await inspect(path, (all) => all("SELECT uri FROM threads"));
            for (const { uri: page } of before) await answerOf(store, String(page));
            await alter(path, changes.join("\n"));
            const left = await rows(path);
            const shown = await inspect(path, (all) =>
              all(`SELECT t.uri, count(c.id) FILTER (WHERE (c.mode | 5) = 5) AS visible,
                     count(c.id) FILTER (WHERE c.mode = 1) AS published
                   FROM threads t LEFT JOIN comments c ON c.tid = t.id GROUP BY t.id`),
            );
            const uris = shown.map((row) => String(row["uri"]));
            expect(await store.reads.counts(uris)).toEqual(shown.map((row) => row["published"]));
            for (const { uri: page, visible } of shown) {
              expect((await answerOf(store, String(page))).total_replies).toBe(visible);
            }
            await store.commands.transact(async () => undefined);
            await expectRecorded(store, path, left);
          },
          { clock },
        );
      }),
      { numRuns: 30 },
    );
  });

  test("follows threads that exchange or hand on their addresses", async () => {
    await inTempDir(async (path) => {
      const first = await openTestStore(path);
      for (const page of ["/a/", "/b/", "/c/"])
        await post(first, newPost(start, { uri: page, text: `on ${page}` }));
      await first.close();
      await alter(
        path,
        `UPDATE threads SET uri = 'between' WHERE id = 1; UPDATE threads SET uri = '/a/' WHERE id = 2;
         UPDATE threads SET uri = '/b/' WHERE id = 3; UPDATE threads SET uri = '/c/' WHERE id = 1;
         UPDATE comments SET mode = 2 WHERE id = 2;`,
      );
      const left = await rows(path);
      const store = await openTestStore(path);
      await expectRecorded(store, path, left);
      expect(await store.reads.counts(["/a/", "/b/", "/c/"])).toEqual([0, 1, 1]);
      await store.close();
    });
  });

  test("to a comment's text is shown rendered anew", async () => {
    await withStore(async (store, path) => {
      await post(store, newPost(start));
      await answerOf(store, "/page/");
      await alter(path, "UPDATE comments SET text = 'changed elsewhere' WHERE id = 1");
      expect((await answerOf(store, "/page/")).replies[0]?.text).toMatch(/changed elsewhere/);
      expect((await store.reads.comment(commentId(1)))?.html).toMatch(/changed elsewhere/);
      expect((await store.reads.latest(1))[0]?.html).toMatch(/changed elsewhere/);
    });
  });

  test("to nothing that a comment could be is refused with its row and column, and answers go on", async () => {
    const reports: string[] = [];
    await withStore(
      async (store, path) => {
        await post(store, newPost(start));
        await alter(path, "UPDATE comments SET text = x'00ff' WHERE id = 1");
        expect(await store.reads.counts(["/page/"])).toEqual([1]);
        expect(reports.join()).toMatch(/comment 1: column text should hold text, but holds a blob/);
        await expect(post(store, newPost(start))).rejects.toThrow(/comment 1: column text/);
        await alter(path, "UPDATE comments SET text = 'mended' WHERE id = 1");
        expect(await post(store, newPost(start))).toBe(2);
        await soundEvents(path);
      },
      { report: (message) => void reports.push(message) },
    );
  });

  test("leaves a blank place its identity for as long as it stands", async () => {
    const clock = { seconds: start };
    await withStore(
      async (store, path) => {
        await post(store, newPost(start, { email: "ada@example.org", author: "Ada" }));
        await post(store, newPost(start, { parent: 1 }));
        await alter(
          path,
          "UPDATE comments SET mode = 4, text = '', author = NULL, website = NULL WHERE id = 1",
        );
        await store.commands.transact(async () => undefined);
        clock.seconds += 200 * 86_400;
        await store.commands.run({ type: "ApplyRetention", now: unixSeconds(clock.seconds) });
        const held = await inspect(path, (all) =>
          all(`SELECT p.slot FROM private p JOIN event e USING (seq) JOIN comment_side s ON e.stream = 'comment-' || s.seq
               WHERE s.id = 1 AND p.value IS NOT NULL ORDER BY p.slot`),
        );
        expect(held.map(({ slot }) => slot)).toEqual(["email", "ip"]);
        await store.completeRenditions();
        const derived = await derivedRows(path);
        await store.rebuild();
        expect(await derivedRows(path)).toEqual(derived);
        const comment = commentId(2);
        await store.commands.run({
          type: "DeleteComment",
          now: unixSeconds(clock.seconds),
          comment,
          authority: moderator,
        });
        await soundEvents(path);
      },
      { clock },
    );
  });
});
