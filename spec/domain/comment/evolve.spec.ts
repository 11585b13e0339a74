import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evolveComment } from "../../../src/domain/comment/evolve.ts";
import type { CommentState } from "../../../src/domain/comment/state.ts";
import type { IssoEvent, PrivateValues } from "../../../src/domain/event/events.ts";
import { bitsOf, filterOf } from "../../../src/domain/people/voters.ts";
import { commentId, threadId } from "../../../src/domain/values.ts";
import { anyComment, anyEvent, anyPrivate } from "../../support/arbitraries.ts";
import { frozen } from "../../support/given.ts";
import { comment } from "./samples.ts";

const anyStep = fc.record({ event: anyEvent, priv: anyPrivate });
const about = { comment: commentId(5) };

function following(event: IssoEvent, priv: PrivateValues = {}): CommentState | undefined {
  return evolveComment(frozen(comment), { event, priv });
}

describe("the history of a comment", () => {
  it("leads somewhere whatever happened, and never changes what was before", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 30 }), (history) => {
        let state: CommentState | undefined;
        for (const step of history) {
          const before = structuredClone(state);
          const next = evolveComment(frozen(state), frozen(step));
          expect(state).toEqual(before);
          state = next;
        }
        expect(state === undefined || state.voters instanceof Uint8Array).toBe(true);
      }),
    );
  });

  it("begins with a post, and begins anew only with another one", () => {
    fc.assert(
      fc.property(anyStep, (step) => {
        expect(evolveComment(undefined, step) === undefined).toBe(step.event.type !== "CommentPosted");
      }),
    );
  });

  it("keeps id, place, network and date whatever happens after the post", () => {
    fc.assert(
      fc.property(anyComment, anyStep, (before, step) => {
        fc.pre(step.event.type !== "CommentPosted");
        const { id, thread, parent, created, remoteAddr, email } = before;
        const next = evolveComment(before, step);
        if (next) expect(next).toMatchObject({ id, thread, parent, created, remoteAddr, email });
      }),
    );
  });

  it("reads an erased text as empty, other erased values as absent", () => {
    const erased: PrivateValues = { text: null, author: null, email: null, website: null, ip: null };
    const gone = { text: "", author: null, email: null, website: null, remoteAddr: null };
    const data = {
      ...about,
      thread: threadId(3),
      parent: null,
      created: "500.5",
      mode: 1,
      notification: null,
      voters: [],
    };
    expect(evolveComment(undefined, { event: { type: "CommentPosted", data }, priv: erased })).toMatchObject(
      gone,
    );
    const edit: IssoEvent = { type: "CommentEdited", data: { ...about, cleared: [] } };
    const { text, author, website } = gone;
    expect(following(edit, erased)).toEqual({ ...comment, text, author, website });
  });
});

describe("what an event does to a comment", () => {
  it("posted: is there with what the event says and holds", () => {
    const data = {
      ...about,
      thread: threadId(3),
      parent: 2,
      created: "500.5",
      modified: "600.25",
      mode: 2,
      notification: { real: "2.5" },
      voters: [0, 9],
      votersLength: 3,
      likes: 4,
      dislikes: 1,
    };
    const priv = { text: "Hi", author: "Ada", email: "a@example.org", website: "w", ip: "10.0.0.0" };
    expect(following({ type: "CommentPosted", data }, priv)).toEqual({
      id: 5,
      thread: 3,
      parent: 2,
      created: 500.5,
      modified: 600.25,
      mode: 2,
      remoteAddr: "10.0.0.0",
      text: "Hi",
      author: "Ada",
      email: "a@example.org",
      website: "w",
      likes: 4,
      dislikes: 1,
      voters: Uint8Array.of(1, 2, 0),
      notification: 2.5,
    });
  });

  it("edited: has the new texts, and lacks the cleared ones", () => {
    const data = { ...about, cleared: ["website"] as const, modified: "600.5" };
    const priv = { text: "New", author: "Bea" };
    expect(following({ type: "CommentEdited", data }, priv)).toEqual({
      ...comment,
      text: "New",
      author: "Bea",
      website: null,
      modified: 600.5,
    });
  });

  it("edited: keeps what the event does not speak of, the time too", () => {
    const timed = { ...comment, modified: comment.created };
    const event: IssoEvent = { type: "CommentEdited", data: { ...about, cleared: [] } };
    expect(evolveComment(timed, { event, priv: {} })).toEqual(timed);
  });

  it("edited: may lose its time", () => {
    const timed = { ...comment, modified: comment.created };
    const event: IssoEvent = { type: "CommentEdited", data: { ...about, cleared: [], modified: null } };
    expect(evolveComment(timed, { event, priv: {} })).toEqual(comment);
  });

  it("approved: is published; queued: waits", () => {
    expect(following({ type: "CommentQueued", data: about })).toEqual({ ...comment, mode: 2 });
    const waiting = { ...comment, mode: 2 };
    expect(evolveComment(waiting, { event: { type: "CommentApproved", data: about }, priv: {} })).toEqual(
      comment,
    );
  });

  it("removed while replies refer to it: is a blank place that keeps mail, network, votes and notices", () => {
    const removal = { ...about, tombstone: true };
    const blank = { ...comment, text: "", author: null, website: null, mode: 4 };
    expect(following({ type: "CommentDeletedByAuthor", data: removal })).toEqual(blank);
    expect(following({ type: "CommentRestricted", data: { ...removal, ground: "moderator" } })).toEqual(
      blank,
    );
  });

  it("removed without replies, or as a blank place: is gone", () => {
    const removal = { ...about, tombstone: false };
    expect(following({ type: "CommentDeletedByAuthor", data: removal })).toBeUndefined();
    expect(
      following({ type: "CommentRestricted", data: { ...removal, ground: "elsewhere" } }),
    ).toBeUndefined();
    expect(following({ type: "TombstoneRemoved", data: about })).toBeUndefined();
  });

  it("voted on: counts on, and remembers the network", () => {
    const voters = [1, 2047];
    const voted = following({ type: "CommentVoted", data: { ...about, likes: 2, dislikes: -1, voters } });
    const bits = [...bitsOf(comment.voters), ...voters];
    expect(voted).toEqual({ ...comment, likes: 2, dislikes: -1, voters: filterOf(bits, 256) });
  });

  it("unsubscribed: asks for no notices", () => {
    expect(following({ type: "SubscriptionEnded", data: about })).toEqual({ ...comment, notification: 0 });
  });

  it("stays the same when something else happens", () => {
    expect(following({ type: "ThreadClosed", data: { thread: threadId(3) } })).toBe(comment);
  });
});
