import {
  type NewEvent,
  type RecordedEvent,
  type StreamTarget,
  streamName,
} from "../../domain/event/events.ts";
import { type SealedEvent, seal } from "../../domain/log/envelope.ts";
import { chainStart } from "../../domain/log/hashes.ts";
import { decodeFrontier, encodeFrontier, type Frontier, pushLeaf } from "../../domain/log/merkle.ts";
import { parseRfc3339 } from "../../domain/log/rfc3339.ts";
import { uuidV7 } from "../../domain/log/uuid7.ts";
import { StorageError } from "../../domain/ports.ts";
import type { Cell, Connection } from "./connection.ts";
import { erasePrivate, insertEvents, type Write } from "./eventRows.ts";
import { freshBytes } from "./randomness.ts";
import { type RowKind, rowKinds, writeRows } from "./rowWrites.ts";

/** Which log a database holds. */
export interface LogIdentity {
  readonly logId: string;
  readonly origin: string;
}

/** What an append adds to its events. */
export interface AppendContext {
  readonly batch?: string;
}

/**
 * The one transaction that may append: events get their places in the order they are handed in, and are
 * written together with whatever is written beside them, or not at all.
 */
export interface Transaction {
  /** Milliseconds since the epoch at which everything here is recorded. */
  readonly nowMs: number;
  /** Whether another program has changed rows that the log does not know of yet. */
  readonly changedElsewhere: boolean;
  append(events: readonly NewEvent[], context?: AppendContext): readonly RecordedEvent[];
  /** Queues a statement; its failure fails the transaction. */
  write(sql: string, ...params: readonly Cell[]): void;
  /** Queues a row of its kind; rows wait for each other until something else is to be written or read. */
  put(kind: RowKind, row: readonly Cell[]): void;
  /** Reads; sees everything queued before, appended events only after `flush`. */
  all<Row>(sql: string, ...params: readonly Cell[]): Promise<Row[]>;
  /** Writes the appended events now, for reads that need them. */
  flush(): Promise<void>;
}

/** Sizes at which appended events are written without being asked, to bound memory in long imports. */
const flushAt = 2_000;

/**
 * Runs `work` between BEGIN IMMEDIATE and COMMIT; any failure rolls everything back and is thrown on.
 */
export async function transact<T>(
  connection: Connection,
  log: LogIdentity,
  nowMs: number,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  await connection.run("BEGIN IMMEDIATE");
  try {
    const result = await appendWithin(connection, log, nowMs, work);
    await connection.run("COMMIT");
    return result;
  } catch (error) {
    // SQLite has rolled back by itself after some failures (a full disk): then this one has nothing to do.
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

interface HeadRow {
  readonly seq: number | null;
  readonly chain: Buffer | null;
  readonly recorded: string | null;
  readonly size: number;
  readonly frontier: Buffer;
  readonly elsewhere: number;
}

/** Lets `work` append inside a transaction that the caller has begun and will end. */
export async function appendWithin<T>(
  connection: Connection,
  log: LogIdentity,
  nowMs: number,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const [head] = await connection.all<HeadRow>(
    `UPDATE tree SET writing = 1 WHERE log_id = ?
     RETURNING size, frontier, EXISTS (SELECT 1 FROM unrecorded) AS elsewhere,
       (SELECT seq FROM event ORDER BY seq DESC LIMIT 1) AS seq,
       (SELECT chain_hash FROM event ORDER BY seq DESC LIMIT 1) AS chain,
       (SELECT recorded_at FROM event ORDER BY seq DESC LIMIT 1) AS recorded`,
    log.logId,
  );
  if (head === undefined)
    throw new StorageError(`the log ${log.origin} has no tree; the database is damaged`);
  const appender = startAppender(connection, log, nowMs, head);
  try {
    const result = await work(appender.tx);
    await appender.finish();
    return result;
  } catch (error) {
    await appender.abandon();
    throw error;
  }
}

/** The head as it moves while events are appended. */
interface Head {
  seq: number;
  chain: Uint8Array;
  recordedMs: number;
  frontier: Frontier;
}

function startAppender(
  connection: Connection,
  log: LogIdentity,
  nowMs: number,
  row: HeadRow,
): { tx: Transaction; finish(): Promise<void>; abandon(): Promise<void> } {
  const head = headOf(row, log, nowMs);
  let writes: Promise<void> = Promise.resolve();
  let abandoned = false;
  let sealed: SealedEvent[] = [];
  let erasures: RecordedEvent[] = [];

  let rows = new Map<RowKind, (readonly Cell[])[]>();
  const enqueue: Write = (sql, ...params) => {
    // After a failure nothing more is run: SQLite may have ended the transaction by itself.
    writes = writes.then(() => (abandoned ? undefined : connection.run(sql, ...params)));
    // The failure is met by whoever awaits next; until then it must not count as unhandled.
    writes.catch(() => undefined);
  };
  const writeHeld = (): void => {
    const waiting = rows;
    if (waiting.size === 0) return;
    rows = new Map();
    for (const kind of rowKinds) writeRows(enqueue, kind, waiting.get(kind) ?? []);
  };
  const write: Write = (sql, ...params) => {
    writeHeld();
    enqueue(sql, ...params);
  };
  const flushSoon = (): void => {
    writeHeld();
    insertEvents(write, sealed);
    for (const event of erasures) erasePrivate(write, event);
    sealed = [];
    erasures = [];
  };
  const tx: Transaction = {
    nowMs: head.recordedMs,
    changedElsewhere: row.elsewhere === 1,
    append: (events, context = {}) => {
      const recorded = place(events, context, log, head);
      for (const { event, sealedEvent } of recorded) {
        sealed.push(sealedEvent);
        if (event.event.type === "RetentionApplied") erasures.push(event);
      }
      if (sealed.length >= flushAt) flushSoon();
      return recorded.map(({ event }) => event);
    },
    write,
    put: (kind, row) => {
      const known = rows.get(kind);
      if (known === undefined) rows.set(kind, [row]);
      else known.push(row);
    },
    all: async (sql, ...params) => {
      writeHeld();
      await writes;
      return await connection.all(sql, ...params);
    },
    flush: async () => {
      flushSoon();
      await writes;
    },
  };
  const finish = async (): Promise<void> => {
    flushSoon();
    const frontier = encodeFrontier(head.frontier);
    write(
      "UPDATE tree SET size = ?, frontier = ?, writing = 0 WHERE log_id = ?",
      head.frontier.size,
      frontier,
      log.logId,
    );
    await writes;
  };
  // What is still queued must not run after the rollback, as a change of its own.
  const abandon = (): Promise<void> => {
    abandoned = true;
    return writes.catch(() => undefined);
  };
  return { tx, finish, abandon };
}

function headOf(row: HeadRow, log: LogIdentity, nowMs: number): Head {
  const frontier = decodeFrontier(row.size, row.frontier);
  if (!frontier.ok || row.size !== (row.seq ?? 0)) {
    throw new StorageError(
      `the log's tree has ${row.size} leaves but the log ${row.seq ?? 0} events; run "isso log verify"`,
    );
  }
  return {
    seq: row.seq ?? 0,
    chain: row.chain ?? chainStart(log.origin),
    recordedMs: Math.max(nowMs, row.recorded === null ? 0 : (parseRfc3339(row.recorded) ?? 0)),
    frontier: frontier.value,
  };
}

function place(
  events: readonly NewEvent[],
  context: AppendContext,
  log: LogIdentity,
  head: Head,
): readonly { event: RecordedEvent; sealedEvent: SealedEvent }[] {
  const versions = new Map<string, number>();
  return events.map((event) => {
    const seq = head.seq + 1;
    const { stream, version } = nextInStream(event.stream, seq, versions);
    const id = eventId(head.recordedMs, seq);
    const result = seal(
      event,
      {
        logId: log.logId,
        seq,
        id,
        stream,
        version,
        recordedMs: head.recordedMs,
        salt: () => freshBytes(32),
        ...context,
      },
      head.chain,
    );
    if (!result.ok) throw new StorageError(result.error);
    head.seq = seq;
    head.chain = result.value.chainHash;
    head.frontier = pushLeaf(head.frontier, result.value.leafHash);
    return {
      sealedEvent: result.value,
      event: { seq, id, stream, version, recordedMs: head.recordedMs, event: event.event, priv: event.priv },
    };
  });
}

/**
 * A UUID whose random part begins with the low bits of the sequence number (RFC 9562 section 6.2, method 1):
 * ids of one millisecond then sort as their events do, and fill the pages of an index from left to right.
 */
function eventId(ms: number, seq: number): string {
  const random = freshBytes(10);
  const order = new DataView(random.buffer);
  order.setUint16(0, (seq >> 14) & 0xfff);
  order.setUint16(2, seq & 0x3fff);
  return uuidV7(ms, random);
}

/** Events of one append may follow each other in a stream: the first names the version it follows. */
function nextInStream(
  target: StreamTarget,
  seq: number,
  versions: Map<string, number>,
): { stream: string; version: number } {
  const stream = target.kind === "begin" ? streamName(target.of, seq) : target.name;
  const before = versions.get(stream) ?? (target.kind === "begin" ? 0 : target.version);
  versions.set(stream, before + 1);
  return { stream, version: before + 1 };
}
