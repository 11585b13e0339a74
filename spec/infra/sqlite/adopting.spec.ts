import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { StorageError } from "../../../src/domain/ports.ts";
import { answerOf } from "../../support/answers.ts";
import { newPost, post } from "../../support/commands.ts";
import { anyRow, type IssoRow, insertion, literal, makeIsso } from "../../support/rows.ts";
import { derivedRows, inTempDir, openTestStore, soundEvents, start } from "../../support/store.ts";
import { alter, inspect, originalTables } from "../../support/tables.ts";

const plain: IssoRow = {
  tid: 1,
  created: 1_500_000_000.25,
  mode: 1,
  remote_addr: "10.0.1.0",
  text: "as it was",
  voters: new Uint8Array(256),
};
const threads = "INSERT INTO threads VALUES (1, '/one/', 'One'), (2, '/two/', NULL), (3, '/empty/', '');";

async function rows(path: string): Promise<unknown> {
  return inspect(path, async (all) => [
    await all(
      "SELECT *, typeof(notification), hex(text), hex(author), hex(website) FROM comments ORDER BY id",
    ),
    await all("SELECT * FROM threads ORDER BY id"),
  ]);
}

async function refusal(path: string): Promise<Error> {
  const outcome = await openTestStore(path).then(
    async (store) => {
      await store.close();
      return new Error("it was opened");
    },
    (error: Error) => error,
  );
  return outcome;
}

describe("a database of the original", () => {
  test("is adopted to the last byte, whatever its rows hold, and a rebuild gives the same", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 9 }), async (written) => {
        await inTempDir(async (path) => {
          await makeIsso(path, threads + written.map((row, n) => insertion(n + 1, row)).join("\n"));
          const before = await rows(path);
          const preferences = (await originalTables(path)).preferences;
          const store = await openTestStore(path);
          expect(store.sessionKey).toBe("the key of before");
          expect(await rows(path)).toEqual(before);
          expect((await originalTables(path)).preferences).toEqual(preferences);
          await store.completeRenditions();
          const derived = await derivedRows(path);
          await store.rebuild();
          expect(await rows(path)).toEqual(before);
          expect(await derivedRows(path)).toEqual(derived);
          for (const uri of ["/one/", "/two/", "/empty/"]) await answerOf(store, uri);
          await store.close();
          // Opening, settings, start and end of the adoption, three threads.
          expect(await soundEvents(path)).toBe(4 + 3 + written.length);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("may be large: texts of a megabyte, thousands of rows, ids far apart", async () => {
    await inTempDir(async (path) => {
      const many = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3500)
        INSERT INTO comments (tid, id, created, mode, text, voters) SELECT 2, i * 1000000, i, 1, 't' || i, zeroblob(256) FROM n;`;
      await makeIsso(path, threads + insertion(1, { ...plain, text: "ü".repeat(500_000) }) + many);
      const before = await rows(path);
      const store = await openTestStore(path);
      await store.rebuild();
      expect(await rows(path)).toEqual(before);
      expect(await store.reads.counts(["/two/"])).toEqual([3500]);
      await post(store, newPost(start, { uri: "/two/" }));
      await store.rebuild();
      expect(await store.reads.counts(["/two/"])).toEqual([3501]);
      await store.close();
      await soundEvents(path);
    });
  });

  test("keeps comments whose thread or parent is missing, and shows those of a thread that comes later", async () => {
    await inTempDir(async (path) => {
      const orphans = insertion(5, { ...plain, tid: 4 }) + insertion(6, { ...plain, parent: 99 });
      await makeIsso(path, threads + orphans);
      const before = await rows(path);
      const store = await openTestStore(path);
      expect(await rows(path)).toEqual(before);
      // The next thread gets the id that the orphan names.
      await post(store, newPost(start, { uri: "/four/" }));
      expect(await store.reads.counts(["/four/"])).toEqual([2]);
      await store.completeRenditions();
      const derived = await derivedRows(path);
      await store.rebuild();
      expect(await derivedRows(path)).toEqual(derived);
      await store.close();
    });
  });

  test.each<[string, string, RegExp]>([
    [
      "a text that is a blob",
      insertion(7, { ...plain, text: Uint8Array.of(1) }),
      /comment 7: column text should hold text, but holds a blob/,
    ],
    [
      "a thread id that is text",
      insertion(7, { ...plain, tid: "x" }),
      /comment 7: column tid should hold a whole number, but holds text \("x"\)/,
    ],
    [
      "no thread id",
      insertion(7, { ...plain, tid: null }),
      /comment 7: column tid should hold a whole number, but holds nothing/,
    ],
    [
      "a filter that is text",
      insertion(7, { ...plain, voters: "x" }),
      /comment 7: column voters should hold a blob/,
    ],
    [
      "likes with a fraction",
      insertion(7, { ...plain, likes: 1.5 }),
      /comment 7: column likes should hold a whole number, but holds the number \(1.5\)/,
    ],
    [
      "an endless notification",
      `${insertion(7, plain)} UPDATE comments SET notification = 9e999 WHERE id = 7;`,
      /comment 7: column notification/,
    ],
    [
      "an endless time",
      `${insertion(7, plain)} UPDATE comments SET created = 9e999 WHERE id = 7;`,
      /comment 7: column created/,
    ],
    ["no mode", insertion(7, { ...plain, mode: null }), /comment 7: column mode/],
    [
      "text that is no Unicode",
      `${insertion(7, plain)} UPDATE comments SET author = CAST(x'61ff62' AS TEXT) WHERE id = 7;`,
      /comment 7: column author/,
    ],
    [
      "a page without address",
      "INSERT INTO threads VALUES (8, NULL, 'x');",
      /thread 8: columns uri and title should hold text/,
    ],
    ["an address that is a blob", "INSERT INTO threads VALUES (8, x'00', 'x');", /thread 8/],
  ])("is refused with row and column, and left as it is, when it holds %s", async (_what, sql, sentence) => {
    await inTempDir(async (path) => {
      await makeIsso(path, threads + insertion(1, plain) + sql);
      const before = await readFile(path);
      for (const _again of [1, 2]) {
        const error = await refusal(path);
        expect(error).toBeInstanceOf(StorageError);
        expect(error.message).toMatch(sentence);
      }
      expect((await readFile(path)).equals(before)).toBe(true);
      expect(await readdir(dirname(path))).toEqual(["comments.db"]);
    });
  });

  test("is copied once, with the same rows, before anything is changed", async () => {
    await inTempDir(async (path) => {
      await makeIsso(path, threads + insertion(1, plain));
      const before = await rows(path);
      const reports: string[] = [];
      const opened = await openTestStore(path, { report: (message) => void reports.push(message) });
      await opened.close();
      await (await openTestStore(path)).close();
      expect(await rows(`${path}.before-ledger`)).toEqual(before);
      expect(reports).toEqual([
        `Copied the database to '${path}.before-ledger' before adopting it`,
        "Adopted 3 threads and 1 comments of schema version 5",
      ]);
      const beside = await readdir(dirname(path));
      expect(beside.sort()).toEqual(["comments.db", "comments.db.before-ledger"]);
    });
  });
});

describe("what is no database for us", () => {
  test.each<[string, (path: string) => Promise<string>, RegExp]>([
    [
      "in a directory that does not exist",
      async (path) => join(dirname(path), "none", "x.db"),
      /its directory does not exist/,
    ],
    ["a directory", async (path) => dirname(path), /does not exist or may not be written/],
    [
      "another program's database that uses one of Isso's names",
      async (path) => {
        await alter(path, "CREATE TABLE comments (x);");
        return path;
      },
      /belongs to another program \(it has the tables comments\); name another file in \[general\] dbpath/,
    ],
    [
      "another program's database",
      async (path) => {
        await alter(path, "CREATE TABLE users (id); CREATE TABLE orders (id);");
        return path;
      },
      /belongs to another program \(it has the tables orders, users\); name another file in \[general\] dbpath/,
    ],
    [
      "no database at all",
      async (path) => {
        await writeFile(path, "a letter to my aunt, long enough to be no empty file".repeat(100));
        return path;
      },
      /the file is not a SQLite database/,
    ],
    [
      "a damaged ledger",
      async (path) => {
        await (await openTestStore(path)).close();
        await alter(path, "DELETE FROM preferences");
        return path;
      },
      /log or session key is missing; restore a backup/,
    ],
    [
      "a ledger whose tree is behind",
      async (path) => {
        await (await openTestStore(path)).close();
        await alter(path, "UPDATE tree SET size = 1");
        return path;
      },
      /the log's tree has 1 leaves but the log 2 events; run "isso log verify"/,
    ],
  ])("is refused with a sentence that names it, and left alone: %s", async (_what, make, sentence) => {
    await inTempDir(async (path) => {
      const given = await make(path);
      const before = await readFile(given).catch(() => undefined);
      const error = await refusal(given);
      expect(error).toBeInstanceOf(StorageError);
      expect(error.message).toMatch(sentence);
      if (before !== undefined) expect((await readFile(given)).equals(before)).toBe(true);
    });
  });
});

test("literals of SQL hold every text", () => {
  expect(literal("a'b\0")).toBe("CAST(x'61276200' AS TEXT)");
});
