import type { PrivateValues, RecordedEvent, Slot } from "../../domain/event/events.ts";
import { open, type SealedEvent } from "../../domain/log/envelope.ts";
import { StorageError } from "../../domain/ports.ts";
import type { Cell } from "./connection.ts";

/** Something that takes statements to be run in this order. */
export type Write = (sql: string, ...params: readonly Cell[]) => void;

/** Writes sealed events and their private values, each table with one statement. */
export function insertEvents(write: Write, events: readonly SealedEvent[]): void {
  if (events.length === 0) return;
  const eventRows = events.map(({ place, type, typeVersion, recordedAt, body, leafHash, chainHash }) => [
    place.seq,
    place.stream,
    place.version,
    type,
    typeVersion,
    recordedAt,
    body,
    hex(leafHash),
    hex(chainHash),
  ]);
  const slotRows = events.flatMap(({ place, slots }) =>
    slots.map(({ slot, salt, value }) => [place.seq, slot, hex(salt), value]),
  );
  write(
    `INSERT INTO event (seq, stream, stream_version, type, type_version, recorded_at, body, leaf_hash, chain_hash)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
            unhex(value ->> 7), unhex(value ->> 8) FROM json_each(?)`,
    JSON.stringify(eventRows),
  );
  if (slotRows.length === 0) return;
  write(
    `INSERT INTO private (seq, slot, salt, value)
     SELECT value ->> 0, value ->> 1, unhex(value ->> 2), value ->> 3 FROM json_each(?)`,
    JSON.stringify(slotRows),
  );
}

/** Erases the private values that a RetentionApplied event names. */
export function erasePrivate(write: Write, { seq: by, event }: RecordedEvent): void {
  const erased =
    event.type === "RetentionApplied"
      ? event.data.erased.flatMap(({ seq, slots }) => slots.map((slot) => [seq, slot]))
      : [];
  write(
    `UPDATE private SET salt = NULL, value = NULL, subject_id = NULL, expires_at = NULL, erased_by = ?
     WHERE (seq, slot) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    by,
    JSON.stringify(erased),
  );
}

/** A row of an event with its private values as one JSON object. */
export interface EventRow {
  readonly body: string;
  readonly priv: string;
}

/** Columns that make an {@link EventRow} of a row `e` of `event`. */
export const eventColumns = `e.body AS body,
  (SELECT json_group_object(p.slot, p.value) FROM private p WHERE p.seq = e.seq) AS priv`;

/** The event of a row; what a newer server wrote stops the reader, loudly. */
export function recordedEvent(row: EventRow): RecordedEvent {
  const priv: PrivateValues = JSON.parse(row.priv) as { [S in Slot]?: string | null };
  const event = open(row.body, priv);
  if (!event.ok) throw new StorageError(`${event.error}; use the server that wrote it`);
  return event.value;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}
