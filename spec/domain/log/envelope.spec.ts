import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decidePosting } from "../../../src/domain/comment/decidePosting.ts";
import type { NewEvent } from "../../../src/domain/event/events.ts";
import { isCanonical, type Json } from "../../../src/domain/log/canonicalJson.ts";
import { open, type Place, type SealedEvent, seal } from "../../../src/domain/log/envelope.ts";
import { chainNext, leafHash } from "../../../src/domain/log/hashes.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { anyActor, anyAddress, anyEvent } from "../../support/arbitraries.ts";
import { anyText, fromHex, toHex, utf8 } from "../../support/json.ts";
import { post, quiet } from "../comment/samples.ts";
import { anyNewEvent, anyPlace, place, sealed } from "./sealing.ts";

/** JSON with members in the order of their UTF-16 code units: RFC 8785 for the values that events may hold. */
function jcs(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const inOrder = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${inOrder.map(([name, member]) => `${JSON.stringify(name)}:${jcs(member)}`).join(",")}}`;
}

describe("the envelope of an event", () => {
  it("comes back as it was sealed", () => {
    fc.assert(
      fc.property(anyNewEvent, anyPlace, (event, place) => {
        const { body, slots } = sealed(event, place);
        const opened = open(body, event.priv);
        expect(opened.ok && opened.value).toEqual({
          seq: place.seq,
          id: place.id,
          stream: place.stream,
          version: place.version,
          recordedMs: Math.floor(place.recordedMs),
          event: event.event,
          priv: event.priv,
        });
        expect(Object.fromEntries(slots.map(({ slot, value }) => [slot, value]))).toEqual(event.priv);
      }),
    );
  });

  it("is in canonical form (RFC 8785)", () => {
    fc.assert(
      fc.property(anyNewEvent, anyPlace, (event, place) => {
        const { body } = sealed(event, place);
        expect(body).toBe(jcs(JSON.parse(body)));
        expect(isCanonical(body)).toBe(true);
      }),
    );
  });

  it("is linked to the chain before it", () => {
    fc.assert(
      fc.property(anyNewEvent, fc.uint8Array({ minLength: 32, maxLength: 32 }), (event, chain) => {
        const { body, leafHash: leaf, chainHash } = sealed(event, place, chain);
        expect(toHex(leaf)).toBe(toHex(leafHash(utf8(body))));
        expect(toHex(chainHash)).toBe(toHex(chainNext(chain, leaf)));
      }),
    );
  });

  it("holds no personal value of a post", () => {
    const secret = anyText.map((text) => `§${text.replaceAll("§", "")}§`);
    const personal = fc.record({ text: secret, author: secret, email: secret, website: secret });
    fc.assert(
      fc.property(
        personal,
        anyAddress,
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (values, address, salt) => {
          const decision = decidePosting({ ...post, ...values, address, now: unixSeconds(1) }, quiet);
          const bodies = decision.ok
            ? decision.value.events.map((event) => sealed(event, { ...place, salt: () => salt }).body)
            : [];
          expect(bodies).toHaveLength(1);
          expect(bodies.filter((body) => body.includes("§") || body.includes(address))).toEqual([]);
        },
      ),
    );
  });

  it("takes a salt of its own for each private value", () => {
    let calls = 0;
    const salt = (): Uint8Array => new Uint8Array(32).fill(++calls);
    const priv = { author: "Ada", text: "Ada" };
    const { slots, body } = sealed({ ...queued, priv }, { ...place, salt });
    expect(slots).toEqual([
      { slot: "author", salt: new Uint8Array(32).fill(1), value: "Ada" },
      { slot: "text", salt: new Uint8Array(32).fill(2), value: "Ada" },
    ]);
    const { priv: commitments } = JSON.parse(body) as { priv: { author: string; text: string } };
    expect(commitments.author).toBe("PcVfjPCUV7PDQijobxZvhlfR_4GBuGIBTSg53vtujhk");
    expect(commitments.text).not.toBe(commitments.author);
  });
});

const queued: NewEvent = {
  stream: { kind: "existing", name: "comment-7", version: 1 },
  event: { type: "CommentQueued", data: { comment: commentId(5) } },
  priv: {},
  actor: { kind: "staff", ref: "s1" },
};

describe("what an envelope says", () => {
  const body = (event: Partial<NewEvent>, more: Partial<Place> = {}): unknown =>
    JSON.parse(sealed({ ...queued, ...event }, { ...place, ...more }).body);

  it("is who did what, when and where", () => {
    expect(body({})).toEqual({
      v: 1,
      log: "018f0000-0000-7000-8000-000000000001",
      seq: 9,
      id: "018f0000-0000-7000-8000-000000000019",
      stream: "comment-7",
      sv: 2,
      type: "CommentQueued",
      tv: 1,
      at: "2026-01-01T00:00:00.000Z",
      rec: "2026-01-01T00:00:00.000Z",
      actor: { kind: "staff", ref: "s1" },
      data: { comment: 5 },
      priv: {},
    });
  });

  it("is when it happened, where that is not when it was recorded", () => {
    expect(body({ atMs: 1500 })).toMatchObject({
      at: "1970-01-01T00:00:01.500Z",
      rec: "2026-01-01T00:00:00.000Z",
    });
  });

  it("is the batch, where there is one", () => {
    expect(body({}, { batch: "b1" })).toMatchObject({ batch: "b1" });
  });

  it("stands in the columns beside it as well", () => {
    const { place: where, type, typeVersion, recordedAt }: SealedEvent = sealed(queued, place);
    expect([where, type, typeVersion, recordedAt]).toEqual([
      place,
      "CommentQueued",
      1,
      "2026-01-01T00:00:00.000Z",
    ]);
  });

  it("has the vector's bytes and hash", () => {
    const origin = "comments.example.org/log/1";
    const first = sealed(
      {
        stream: { kind: "existing", name: "log", version: 0 },
        event: { type: "LogOpened", data: { alg: "sha256", origin } },
        priv: {},
        actor: { kind: "system" },
      },
      { ...place, seq: 1, id: "018f0000-0000-7000-8000-000000000011", stream: "log", version: 1 },
      fromHex("7db7ba07dfb1eade160b1d3e4ba21599b61fd2939dbf7dcdb8704fa58c86237e"),
    );
    expect(toHex(first.leafHash)).toBe("48fcccd3dec89cc6e97932d7f483968bc9c3e8bbef5aa1ac006053202e244f53");
  });
});

describe("an event that cannot be sealed", () => {
  const refusal = (event: Partial<NewEvent>, more: Partial<Place> = {}): unknown => {
    const result = seal({ ...queued, ...event }, { ...place, ...more }, new Uint8Array(32));
    return result.ok ? "sealed" : result.error;
  };

  it("has half a character in a private value", () => {
    expect(refusal({ priv: { text: "\ud83d" } })).toBe(
      "CommentQueued: text cannot be recorded (lone-surrogate)",
    );
  });

  it("has a salt of the wrong length", () => {
    expect(refusal({ priv: { text: "Hi" } }, { salt: () => new Uint8Array(31) })).toBe(
      "CommentQueued: text cannot be recorded (bad-salt)",
    );
  });

  it("has a fraction in its data", () => {
    const event = { type: "CommentQueued", data: { comment: commentId(0.5) } } as const;
    expect(refusal({ event })).toBe("CommentQueued: the event has no canonical form (not-an-integer)");
  });
});

describe("a body that a newer server wrote", () => {
  const reading = (written: string, instead: string): ReturnType<typeof open> =>
    open(sealed(queued, place).body.replaceAll(written, instead), {});

  it("is refused by its envelope", () => {
    expect(reading('"v":1', '"v":2')).toEqual({
      ok: false,
      error: "event 9: envelope version 2 is not known",
    });
  });

  it("is refused by its type", () => {
    expect(reading("CommentQueued", "CommentPraised")).toEqual({
      ok: false,
      error: "event 9: event type CommentPraised is not known to this version",
    });
  });

  it("is read with the time of an unreadable one as the beginning of time", () => {
    const opened = reading("2026-01-01T00", "soon");
    expect(opened.ok && opened.value.recordedMs).toBe(0);
  });
});

describe("whatever may be recorded", () => {
  it("is any event by any actor", () => {
    fc.assert(
      fc.property(anyEvent, anyActor, (event, actor) => {
        const { body } = sealed({ ...queued, event, actor }, place);
        expect(JSON.parse(body)).toMatchObject({ actor, type: event.type });
      }),
    );
  });
});
