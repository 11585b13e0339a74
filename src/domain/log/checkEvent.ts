import { upcast } from "../event/upcasters.ts";
import { type Json, readCanonical } from "./canonicalJson.ts";
import { opensCommitment } from "./commitment.ts";
import { chainNext, leafHash } from "./hashes.ts";

/** A row of the log as it is stored, with hashes in lower-case hex and salts in hex. */
export interface StoredEvent {
  readonly seq: number;
  readonly stream: string;
  readonly streamVersion: number;
  readonly type: string;
  readonly typeVersion: number;
  readonly recordedAt: string;
  readonly body: string;
  readonly leafHash: string;
  readonly chainHash: string;
  readonly slots: readonly StoredSlot[];
}

/** A private slot as stored; value and salt are null together, once erased. */
export interface StoredSlot {
  readonly slot: string;
  readonly salt: string | null;
  readonly value: string | null;
  /** Sequence number of the event that erased it. */
  readonly erasedBy: number | null;
}

/** What the event before leaves for the next one to be checked against. */
export interface Predecessor {
  readonly seq: number;
  readonly chain: Uint8Array;
  readonly recordedAt: string;
}

/** An event whose hashes, columns and commitments agree, or the first thing that does not. */
export type Checked =
  | { readonly ok: true; readonly leaf: Uint8Array; readonly chain: Uint8Array; readonly data: unknown }
  | { readonly ok: false; readonly flaw: string };

interface Envelope {
  readonly v: 1;
  readonly log: unknown;
  readonly seq: unknown;
  readonly id: unknown;
  readonly stream: unknown;
  readonly sv: unknown;
  readonly type: string;
  readonly tv: number;
  readonly rec: unknown;
  readonly data: unknown;
  readonly priv: Readonly<Record<string, unknown>>;
}

/**
 * Recomputes everything about one event from its stored bytes and trusts no stored hash.
 * Audit-log design C2 and C6.
 */
export function checkEvent(event: StoredEvent, before: Predecessor, logId: string): Checked {
  if (event.seq !== before.seq + 1) {
    return flawed(`follows event ${before.seq}: events between them are missing`);
  }
  const leaf = leafHash(event.body);
  if (hex(leaf) !== event.leafHash) return flawed("the stored hash is not that of the body");
  const chain = chainNext(before.chain, leaf);
  if (hex(chain) !== event.chainHash) return flawed("the chain does not lead here from the event before");
  const envelope = readCanonical(event.body);
  if (envelope === undefined) return flawed("the body is not in canonical form");
  if (!isEnvelope(envelope)) return flawed("the body is no envelope of version 1");
  if (envelope.log !== logId) return flawed("the body is of another log");
  const flaw =
    columnFlaw(event, envelope) ??
    (event.recordedAt < before.recordedAt ? "recorded before the event before" : undefined) ??
    slotFlaw(event, envelope.priv);
  if (flaw !== undefined) return flawed(flaw);
  const known = upcast(envelope.type, envelope.tv, envelope.data);
  return known.ok ? { ok: true, leaf, chain, data: known.value.data } : flawed(known.error);
}

/** Types and versions of the members are those of the columns, which they are compared with next. */
function isEnvelope(body: Json): body is Json & Envelope {
  return isObject(body) && body["v"] === 1 && isObject(body["priv"]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function columnFlaw(event: StoredEvent, envelope: Envelope): string | undefined {
  const column = disagreement(event, envelope);
  return column && `column ${column} does not agree with the body`;
}

function disagreement(event: StoredEvent, envelope: Envelope): string | undefined {
  if (event.seq !== envelope.seq) return "seq";
  if (event.stream !== envelope.stream) return "stream";
  if (event.streamVersion !== envelope.sv) return "stream_version";
  if (event.type !== envelope.type) return "type";
  if (event.typeVersion !== envelope.tv) return "type_version";
  return event.recordedAt === envelope.rec ? undefined : "recorded_at";
}

function slotFlaw(event: StoredEvent, priv: Envelope["priv"]): string | undefined {
  const named = Object.keys(priv);
  const commitments = Object.values(priv);
  const missing = named.find((name) => !event.slots.some(({ slot }) => slot === name));
  if (missing !== undefined) return `private value ${missing} is missing without an erasure`;
  const extra = event.slots.find(({ slot }) => !named.includes(slot));
  if (extra !== undefined) return `private value ${extra.slot} belongs to no commitment`;
  for (const { slot, salt, value, erasedBy } of event.slots) {
    if (value === null && erasedBy !== null && salt === null) continue;
    if (value === null || salt === null) return `private value ${slot} is gone without an erasure`;
    if (!opensCommitment(commitments[named.indexOf(slot)], slot, value, fromHex(salt))) {
      return `private value ${slot} does not open its commitment`;
    }
  }
  return undefined;
}

function flawed(flaw: string): Checked {
  return { ok: false, flaw };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

function fromHex(text: string): Uint8Array {
  return Buffer.from(text, "hex");
}
