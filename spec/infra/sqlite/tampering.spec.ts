import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { verifyFile } from "../../../src/infra/sqlite/verifyFile.ts";
import { authorOf, moderator, network, newPost, post } from "../../support/commands.ts";
import { literal } from "../../support/rows.ts";
import { openTestStore, soundEvents, start } from "../../support/store.ts";
import { alter, inspect } from "../../support/tables.ts";

let dir: string;
let sound: string;
let events: number;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "isso-tampering-"));
  sound = join(dir, "sound.db");
  const store = await openTestStore(sound);
  const first = await post(
    store,
    newPost(start, { author: "Ada", email: "ada@example.org", text: "Grüße 👋" }),
  );
  const reply = await post(store, newPost(start, { parent: first, website: "https://example.org/" }));
  const gone = await post(store, newPost(start, { text: "soon gone", email: "bob@example.org" }));
  const at = { now: unixSeconds(start + 5) };
  await store.commands.run({
    type: "EditComment",
    ...at,
    comment: commentId(reply),
    authority: moderator,
    text: "edited",
  });
  await store.commands.run({
    type: "VoteOnComment",
    ...at,
    comment: commentId(first),
    vote: "like",
    address: network(3),
  });
  await store.commands.run({
    type: "DeleteComment",
    ...at,
    comment: commentId(gone),
    authority: authorOf("soon gone"),
  });
  await store.close();
  events = await soundEvents(sound);
});

afterAll(() => rm(dir, { recursive: true, force: true }));

/** Tampers with a copy as the owner of the file can, and hands back what a verification says. */
async function afterTampering(sql: string): Promise<{ kind: string; seq?: number }> {
  const copy = join(dir, `${crypto.randomUUID()}.db`);
  await copyFile(sound, copy);
  const freely = `PRAGMA ignore_check_constraints = ON; DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete;
    DROP TRIGGER event_in_order;`;
  await alter(copy, `${freely} ${sql}`);
  try {
    return await verifyFile(copy);
  } finally {
    await rm(copy);
  }
}

/** Every cell of the log with the event that it belongs to. */
async function cells(): Promise<readonly { table: string; column: string; where: string; seq: number }[]> {
  return inspect(sound, async (all) => {
    const eventColumns = ["stream", "stream_version", "type", "type_version"];
    const found = [];
    for (const { seq } of await all("SELECT seq FROM event ORDER BY seq")) {
      for (const column of [...eventColumns, "recorded_at", "body", "leaf_hash", "chain_hash"]) {
        found.push({ table: "event", column, where: `seq = ${seq}`, seq: Number(seq) });
      }
    }
    const slots = await all("SELECT seq, slot, value IS NULL AS gone FROM private");
    for (const { seq, slot, gone } of slots) {
      for (const column of ["seq", "slot", ...(gone === 1 ? ["erased_by"] : ["salt", "value"])]) {
        found.push({
          table: "private",
          column,
          where: `seq = ${seq} AND slot = '${slot}'`,
          seq: Number(seq),
        });
      }
    }
    return found;
  });
}

/** The statement that changes one bit of a cell; whole numbers are changed by it as numbers. */
async function withOneBitChanged(table: string, column: string, where: string, at: number): Promise<string> {
  const [row] = await inspect(sound, (all) =>
    all(
      `SELECT hex(${column}) AS bytes, typeof(${column}) AS type, ${column} AS value FROM ${table} WHERE ${where}`,
    ),
  );
  const change = (value: string): string => `UPDATE ${table} SET ${column} = ${value} WHERE ${where};`;
  if (row?.["type"] === "integer") return change(String(Number(row["value"]) ^ (1 << (at % 8))));
  const bytes = Buffer.from(String(row?.["bytes"]), "hex");
  const place = Math.floor(at / 8) % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << (at % 8)), place);
  return change(row?.["type"] === "text" ? `CAST(x'${bytes.toString("hex")}' AS TEXT)` : literal(bytes));
}

describe("a log that someone changed behind the program's back", () => {
  test("is found out by a single bit anywhere, with the number of the event", async () => {
    const all = await cells();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...all), fc.nat(1_000_000), async (cell, at) => {
        const { table, column, where, seq } = cell;
        const change = await withOneBitChanged(table, column, where, at);
        // A bit that makes two rows the same one is refused by the database already.
        const verified = await afterTampering(change).catch((error: unknown) => String(error));
        if (typeof verified === "string") {
          expect(verified).toMatch(/UNIQUE constraint failed/);
          return;
        }
        // A value that was moved to an earlier event is met there, where it belongs to no commitment.
        const moved = seq ^ (1 << (at % 8));
        const expected = column === "seq" && moved > 0 ? Math.min(seq, moved) : seq;
        expect(verified, `${table}.${column}`).toMatchObject({ kind: "flawed", seq: expected });
      }),
      { numRuns: 120 },
    );
  });

  test.each([
    ["log", "log_id"],
    ["log", "origin"],
    ["log", "alg"],
    ["tree", "log_id"],
    ["tree", "size"],
    ["tree", "frontier"],
    ["tree", "writing"],
  ])("is found out by a single bit of %s.%s", async (table, column) => {
    for (const at of [0, 11, 77]) {
      expect(await afterTampering(await withOneBitChanged(table, column, "1", at))).toMatchObject({
        kind: "flawed",
      });
    }
  });

  test("is found out when events are swapped, dropped, repeated, added or told twice", async () => {
    const copyOf = (seq: number, as: string): string =>
      `INSERT INTO event SELECT ${as}, stream || '!', stream_version, type, type_version, recorded_at,
         body, leaf_hash, chain_hash FROM event WHERE seq = ${seq};`;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: events - 1 }), async (seq) => {
        const swap = `UPDATE event SET seq = -1 WHERE seq = ${seq}; UPDATE event SET seq = ${seq} WHERE seq = ${seq + 1};
          UPDATE event SET seq = ${seq + 1} WHERE seq = -1;`;
        expect(await afterTampering(swap)).toMatchObject({ kind: "flawed", seq });
        expect(await afterTampering(`DELETE FROM event WHERE seq = ${seq};`)).toMatchObject({
          kind: "flawed",
          seq: seq + 1,
        });
        expect(await afterTampering(copyOf(seq, String(events + 1)))).toMatchObject({
          kind: "flawed",
          seq: events + 1,
        });
        const makeRoom = `UPDATE event SET seq = -seq WHERE seq > ${seq}; UPDATE event SET seq = 1 - seq WHERE seq < 0;`;
        expect(await afterTampering(makeRoom + copyOf(seq, String(seq + 1)))).toMatchObject({
          kind: "flawed",
          seq: seq + 1,
        });
      }),
      { numRuns: 5 },
    );
    expect(await afterTampering(`DELETE FROM event WHERE seq = ${events};`)).toMatchObject({
      kind: "flawed",
      seq: events,
    });
    const second = "INSERT INTO log VALUES ('other', 'other/log', 'sha256');";
    expect(await afterTampering(second)).toMatchObject({ kind: "flawed" });
    expect(await afterTampering("DELETE FROM log;")).toMatchObject({ kind: "flawed" });
    expect(await afterTampering("DELETE FROM tree;")).toMatchObject({ kind: "flawed" });
  });

  test("is found out when a private value is gone without an erasure, or back after one", async () => {
    const slots = await inspect(sound, (all) => all("SELECT seq, slot, value IS NULL AS gone FROM private"));
    expect(new Set(slots.map(({ gone }) => gone))).toEqual(new Set([0, 1]));
    for (const { seq, slot, gone } of slots) {
      const row = `WHERE seq = ${seq} AND slot = '${slot}'`;
      const flawed = { kind: "flawed", seq };
      expect(await afterTampering(`DELETE FROM private ${row};`)).toMatchObject(flawed);
      const [erasure] = await inspect(sound, (all) =>
        all("SELECT seq FROM event WHERE type = 'RetentionApplied'"),
      );
      if (gone === 0) {
        const erase = `UPDATE private SET value = NULL, salt = NULL, erased_by = ${erasure?.["seq"]} ${row};`;
        expect(await afterTampering(erase)).toMatchObject(flawed);
      } else {
        const forge = `UPDATE private SET value = 'forged', salt = zeroblob(32), erased_by = NULL ${row};`;
        expect(await afterTampering(forge)).toMatchObject(flawed);
      }
    }
  });

  test("is found out when a cell is a blob instead of a text, or the other way round", async () => {
    const blobs = ["salt", "leaf_hash", "chain_hash"];
    for (const { table, column, where, seq } of await cells()) {
      if (column === "seq") continue;
      const type = blobs.includes(column) ? "TEXT" : "BLOB";
      const change = `UPDATE ${table} SET ${column} = CAST(${column} AS ${type}) WHERE ${where};`;
      expect(await afterTampering(change), change).toMatchObject({ kind: "flawed", seq });
    }
  });

  test("is found out in every part of a log that is read piece by piece", async () => {
    const path = join(dir, "long.db");
    const store = await openTestStore(path);
    const comment = commentId(await post(store, newPost(start)));
    for (let n = 0; n < 1100; n += 1) {
      const now = unixSeconds(start + n);
      await store.commands.run({
        type: "EditComment",
        now,
        comment,
        authority: moderator,
        text: `text ${n}`,
      });
    }
    await store.close();
    const last = await soundEvents(path);
    for (const seq of [127, 128, 129, 1024, 1025, last]) {
      const copy = join(dir, `long-${seq}.db`);
      await copyFile(path, copy);
      await alter(copy, `UPDATE private SET value = value || '!' WHERE seq = ${seq} AND slot = 'text'`);
      expect(await verifyFile(copy)).toEqual({
        kind: "flawed",
        ok: false,
        seq,
        flaw: "private value text does not open its commitment",
      });
    }
  });

  test("is found out when an erased value is put back with its true salt", async () => {
    const path = join(dir, "putBack.db");
    const store = await openTestStore(path);
    const id = await post(store, newPost(start, { email: "ada@example.org" }));
    const kept = await inspect(path, (all) =>
      all("SELECT seq, hex(salt) AS salt FROM private WHERE slot = 'email'"),
    );
    const comment = commentId(id);
    const now = unixSeconds(start);
    await store.commands.run({ type: "DeleteComment", now, comment, authority: authorOf("a comment") });
    await store.close();
    const [slot] = kept;
    await alter(
      path,
      `UPDATE private SET value = 'ada@example.org', salt = x'${slot?.["salt"]}', erased_by = NULL
       WHERE seq = ${slot?.["seq"]} AND slot = 'email'`,
    );
    const [posted] = await inspect(path, (all) => all("SELECT seq FROM event WHERE type = 'CommentPosted'"));
    expect(await verifyFile(path)).toMatchObject({ kind: "flawed", seq: posted?.["seq"] });
  });
});

describe("the table of events", () => {
  const columns = "seq, stream, stream_version, type, type_version, recorded_at, body, leaf_hash, chain_hash";

  test.each([
    ["an update", "UPDATE event SET type = type", /append-only/],
    ["a removal", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", /append-only/],
    [
      "a gap",
      `INSERT INTO event SELECT seq + 2, 'x', 1, type, type_version, recorded_at,
       json_set(body, '$.seq', seq + 2, '$.stream', 'x', '$.sv', 1), leaf_hash, chain_hash FROM event
       ORDER BY seq DESC LIMIT 1`,
      /gap or duplicate/,
    ],
    [
      "a replacement of the same number",
      `INSERT OR REPLACE INTO event SELECT ${columns} FROM event WHERE seq = 2`,
      /gap or duplicate/,
    ],
    [
      "a replacement of a place in a stream",
      `INSERT OR REPLACE INTO event
       SELECT (SELECT max(seq) + 1 FROM event), stream, stream_version, type, type_version, recorded_at,
         json_set(body, '$.seq', (SELECT max(seq) + 1 FROM event)), leaf_hash, chain_hash
       FROM event WHERE seq = 2`,
      /gap or duplicate/,
    ],
    [
      "a column that disagrees with the body",
      `INSERT INTO event SELECT seq + 1, 'x', 1, type, type_version,
       recorded_at, body, leaf_hash, chain_hash FROM event ORDER BY seq DESC LIMIT 1`,
      /CHECK constraint/,
    ],
  ])("refuses %s, on a connection that knows of nothing", async (_what, sql, refusal) => {
    const copy = join(dir, `${crypto.randomUUID()}.db`);
    await copyFile(sound, copy);
    await expect(alter(copy, sql)).rejects.toThrow(refusal);
    expect(await soundEvents(copy)).toBe(events);
  });
});
