import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ThreadName } from "../../../src/domain/comment/commands.ts";
import type { IssoEvent } from "../../../src/domain/event/events.ts";
import { evolveThread } from "../../../src/domain/thread/evolve.ts";
import { commentId, threadId } from "../../../src/domain/values.ts";
import { anyEvent } from "../../support/arbitraries.ts";
import { frozen } from "../../support/given.ts";

const thread: ThreadName = frozen({ id: threadId(3), uri: "/t", title: "T" });

function following(event: IssoEvent): ThreadName | undefined {
  return evolveThread(thread, { event });
}

describe("the history of a thread", () => {
  it("leads somewhere whatever happened, and keeps its id until it is opened anew", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (history) => {
        let state: ThreadName | undefined;
        for (const event of history) {
          const next = evolveThread(frozen(state), frozen({ event }));
          if (event.type !== "ThreadOpened" && next) expect(next.id).toBe(state?.id);
          state = next;
        }
      }),
    );
  });

  it("begins with its opening only", () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(evolveThread(undefined, { event }) === undefined).toBe(event.type !== "ThreadOpened");
      }),
    );
  });
});

describe("what an event does to a thread", () => {
  it("opened: has an id, an address and perhaps a title", () => {
    const data = { thread: threadId(4), uri: "/u", title: null };
    expect(following({ type: "ThreadOpened", data })).toEqual({ id: 4, uri: "/u", title: null });
  });

  it("titled and renamed: has the new title or address", () => {
    expect(following({ type: "ThreadTitled", data: { thread: threadId(3), title: null } })).toEqual({
      ...thread,
      title: null,
    });
    expect(following({ type: "ThreadRenamed", data: { thread: threadId(3), uri: "/u" } })).toEqual({
      ...thread,
      uri: "/u",
    });
  });

  it("closed: is gone", () => {
    expect(following({ type: "ThreadClosed", data: { thread: threadId(3) } })).toBeUndefined();
  });

  it("stays the same when something else happens", () => {
    expect(following({ type: "CommentQueued", data: { comment: commentId(3) } })).toBe(thread);
  });
});
