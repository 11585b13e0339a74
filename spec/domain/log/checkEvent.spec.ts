import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, type Json } from "../../../src/domain/log/canonicalJson.ts";
import {
  type Checked,
  checkEvent,
  type Predecessor,
  type StoredEvent,
  type StoredSlot,
} from "../../../src/domain/log/checkEvent.ts";
import type { SealedEvent } from "../../../src/domain/log/envelope.ts";
import { chainNext, leafHash } from "../../../src/domain/log/hashes.ts";
import { commentId } from "../../../src/domain/values.ts";
import { anyJson, anyText, toHex, utf8 } from "../../support/json.ts";
import { anyNewEvent, anyPlace, place, sealed } from "./sealing.ts";

const chain = new Uint8Array(32).fill(7);
const logId = place.logId;

function predecessor(seq: number): Predecessor {
  return { seq: seq - 1, chain, recordedAt: "" };
}

function stored(event: SealedEvent): StoredEvent {
  return {
    seq: event.place.seq,
    stream: event.place.stream,
    streamVersion: event.place.version,
    type: event.type,
    typeVersion: event.typeVersion,
    recordedAt: event.recordedAt,
    body: event.body,
    leafHash: toHex(event.leafHash),
    chainHash: toHex(event.chainHash),
    slots: event.slots.map(({ slot, salt, value }) => ({ slot, salt: toHex(salt), value, erasedBy: null })),
  };
}

/** The same row with the hashes that a body of one's own needs: what a forger would store. */
function forged(event: StoredEvent, body: string): StoredEvent {
  const leaf = leafHash(utf8(body));
  return { ...event, body, leafHash: toHex(leaf), chainHash: toHex(chainNext(chain, leaf)) };
}

function flawOf(event: StoredEvent, after: Predecessor = predecessor(event.seq)): string {
  const checked: Checked = checkEvent(event, after, logId);
  return checked.ok ? "none" : checked.flaw;
}

const anyStored: fc.Arbitrary<StoredEvent> = fc
  .tuple(anyNewEvent, anyPlace)
  .map(([event, at]) => stored(sealed(event, at, chain)));

const withSlots: fc.Arbitrary<StoredEvent> = anyStored.filter(({ slots }) => slots.length > 0);

/** The text with one character replaced, left out or put in. */
function oneChange(text: string, at: number, letter: string): string {
  const place = at % (text.length + 1);
  const replaced = text.slice(0, place) + letter + text.slice(place + 1);
  return replaced === text ? text.slice(0, place) + text.slice(place + 1) : replaced;
}

const anyChange = fc.record({
  at: fc.nat(),
  letter: fc.oneof(fc.constant(""), fc.string({ minLength: 1, maxLength: 1 })),
});

function changeSlot(
  event: StoredEvent,
  at: number,
  change: (slot: StoredSlot) => Partial<StoredSlot>,
): StoredEvent {
  const chosen = at % event.slots.length;
  return {
    ...event,
    slots: event.slots.map((slot, index) => (index === chosen ? { ...slot, ...change(slot) } : slot)),
  };
}

/** The hex with one of its digits another one. */
function otherDigit(hex: string, at: number): string {
  const place = at % hex.length;
  const digit = (Number.parseInt(hex[place] ?? "0", 16) + 1 + (at % 15)) % 16;
  return hex.slice(0, place) + digit.toString(16) + hex.slice(place + 1);
}

describe("the check of a stored event", () => {
  it("passes what was sealed, and hands out what the next check needs", () => {
    fc.assert(
      fc.property(anyStored, (event) => {
        const checked = checkEvent(event, predecessor(event.seq), logId);
        const { data } = JSON.parse(event.body) as { data: unknown };
        expect(checked).toMatchObject({ ok: true });
        if (!checked.ok) return;
        expect(checked.data).toEqual(data);
        expect([toHex(checked.leaf), toHex(checked.chain)]).toEqual([event.leafHash, event.chainHash]);
      }),
    );
  });

  it("passes whatever private values have been erased", () => {
    fc.assert(
      fc.property(withSlots, fc.nat(), (event, at) => {
        const erased = changeSlot(event, at, () => ({ salt: null, value: null, erasedBy: 9 }));
        expect(flawOf(erased)).toBe("none");
      }),
    );
  });

  it("finds any changed character of the body", () => {
    fc.assert(
      fc.property(anyStored, anyChange, (event, { at, letter }) => {
        const body = oneChange(event.body, at, letter);
        fc.pre(body !== event.body);
        expect(flawOf({ ...event, body })).toBe("the stored hash is not that of the body");
      }),
    );
  });

  it.each(["leafHash", "chainHash"] as const)("finds any changed digit of %s", (column) => {
    fc.assert(
      fc.property(anyStored, fc.nat(), (event, at) => {
        expect(flawOf({ ...event, [column]: otherDigit(event[column], at) })).toContain(
          column === "leafHash" ? "the stored hash is not that of the body" : "the chain does not lead here",
        );
      }),
    );
  });

  it.each([
    ["stream", "stream"],
    ["type", "type"],
    ["recorded_at", "recordedAt"],
  ] as const)("finds any changed character of column %s", (column, member) => {
    fc.assert(
      fc.property(anyStored, anyChange, (event, { at, letter }) => {
        const value = oneChange(event[member], at, letter);
        fc.pre(value !== event[member]);
        expect(flawOf({ ...event, [member]: value })).toBe(`column ${column} does not agree with the body`);
      }),
    );
  });

  it.each([
    ["stream_version", "streamVersion"],
    ["type_version", "typeVersion"],
  ] as const)("finds any other number in column %s", (column, member) => {
    fc.assert(
      fc.property(anyStored, fc.integer(), (event, value) => {
        fc.pre(value !== event[member]);
        expect(flawOf({ ...event, [member]: value })).toBe(`column ${column} does not agree with the body`);
      }),
    );
  });

  it("finds an event at another place, or after another chain", () => {
    fc.assert(
      fc.property(anyStored, fc.nat(), (event, at) => {
        const moved = { ...event, seq: event.seq + 1 + (at % 9) };
        expect(flawOf(moved)).toBe("column seq does not agree with the body");
        expect(flawOf(event, predecessor(event.seq + 1))).toBe(
          `follows event ${event.seq}: events between them are missing`,
        );
        const otherChain = Uint8Array.from(chain, (byte, index) => (index === at % 32 ? byte ^ 1 : byte));
        expect(flawOf(event, { ...predecessor(event.seq), chain: otherChain })).toBe(
          "the chain does not lead here from the event before",
        );
      }),
    );
  });

  it("finds an event of another log", () => {
    fc.assert(
      fc.property(anyStored, fc.uuid(), (event, other) => {
        fc.pre(other !== logId);
        const checked = checkEvent(event, predecessor(event.seq), other);
        expect(checked).toEqual({ ok: false, flaw: "the body is of another log" });
      }),
    );
  });

  it("finds any changed character of a private value, and any changed digit of its salt", () => {
    fc.assert(
      fc.property(withSlots, fc.nat(), anyChange, (event, chosen, { at, letter }) => {
        const value = changeSlot(event, chosen, (slot) => ({
          value: oneChange(slot.value ?? "", at, letter),
        }));
        fc.pre(JSON.stringify(value) !== JSON.stringify(event));
        const salt = changeSlot(event, chosen, (slot) => ({ salt: otherDigit(slot.salt ?? "", at) }));
        const flaw = `private value ${event.slots[chosen % event.slots.length]?.slot} does not open its commitment`;
        expect([flawOf(value), flawOf(salt)]).toEqual([flaw, flaw]);
      }),
    );
  });

  it("finds a private value that is missing, added, or gone without an erasure", () => {
    fc.assert(
      fc.property(withSlots, fc.nat(), (event, at) => {
        const chosen = at % event.slots.length;
        const name = event.slots[chosen]?.slot;
        const rest = event.slots.filter((_, index) => index !== chosen);
        const extra = { slot: "other", salt: "00".repeat(32), value: "x", erasedBy: null };
        expect(flawOf({ ...event, slots: rest })).toBe(`private value ${name} is missing without an erasure`);
        expect(flawOf({ ...event, slots: [...event.slots, extra] })).toBe(
          "private value other belongs to no commitment",
        );
        const gone = `private value ${name} is gone without an erasure`;
        const erased = { value: null, salt: null, erasedBy: 9 };
        expect(flawOf(changeSlot(event, at, () => ({ ...erased, erasedBy: null })))).toBe(gone);
        expect(flawOf(changeSlot(event, at, ({ salt }) => ({ ...erased, salt })))).toBe(gone);
        expect(flawOf(changeSlot(event, at, ({ value }) => ({ ...erased, value })))).toBe(gone);
        expect(flawOf(changeSlot(event, at, () => ({ value: null })))).toBe(gone);
        expect(flawOf(changeSlot(event, at, () => ({ salt: null })))).toBe(gone);
      }),
    );
  });

  it("finds an event that was recorded before its predecessor", () => {
    const event = stored(sealed(queued, place, chain));
    const late = { ...predecessor(9), recordedAt: "2026-01-01T00:00:00.001Z" };
    expect(flawOf(event, late)).toBe("recorded before the event before");
    expect(flawOf(event, { ...late, recordedAt: event.recordedAt })).toBe("none");
  });
});

const queued = {
  stream: { kind: "existing", name: "comment-7", version: 1 },
  event: { type: "CommentQueued", data: { comment: commentId(5) } },
  priv: {},
  actor: { kind: "staff" },
} as const;

describe("the check of a body whose hashes are right", () => {
  const row = (): StoredEvent => stored(sealed(queued, place, chain));
  const noEnvelope = "the body is no envelope of version 1";

  it("says what is wrong with it, and never fails", () => {
    const anyBody = fc.oneof(
      anyText,
      anyJson.map((value) => {
        const text = canonicalJson(value);
        return text.ok ? text.value : "";
      }),
    );
    const event = row();
    fc.assert(
      fc.property(anyBody, (body) => {
        expect([noEnvelope, "the body is not in canonical form"]).toContain(flawOf(forged(event, body)));
      }),
    );
  });

  it("finds white space and members out of order", () => {
    const event = row();
    expect(flawOf(forged(event, ` ${event.body}`))).toBe("the body is not in canonical form");
    const { v, ...rest } = JSON.parse(event.body) as { v: Json };
    expect(flawOf(forged(event, JSON.stringify({ v, ...rest })))).toBe("the body is not in canonical form");
  });

  it.each([
    ["that is a number", /.+/, "1"],
    ["that is null", /.+/, "null"],
    ["of another version", '"v":1', '"v":2'],
    ["without private slots", '"priv":{},', ""],
    ["with null for them", '"priv":{}', '"priv":null'],
  ])("refuses one %s", (_, written, instead) => {
    const event = row();
    expect(flawOf(forged(event, event.body.replace(written, instead)))).toBe(noEnvelope);
  });

  it("refuses a type or version that a newer server wrote", () => {
    const event = row();
    const type = { ...event, type: "CommentPraised" };
    expect(flawOf(forged(type, event.body.replace("CommentQueued", type.type)))).toBe(
      "event type CommentPraised is not known to this version",
    );
    const version = { ...event, typeVersion: 2 };
    expect(flawOf(forged(version, event.body.replace('"tv":1', '"tv":2')))).toBe(
      "event type CommentQueued has version 2, but this version knows 1 to 1",
    );
  });
});
