import type { ErasedSlots } from "../../domain/event/events.ts";
import { checkEvent, type Predecessor, type StoredEvent } from "../../domain/log/checkEvent.ts";
import { chainStart } from "../../domain/log/hashes.ts";
import {
  emptyFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
  pushLeaf,
} from "../../domain/log/merkle.ts";
import type { Cell } from "./connection.ts";

/** The only thing a verification needs: questions. */
export interface Source {
  all<Row>(sql: string, ...params: readonly Cell[]): Promise<Row[]>;
}

/** A log whose every hash, commitment and column was recomputed and agrees, or the first event that does not. */
export type Verification =
  | { readonly ok: true; readonly events: number; readonly origin: string; readonly root: string }
  | { readonly ok: false; readonly seq: number; readonly flaw: string };

/** Events read at once: few enough to stay in the caches of the processor, and to be dropped before they are moved. */
const eventsAtOnce = 128;

interface LogRow {
  readonly log_id: string;
  readonly origin: string;
  readonly alg: string;
  readonly size: number | null;
  readonly frontier: Buffer | null;
  readonly writing: number | null;
  readonly rows: number;
}

/** Erasures that the log tells, against private values that are gone. */
interface Erasures {
  /** Event and slot of each value that is gone, with the erasure it names. */
  readonly gone: Map<string, { seq: number; by: number | null }>;
  /** Event and slot of each erasure told, with the event that tells it. */
  readonly told: Map<string, number>;
}

/**
 * Recomputes the whole log from its stored bytes. Reads while it hashes; takes memory for erasures only.
 * What it cannot see: newest events cut off together with the tree, and a log written anew from its start.
 */
export async function verifyLog(source: Source): Promise<Verification> {
  const [log] = await source.all<LogRow>(
    `SELECT l.log_id, l.origin, l.alg, t.size, t.frontier, t.writing,
       (SELECT max((SELECT count(*) FROM log), (SELECT count(*) FROM tree))) AS rows
     FROM log l LEFT JOIN tree t ON t.log_id = l.log_id`,
  );
  if (log === undefined) return { ok: false, seq: 1, flaw: "the database names no log" };
  if (log.rows > 1) return { ok: false, seq: 1, flaw: "the database names more than one log" };
  const erasures: Erasures = { gone: new Map(), told: new Map() };
  let reached: Reached = {
    before: { seq: 0, chain: chainStart(log.origin), recordedAt: "" },
    frontier: emptyFrontier,
  };
  for await (const events of storedEvents(source)) {
    const next = checkEvents(events, reached, log, erasures);
    if ("flaw" in next) return { ok: false, ...next };
    reached = next;
  }
  const { before, frontier } = reached;
  const flaw = treeFlaw(log, frontier) ?? erasureFlaw(erasures) ?? (await strayFlaw(source, before.seq));
  if (flaw !== undefined) return { ok: false, ...flaw };
  return { ok: true, events: before.seq, origin: log.origin, root: hexOf(frontierRoot(frontier)) };
}

/** How far the log has been found sound. */
interface Reached {
  readonly before: Predecessor;
  readonly frontier: Frontier;
}

interface Flaw {
  readonly seq: number;
  readonly flaw: string;
}

function checkEvents(
  events: readonly StoredEvent[],
  { before, frontier }: Reached,
  log: LogRow,
  erasures: Erasures,
): Reached | Flaw {
  let last = before;
  let grown = frontier;
  for (const event of events) {
    const checked = checkEvent(event, last, log.log_id);
    if (!checked.ok) return { seq: event.seq, flaw: checked.flaw };
    const opened = event.seq === 1 ? openingFlaw(event, checked.data, log) : undefined;
    if (opened !== undefined) return { seq: 1, flaw: opened };
    noteErasures(erasures, event, checked.data);
    grown = pushLeaf(grown, checked.leaf);
    last = { seq: event.seq, chain: checked.chain, recordedAt: event.recordedAt };
  }
  return { before: last, frontier: grown };
}

/** An event's body as it is, and everything else of it as one JSON text. */
interface EventRow {
  readonly body: string;
  readonly rest: string;
}

type Rest = [
  number,
  string,
  number,
  string,
  number,
  string,
  string,
  string,
  [string, string | null, string | null, number | null][],
];

/** JSON refuses blobs, and none of these cells is to be one: NULL in its place is as wrong, but can be named. */
const noBlob = (cell: string): string => `iif(typeof(${cell}) = 'blob', NULL, ${cell})`;

/** The hex of a blob; of anything else nothing, which is wrong for a hash and reads as NULL for a salt. */
const hexOfBlob = (cell: string): string => `iif(typeof(${cell}) = 'blob', hex(${cell}), '')`;

/**
 * A cell costs a call of the driver, so that few of them are far cheaper than many; but the body, most of the
 * row, would be escaped and read back inside of JSON. One that is no text reads as empty, which has another hash.
 */
const selectEvents = `SELECT iif(typeof(e.body) = 'text', e.body, '') AS body,
    json_array(e.seq, ${noBlob("e.stream")}, ${noBlob("e.stream_version")}, ${noBlob("e.type")},
      ${noBlob("e.type_version")}, ${noBlob("e.recorded_at")},
      lower(${hexOfBlob("e.leaf_hash")}), lower(${hexOfBlob("e.chain_hash")}),
      (SELECT json_group_array(json_array(${noBlob("p.slot")}, ${hexOfBlob("p.salt")}, ${noBlob("p.value")},
         ${noBlob("p.erased_by")})) FROM private p WHERE p.seq = e.seq)) AS rest
  FROM event e WHERE e.seq > ? ORDER BY e.seq LIMIT ${eventsAtOnce}`;

async function* storedEvents(source: Source): AsyncGenerator<readonly StoredEvent[]> {
  const read = (after: number): Promise<EventRow[]> => source.all(selectEvents, after);
  let next = read(Number.MIN_SAFE_INTEGER);
  for (;;) {
    const events = (await next).map(storedEvent);
    const last = events.at(-1);
    if (last === undefined) return;
    // The next events are read while these are hashed.
    next = read(last.seq);
    // Where these are found wrong, nobody waits for it any more.
    next.catch(() => undefined);
    yield events;
  }
}

function storedEvent({ body, rest }: EventRow): StoredEvent {
  const cells: Rest = JSON.parse(rest);
  return {
    seq: cells[0],
    stream: cells[1],
    streamVersion: cells[2],
    type: cells[3],
    typeVersion: cells[4],
    recordedAt: cells[5],
    body,
    leafHash: cells[6],
    chainHash: cells[7],
    slots: cells[8].map(([slot, salt, value, erasedBy]) => ({
      slot,
      salt: salt === "" ? null : salt,
      value,
      erasedBy,
    })),
  };
}

function openingFlaw(event: StoredEvent, data: unknown, log: LogRow): string | undefined {
  const said = event.type === "LogOpened" ? (data as { origin?: unknown; alg?: unknown }) : {};
  return said.origin === log.origin && said.alg === log.alg
    ? undefined
    : "the first event does not open this log";
}

function noteErasures(erasures: Erasures, event: StoredEvent, data: unknown): void {
  for (const { slot, value, erasedBy } of event.slots) {
    if (value === null) erasures.gone.set(`${event.seq} ${slot}`, { seq: event.seq, by: erasedBy });
  }
  if (event.type !== "RetentionApplied") return;
  const { erased } = data as { readonly erased: readonly ErasedSlots[] };
  for (const { seq, slots } of erased) {
    for (const slot of slots) erasures.told.set(`${seq} ${slot}`, event.seq);
  }
}

function erasureFlaw({ gone, told }: Erasures): Flaw | undefined {
  const flaws: Flaw[] = [];
  for (const [place, { seq, by }] of gone) {
    if (told.get(place) !== by)
      flaws.push({ seq, flaw: `private value ${place} is gone without an erasure` });
  }
  for (const place of told.keys()) {
    const seq = Number.parseInt(place, 10);
    if (!gone.has(place)) flaws.push({ seq, flaw: `private value ${place} is there although it was erased` });
  }
  return flaws.sort((a, b) => a.seq - b.seq)[0];
}

function treeFlaw(log: LogRow, frontier: Frontier): Flaw | undefined {
  const stored = log.frontier;
  if (log.size !== frontier.size || stored === null) {
    return {
      seq: frontier.size + 1,
      flaw: `the tree has ${log.size ?? 0} leaves, the log ${frontier.size} events`,
    };
  }
  if (Buffer.compare(stored, encodeFrontier(frontier)) !== 0) {
    return { seq: frontier.size, flaw: "the stored tree is not that of the events" };
  }
  // Only inside a transaction is it anything else; left so, changes made elsewhere would not be noted.
  return log.writing === 0 ? undefined : { seq: frontier.size, flaw: "the tree is marked as being written" };
}

async function strayFlaw(source: Source, last: number): Promise<Flaw | undefined> {
  const [row] = await source.all<{ strays: number }>(
    "SELECT count(*) AS strays FROM private p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = p.seq)",
  );
  return row?.strays === 0
    ? undefined
    : { seq: last, flaw: `${row?.strays ?? "?"} rows belong to no event of the log` };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
