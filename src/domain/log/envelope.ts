import { encodeBase64url } from "../base64url.ts";
import type { NewEvent, PrivateValues, RecordedEvent, Slot } from "../event/events.ts";
import { currentVersions, upcast } from "../event/upcasters.ts";
import { err, ok, type Result } from "../result.ts";
import { canonicalJson, type Json } from "./canonicalJson.ts";
import { commitment } from "./commitment.ts";
import { chainNext, leafHash } from "./hashes.ts";
import { parseRfc3339, rfc3339 } from "./rfc3339.ts";

/** Where an event comes to stand, and what only the outside world can give it. */
export interface Place {
  readonly logId: string;
  readonly seq: number;
  /** UUID version 7. */
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  /** Milliseconds since the epoch; never less than the event before. */
  readonly recordedMs: number;
  /** 32 random bytes for each call. */
  readonly salt: () => Uint8Array;
  /** Events that were appended as one: an import. */
  readonly batch?: string;
}

/** An event ready to be stored: its canonical body, and the private values it commits to. */
export interface SealedEvent {
  readonly place: Place;
  readonly type: string;
  readonly typeVersion: number;
  readonly recordedAt: string;
  readonly body: string;
  readonly leafHash: Uint8Array;
  readonly chainHash: Uint8Array;
  readonly slots: readonly SealedSlot[];
}

/** A private value with the salt of its commitment. */
export interface SealedSlot {
  readonly slot: Slot;
  readonly salt: Uint8Array;
  readonly value: string;
}

/**
 * Writes an event's envelope in canonical form and links it to the chain. Audit-log design C5 and C6.
 * Refuses, with a sentence, data that has no canonical form: a defect of the caller, or text with half a
 * surrogate pair.
 */
export function seal(event: NewEvent, place: Place, previousChain: Uint8Array): Result<SealedEvent, string> {
  const slots: SealedSlot[] = [];
  const priv: Record<string, Json> = {};
  for (const [slot, value] of Object.entries(event.priv) as [Slot, string][]) {
    const salt = place.salt();
    const committed = commitment(slot, value, salt);
    if (!committed.ok) return err(`${event.event.type}: ${slot} cannot be recorded (${committed.error})`);
    priv[slot] = encodeBase64url(committed.value);
    slots.push({ slot, salt, value });
  }
  const typeVersion = currentVersions[event.event.type];
  const recordedAt = rfc3339(place.recordedMs);
  const body = canonicalJson({
    v: 1,
    log: place.logId,
    seq: place.seq,
    id: place.id,
    stream: place.stream,
    sv: place.version,
    type: event.event.type,
    tv: typeVersion,
    at: event.atMs === undefined ? recordedAt : rfc3339(event.atMs),
    rec: recordedAt,
    actor: { ...event.actor },
    batch: place.batch,
    data: event.event.data as unknown as Json,
    priv,
  });
  if (!body.ok) return err(`${event.event.type}: the event has no canonical form (${body.error})`);
  const leaf = leafHash(body.value);
  const chainHash = chainNext(previousChain, leaf);
  return ok({
    place,
    type: event.event.type,
    typeVersion,
    recordedAt,
    body: body.value,
    leafHash: leaf,
    chainHash,
    slots,
  });
}

/** The members of a stored body that reading an event needs. */
interface Envelope {
  readonly v: number;
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly sv: number;
  readonly type: string;
  readonly tv: number;
  readonly rec: string;
  readonly data: unknown;
}

/**
 * Reads a stored body back, in the newest shape of its type. Refuses, with a sentence, what a newer
 * server wrote. The body is trusted otherwise: `log verify` is what checks it.
 */
export function open(body: string, priv: PrivateValues): Result<RecordedEvent, string> {
  const envelope: Envelope = JSON.parse(body);
  if (envelope.v !== 1) return err(`event ${envelope.seq}: envelope version ${envelope.v} is not known`);
  const event = upcast(envelope.type, envelope.tv, envelope.data);
  if (!event.ok) return err(`event ${envelope.seq}: ${event.error}`);
  return ok({
    seq: envelope.seq,
    id: envelope.id,
    stream: envelope.stream,
    version: envelope.sv,
    recordedMs: parseRfc3339(envelope.rec) ?? 0,
    event: event.value,
    priv,
  });
}
