import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adopter,
  changesElsewhere,
  closedElsewhere,
  openedAsIs,
  postedAsIs,
  removedElsewhere,
  sameComment,
  threadChangesElsewhere,
} from "../../../src/domain/comment/adoption.ts";
import type { ThreadName } from "../../../src/domain/comment/commands.ts";
import { evolveComment } from "../../../src/domain/comment/evolve.ts";
import {
  type CommentState,
  notificationValue,
  storedNotification,
} from "../../../src/domain/comment/state.ts";
import type { IssoEvent, NewEvent } from "../../../src/domain/event/events.ts";
import { canonicalJson, type Json } from "../../../src/domain/log/canonicalJson.ts";
import { evolveThread } from "../../../src/domain/thread/evolve.ts";
import { commentId, threadId, unixSeconds } from "../../../src/domain/values.ts";
import { anyComment, changedComment } from "../../support/arbitraries.ts";
import { frozen } from "../../support/given.ts";
import { anyText } from "../../support/json.ts";
import { comment, known, thread } from "./samples.ts";

function fold(events: readonly NewEvent[], start?: CommentState): CommentState | undefined {
  return events.reduce<CommentState | undefined>((state, event) => evolveComment(state, event), start);
}

/** The events as the log gives them back. */
function stored(event: NewEvent): NewEvent {
  const text = canonicalJson(event.event as unknown as Json);
  if (!text.ok) throw new Error(`${event.event.type} cannot be recorded: ${text.error}`);
  return { ...event, event: JSON.parse(text.value) as IssoEvent };
}

describe("a row of the original as an event", () => {
  it("comes back to the last digit and byte, whatever it held", () => {
    fc.assert(
      fc.property(anyComment, (state) => {
        expect(fold([stored(postedAsIs(frozen(state)))])).toEqual(state);
      }),
    );
  });

  it("says only what is not usual", () => {
    expect(postedAsIs({ ...comment, email: null, voters: new Uint8Array(256) })).toEqual({
      stream: { kind: "begin", of: "comment" },
      event: {
        type: "CommentPosted",
        data: {
          comment: 5,
          thread: 3,
          parent: null,
          created: "500.5",
          mode: 1,
          notification: 1,
          voters: [],
        },
      },
      priv: { text: "As it was", author: "Ada", website: "https://example.org/", ip: "127.0.0.0" },
      actor: { kind: "import", ref: "isso" },
      atMs: 500_500,
    });
  });

  it("says votes, edits and filters of another length", () => {
    const voters = Uint8Array.of(3);
    const odd = { ...comment, likes: 2, dislikes: 1, modified: unixSeconds(7.5), voters };
    expect(postedAsIs(odd).event.data).toMatchObject({
      likes: 2,
      dislikes: 1,
      modified: "7.5",
      voters: [0, 1],
      votersLength: 1,
    });
  });

  it("keeps what clients sent as notification", () => {
    const cases = [null, 0, 1, "yes", 2.5, 2 ** 60] as const;
    const recorded = [null, 0, 1, { text: "yes" }, { real: "2.5" }, { real: "1152921504606847000" }];
    expect(cases.map(storedNotification)).toEqual(recorded);
    expect(cases.map((value) => notificationValue(storedNotification(value)))).toEqual(cases);
  });
});

describe("what another program did to a comment", () => {
  it("is told by events that lead from what the log knew to what is there", () => {
    fc.assert(
      fc.property(fc.oneof(changedComment, fc.tuple(anyComment, anyComment)), ([before, after]) => {
        const events = changesElsewhere(frozen(known(before)), frozen(after));
        expect(fold(events.map(stored), before)).toEqual(after);
        expect(new Set(events.map(({ actor }) => actor))).toEqual(new Set([adopter]));
      }),
      { numRuns: 400 },
    );
  });

  it("is nothing exactly when the rows are the same", () => {
    fc.assert(
      fc.property(changedComment, ([before, after]) => {
        const same = JSON.stringify(after) === JSON.stringify(before);
        expect(changesElsewhere(known(before), after).length === 0).toBe(same);
        expect(sameComment(before, after)).toBe(same);
        expect(sameComment(before, structuredClone(before))).toBe(true);
      }),
    );
  });

  const voters = Uint8Array.from(comment.voters, (byte, at) => (at === 0 ? 128 : byte));
  const removal = { comment: commentId(5), tombstone: true, ground: "elsewhere" };
  const blank = { mode: 4, text: "", author: null, website: null };
  it.each<[string, Partial<CommentState>, string, object]>([
    ["published it", { mode: 1 }, "CommentApproved", { comment: 5 }],
    ["deleted it but for its place", blank, "CommentRestricted", removal],
    [
      "edited it later",
      { mode: 2, author: null, modified: unixSeconds(7.5) },
      "CommentEdited",
      { comment: 5, cleared: ["author"], modified: "7.5" },
    ],
    ["stopped its notices", { mode: 2, notification: 0 }, "SubscriptionEnded", { comment: 5 }],
    [
      "counted a vote",
      { mode: 2, likes: 1, voters },
      "CommentVoted",
      { comment: 5, likes: 1, dislikes: 0, voters: [7] },
    ],
    [
      "counted a vote against it",
      { mode: 2, dislikes: 1 },
      "CommentVoted",
      { comment: 5, likes: 0, dislikes: 1, voters: [] },
    ],
    [
      "entered a voter",
      { mode: 2, voters },
      "CommentVoted",
      { comment: 5, likes: 0, dislikes: 0, voters: [7] },
    ],
  ])("%s", (_, change, type, data) => {
    const events = changesElsewhere(known({ mode: 2 }), { ...comment, ...change });
    expect(events).toEqual([
      {
        stream: { kind: "existing", name: "comment-7", version: 2 },
        event: { type, data },
        priv: {},
        actor: adopter,
      },
    ]);
  });

  it("edited it: the new texts stand apart", () => {
    const [event] = changesElsewhere(known(), { ...comment, text: "B", website: null, author: "Bea" });
    expect(event?.event).toEqual({ type: "CommentEdited", data: { comment: 5, cleared: ["website"] } });
    expect(event?.priv).toEqual({ text: "B", author: "Bea" });
  });

  it("queued it again", () => {
    const events = changesElsewhere(known(), { ...comment, mode: 2 });
    expect(events.map(({ event }) => event)).toEqual([{ type: "CommentQueued", data: { comment: 5 } }]);
  });

  it("counted on from votes that were there", () => {
    const logged = known({ likes: 3, dislikes: 2 });
    const counted = (change: Partial<CommentState>): unknown =>
      changesElsewhere(logged, { ...logged.state, ...change }).map(({ event }) => event.data);
    expect(counted({ likes: 5 })).toEqual([{ comment: 5, likes: 2, dislikes: 0, voters: [] }]);
    expect(counted({ dislikes: 1 })).toEqual([{ comment: 5, likes: 0, dislikes: -1, voters: [] }]);
  });

  it("left alone what was silent already", () => {
    expect(changesElsewhere(known({ notification: 0 }), { ...comment, notification: 0 })).toEqual([]);
  });

  it("lengthened its filter, which is another row even if nobody was added", () => {
    const [short, long] = [Uint8Array.of(1), Uint8Array.of(1, 0)];
    expect(sameComment({ ...comment, voters: short }, { ...comment, voters: long })).toBe(false);
  });

  it("took back the time of an edit", () => {
    const events = changesElsewhere(known({ modified: unixSeconds(7) }), comment);
    expect(events.map(({ event }) => event.data)).toEqual([{ comment: 5, cleared: [], modified: null }]);
  });

  it.each<[string, Partial<CommentState>]>([
    ["moved it", { thread: threadId(4) }],
    ["dated it anew", { created: unixSeconds(1) }],
    ["asked for notices again", { notification: 2 }],
    ["shrank its filter", { voters: new Uint8Array(8) }],
    ["forgot a voter", { voters: new Uint8Array(256) }],
  ])("%s: told as a removal and a new post", (_, change) => {
    const actual = { ...comment, ...change };
    expect(changesElsewhere(known(), actual)).toEqual([removedElsewhere(known()), postedAsIs(actual)]);
  });

  it("took it away", () => {
    expect(removedElsewhere(known())).toEqual({
      stream: { kind: "existing", name: "comment-7", version: 2 },
      event: { type: "CommentRestricted", data: { comment: 5, tombstone: false, ground: "elsewhere" } },
      priv: {},
      actor: adopter,
    });
  });
});

describe("what another program did to a thread", () => {
  const anyName: fc.Arbitrary<ThreadName> = fc
    .record({ uri: anyText, title: fc.option(anyText, { freq: 2 }) })
    .map((name) => ({ id: threadId(3), ...name }));

  it("is told by events that lead from one name to the other", () => {
    fc.assert(
      fc.property(anyName, anyName, (before, after) => {
        const opening = evolveThread(undefined, openedAsIs(before));
        const events = threadChangesElsewhere({ ...before, stream: thread.stream }, after);
        const end = events.reduce<ThreadName | undefined>(
          (state, event) => evolveThread(state, event),
          opening,
        );
        expect(opening).toEqual(before);
        expect(end).toEqual(after);
      }),
    );
  });

  it("is as little as there is to tell", () => {
    const { stream: _, ...name } = thread;
    const told = (actual: Partial<ThreadName>): readonly IssoEvent[] =>
      threadChangesElsewhere(thread, { ...name, ...actual }).map(({ event }) => event);
    expect(told({})).toEqual([]);
    expect(told({ uri: "/u" })).toEqual([{ type: "ThreadRenamed", data: { thread: 3, uri: "/u" } }]);
    expect(told({ title: null })).toEqual([{ type: "ThreadTitled", data: { thread: 3, title: null } }]);
  });

  it("may be its end", () => {
    expect(closedElsewhere(thread)).toEqual({
      stream: { kind: "existing", name: "thread-2", version: 1 },
      event: { type: "ThreadClosed", data: { thread: 3 } },
      priv: {},
      actor: adopter,
    });
  });

  it("is opened by whoever opened it, without a private word", () => {
    expect(openedAsIs(thread)).toEqual({
      stream: { kind: "begin", of: "thread" },
      event: { type: "ThreadOpened", data: { thread: 3, uri: "/t", title: "T" } },
      priv: {},
      actor: adopter,
    });
  });
});
