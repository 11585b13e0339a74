import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventType } from "../../../src/domain/event/events.ts";
import { streamName } from "../../../src/domain/event/events.ts";
import { currentVersions, upcast } from "../../../src/domain/event/upcasters.ts";
import { anyEvent } from "../../support/arbitraries.ts";

const types = Object.keys(currentVersions) as EventType[];

describe("bringing stored events to today's shape", () => {
  it("leaves an event of today as it is, however often it is done", () => {
    fc.assert(
      fc.property(anyEvent, ({ type, data }) => {
        const once = upcast(type, currentVersions[type], data);
        expect(once).toEqual({ ok: true, value: { type, data } });
        expect(once.ok && upcast(type, currentVersions[type], once.value.data)).toEqual(once);
      }),
    );
  });

  it("takes the steps from the stored version on, in order", () => {
    const step = (name: string) => (data: unknown) => `${data} ${name}`;
    const steps = { CommentVoted: [step("first"), step("second")] };
    expect(upcast("CommentVoted", 1, "data", steps)).toMatchObject({ value: { data: "data first second" } });
    expect(upcast("CommentQueued", 1, "data", steps)).toMatchObject({ value: { data: "data" } });
  });

  it.each(types)("refuses a version of %s that only a newer server knows", (type) => {
    const newer = currentVersions[type] + 1;
    expect(upcast(type, newer, {})).toEqual({
      ok: false,
      error: `event type ${type} has version ${newer}, but this version knows 1 to ${newer - 1}`,
    });
    expect(upcast(type, 0, {}).ok).toBe(false);
  });

  it.each(["CommentPraised", "", "toString", "__proto__", "constructor"])(
    "refuses the unknown type %j",
    (type) => {
      const error = `event type ${type} is not known to this version`;
      expect(upcast(type, 1, {})).toEqual({ ok: false, error });
    },
  );
});

describe("the name of a stream", () => {
  it("is made of the event that began it", () => {
    expect([streamName("comment", 7), streamName("thread", 2)]).toEqual(["comment-7", "thread-2"]);
  });
});
