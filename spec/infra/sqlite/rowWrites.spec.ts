import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cell, type Connection, connect } from "../../../src/infra/sqlite/connection.ts";
import { dyadic, writeRows } from "../../../src/infra/sqlite/rowWrites.ts";
import { issoSchema } from "../../../src/infra/sqlite/schema.ts";

let connection: Connection;

beforeAll(async () => {
  connection = await connect(":memory:", "create");
  for (const statement of issoSchema) await connection.exec(statement);
});

afterAll(() => connection.close());

const text = fc.string({ unit: "grapheme" });
const number = fc.double({ noNaN: true }).map((value) => value + 0);

/** A row of the original's table, with the identity `id`. */
const row = (id: number) =>
  fc.tuple(
    fc.nat(),
    fc.constant(id),
    fc.option(fc.nat()),
    number,
    fc.option(number),
    fc.constantFrom(1, 2, 4),
    fc.option(text),
    text,
    fc.option(text),
    fc.option(text),
    fc.option(text),
    fc.nat(),
    fc.nat(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.option(fc.oneof(number, text)),
  );

/** Statements run one after the other; `done` when all have. */
function runner(): { write(sql: string, ...params: readonly Cell[]): void; done(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    write: (sql, ...params) => {
      last = last.then(() => connection.run(sql, ...params));
    },
    done: () => last,
  };
}

describe("rows that are written together", () => {
  test("hold every number, text and byte as it was given", async () => {
    const rows = fc.integer({ min: 1, max: 5 }).chain((n) => fc.tuple(...[...Array(n).keys()].map(row)));
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        await connection.run("DELETE FROM comments");
        const { write, done } = runner();
        writeRows(write, "comments", given);
        await done();
        const kept = await connection.all<Record<string, Cell>>("SELECT * FROM comments ORDER BY id");
        expect(kept.map((one) => Object.values(one))).toEqual(given);
      }),
    );
  });

  test("leave a comment as the last of several changes and votes says", async () => {
    await connection.run("DELETE FROM comments");
    await connection.run(
      "INSERT INTO comments (id, created, text, voters) VALUES (1, 0, '', x''), (2, 0, '', x'')",
    );
    const change = (id: number, words: string): Cell[] => [id, null, 1, words, null, null, 0];
    const vote = (id: number, likes: number): Cell[] => [id, likes, 0, Buffer.alloc(0)];
    const { write, done } = runner();
    writeRows(write, "commentVotes", [vote(1, 3), vote(2, 7), vote(1, 4)]);
    writeRows(write, "commentChanges", [change(1, "first"), change(1, "last")]);
    await done();
    expect(await connection.all("SELECT id, likes, text FROM comments ORDER BY id")).toEqual([
      { id: 1, likes: 4, text: "last" },
      { id: 2, likes: 7, text: "" },
    ]);
  });
});

describe("a number told as a whole one and a power of two", () => {
  test("is a safe integer that gives the number back", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const [whole, exponent] = dyadic(value);
        // In two steps: 2^-1074 is a number, 2^1074 is not.
        const half = Math.trunc(exponent / 2);
        expect(whole * 2 ** half * 2 ** (exponent - half)).toBe(value);
        expect(Number.isSafeInteger(whole)).toBe(true);
      }),
    );
  });
});
