import fc from "fast-check";
import type { NewEvent } from "../../../src/domain/event/events.ts";
import { type Place, type SealedEvent, seal } from "../../../src/domain/log/envelope.ts";
import { anyActor, anyEvent, anySlot } from "../../support/arbitraries.ts";
import { anyText } from "../../support/json.ts";

/** Place 9 of a log, at the beginning of 2026. */
export const place: Place = {
  logId: "018f0000-0000-7000-8000-000000000001",
  seq: 9,
  id: "018f0000-0000-7000-8000-000000000019",
  stream: "comment-7",
  version: 2,
  recordedMs: Date.UTC(2026, 0, 1),
  salt: () => new Uint8Array(32).fill(1),
};

/** Any place that an event can come to stand at. */
export const anyPlace: fc.Arbitrary<Place> = fc
  .record(
    {
      seq: fc.integer({ min: 1, max: 2 ** 50 }),
      id: fc.uuid({ version: 7 }),
      stream: anyText,
      version: fc.integer({ min: 1, max: 2 ** 31 }),
      recordedMs: fc.double({ min: 0, max: 2e14, noNaN: true }),
      command: anyText,
      batch: anyText,
    },
    { requiredKeys: ["seq", "id", "stream", "version", "recordedMs"] },
  )
  .map((fields) => ({ ...place, ...fields }));

/** Any event with private values, as a decision hands it out. */
export const anyNewEvent: fc.Arbitrary<NewEvent> = fc.record(
  {
    stream: fc.constant({ kind: "existing", name: "comment-7", version: 1 } as const),
    event: anyEvent,
    priv: fc.dictionary(anySlot, anyText),
    actor: anyActor,
    atMs: fc.oneof(fc.integer(), fc.constantFrom(-1e300, 1e300, 0.5)),
  },
  { requiredKeys: ["stream", "event", "priv", "actor"] },
);

/** The event sealed; fails when it cannot be. */
export function sealed(
  event: NewEvent,
  at: Place = place,
  previousChain: Uint8Array = new Uint8Array(32),
): SealedEvent {
  const result = seal(event, at, previousChain);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
