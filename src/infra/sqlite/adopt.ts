import { randomBytes, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { adopter, openedAsIs, postedAsIs } from "../../domain/comment/adoption.ts";
import type { ThreadName } from "../../domain/comment/commands.ts";
import type { IssoEvent, NewEvent } from "../../domain/event/events.ts";
import { StorageError } from "../../domain/ports.ts";
import { type AdoptedRow, adoptedComment, adoptedThread, refuseBrokenText } from "./adoptedRows.ts";
import { makeVerifiedCopy } from "./backupCopy.ts";
import { commentColumns } from "./commentRows.ts";
import type { Connection } from "./connection.ts";
import { type Contents, inspect } from "./inspect.ts";
import { migrateIsso } from "./migrateIsso.ts";
import { bornAt } from "./projector.ts";
import { ledgerSchema } from "./schema.ts";
import { appendWithin, type LogIdentity, type Transaction } from "./transaction.ts";

/** What adopting a database needs from outside. */
export interface AdoptionOptions {
  readonly path: string;
  readonly nowMs: number;
  /** Name of the site that the log's origin begins with. */
  readonly site: string;
  /** `[general] session-key` of a configuration of the first versions. */
  readonly configuredSessionKey: string | undefined;
  readonly report: (message: string) => void;
}

/** Comments that are read and recorded at once. */
const rowsAtOnce = 1_000;

/**
 * Makes a database of the original's, or an empty one, into a ledger: one transaction, so that a crash
 * leaves either the old file or the finished one. What the original wrote is copied first.
 */
export async function adopt(connection: Connection, options: AdoptionOptions): Promise<void> {
  let copy: string | undefined;
  await connection.run("BEGIN IMMEDIATE");
  try {
    // Another process may have been faster while this one waited for the lock.
    const contents = await inspect(connection, options.path);
    if (contents.kind === "isso") {
      copy = await makeVerifiedCopy(options.path);
      options.report(`Copied the database to '${copy}' before adopting it`);
    }
    if (contents.kind !== "ledger") await adoptWithin(connection, contents, options);
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    // A server that is started again and again must not fill the disk with copies of what it left alone.
    if (copy !== undefined) await rm(copy, { force: true });
    throw error;
  }
}

async function adoptWithin(
  connection: Connection,
  contents: Contents,
  options: AdoptionOptions,
): Promise<void> {
  if (contents.kind === "isso") {
    await migrateIsso(connection, contents.schema, options.configuredSessionKey);
  } else {
    await migrateIsso(connection, 0, undefined);
  }
  await ensureSessionKey(connection);
  for (const sql of ledgerSchema) await connection.run(sql);
  await recordEverything(connection, contents, options);
}

async function ensureSessionKey(connection: Connection): Promise<void> {
  await connection.run(
    "INSERT OR IGNORE INTO preferences (key, value) VALUES ('session-key', ?)",
    randomBytes(24).toString("hex"),
  );
}

async function recordEverything(
  connection: Connection,
  contents: Contents,
  options: AdoptionOptions,
): Promise<void> {
  const logId = randomUUID();
  const log: LogIdentity = { logId, origin: `${options.site}/isso/${logId}` };
  await connection.run("INSERT INTO log (log_id, origin, alg) VALUES (?, ?, 'sha256')", logId, log.origin);
  await connection.run("INSERT INTO tree (log_id, size, frontier) VALUES (?, 0, x'')", logId);
  await appendWithin(connection, log, options.nowMs, async (tx) => {
    tx.append([inLog(0, { type: "LogOpened", data: { origin: log.origin, alg: "sha256" } })]);
    if (contents.kind === "isso") await recordRows(tx, contents.schema, options.report);
  });
}

async function recordRows(tx: Transaction, schema: number, report: (message: string) => void): Promise<void> {
  const [started] = tx.append([inLog(1, { type: "ImportStarted", data: { source: "isso", schema } })]);
  const batch = `import-${started?.seq}`;
  const threads = await recordThreads(tx, batch);
  const comments = await recordComments(tx, batch);
  tx.append([inLog(2, { type: "ImportFinished", data: { threads, comments } })], { batch });
  tx.write(
    `INSERT INTO uri_side (uri, changed, published, total)
     SELECT t.uri, max(ts.seq, coalesce(max(cs.seq), 0)), count(c.id) FILTER (WHERE c.mode = 1), count(c.id)
     FROM threads t JOIN thread_side ts ON ts.id = t.id
     LEFT JOIN comments c ON c.tid = +t.id LEFT JOIN comment_side cs ON cs.id = c.id GROUP BY t.id`,
  );
  report(`Adopted ${threads} threads and ${comments} comments of schema version ${schema}`);
}

async function recordThreads(tx: Transaction, batch: string): Promise<number> {
  const rows = await tx.all<ThreadName>("SELECT id, uri, title FROM threads ORDER BY id");
  await refuseBrokenText(tx, "threads", rows);
  const recorded = tx.append(rows.map(adoptedThread).map(openedAsIs), { batch });
  const sides = recorded.map(({ seq, version }, index) => [rows[index]?.id, seq, version]);
  tx.write(
    `INSERT INTO thread_side (id, seq, version)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
    JSON.stringify(sides),
  );
  return rows.length;
}

async function recordComments(tx: Transaction, batch: string): Promise<number> {
  let count = 0;
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await tx.all<AdoptedRow>(
      `SELECT ${commentColumns} FROM comments c WHERE c.id > ? ORDER BY c.id LIMIT ${rowsAtOnce}`,
      last,
    );
    if (rows.length === 0) return count;
    const comments = rows.map(adoptedComment);
    await refuseBrokenText(tx, "comments", rows);
    const recorded = tx.append(comments.map(postedAsIs), { batch });
    const sides = comments.map((comment, index) => {
      const event = recorded[index];
      if (event === undefined) throw new StorageError("an adopted comment has no event");
      return [comment.id, event.seq, event.version, bornAt(comment, event), event.seq];
    });
    tx.write(
      `INSERT INTO comment_side (id, seq, version, born_at, text_seq)
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)`,
      JSON.stringify(sides),
    );
    await tx.flush();
    count += rows.length;
    last = rows.at(-1)?.id ?? last;
  }
}

function inLog(version: number, event: IssoEvent): NewEvent {
  const actor = event.type === "LogOpened" ? ({ kind: "system" } as const) : adopter;
  return { stream: { kind: "existing", name: "log", version }, event, priv: {}, actor };
}
