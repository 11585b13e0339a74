import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostComment } from "../../../src/domain/comment/commands.ts";
import type { PostingFacts } from "../../../src/domain/comment/facts.ts";
import type { EventData } from "../../../src/domain/event/events.ts";
import { bitsOf, hasVoted } from "../../../src/domain/people/voters.ts";
import { commentId, threadId, unixSeconds } from "../../../src/domain/values.ts";
import { anyAddress } from "../../support/arbitraries.ts";
import { decided, given } from "../../support/given.ts";
import { anyText } from "../../support/json.ts";
import { comment, elsewhere, home, post, quiet, rules } from "./samples.ts";

const orNull = fc.option(anyText, { freq: 2 });
const anyPost: fc.Arbitrary<PostComment> = fc
  .record({
    now: fc.double({ min: 0, max: 1e12, noNaN: true }).map(unixSeconds),
    uri: anyText,
    title: anyText,
    text: anyText,
    author: orNull,
    email: orNull,
    website: orNull,
    notification: fc.option(fc.maxSafeInteger()),
    address: anyAddress,
  })
  .map((fields) => ({ ...post, ...fields }));

/** What the log says of {@link post} in a quiet thread. */
const posted: EventData["CommentPosted"] = {
  comment: commentId(9),
  thread: threadId(3),
  parent: null,
  created: "1000.25",
  mode: 1,
  notification: null,
  voters: bitsOf(comment.voters),
};
const opened = { ...quiet, thread: null };

function moderated(approveKnownEmail: boolean): PostComment {
  return { ...post, rules: { ...rules, moderated: true, approveKnownEmail } };
}

function modeOf(command: PostComment, facts: PostingFacts): number {
  return given("PostComment", facts).when(command).accepted.answer.comment.mode;
}

describe("posting a comment", () => {
  it("answers the comment as it was sent, new and without votes", () => {
    fc.assert(
      fc.property(anyPost, (command) => {
        const decision = decided(command, quiet);
        const { uri: _uri, title: _title, type: _type, now, rules: _rules, address, ...sent } = command;
        expect(decision.ok && decision.value.answer.comment).toEqual({
          ...sent,
          id: 9,
          thread: 3,
          parent: null,
          created: now,
          modified: null,
          mode: 1,
          remoteAddr: address,
          likes: 0,
          dislikes: 0,
          voters: expect.any(Uint8Array),
        });
      }),
    );
  });

  it("enters the author's network, and only it, in the filter of voters", () => {
    fc.assert(
      fc.property(anyPost, (command) => {
        const decision = decided(command, quiet);
        const voters = decision.ok ? decision.value.answer.comment.voters : new Uint8Array();
        expect(hasVoted(voters, command.address)).toBe(true);
        expect(voters.length).toBe(256);
        expect(bitsOf(voters).length).toBeLessThanOrEqual(11);
      }),
    );
  });

  it("keeps what is personal apart from what happened", () => {
    const personal = { author: "Ada", email: "ada@example.org", website: "https://ada.example/" };
    given("PostComment", quiet)
      .when({ ...post, ...personal, notification: 1 })
      .tells({
        type: "CommentPosted",
        data: { ...posted, notification: 1 },
        keeping: { text: "Hello, World!", ip: home, ...personal },
        by: { kind: "author" },
        in: { kind: "begin", of: "comment" },
        atMs: 1_000_250,
      });
  });

  it("keeps no value for a field that was not sent, but an empty one as empty", () => {
    const kept = (command: PostComment): unknown =>
      given("PostComment", quiet)
        .when(command)
        .accepted.events.map(({ priv }) => priv);
    expect(kept(post)).toEqual([{ text: "Hello, World!", ip: home }]);
    expect(kept({ ...post, author: "" })).toEqual([{ text: "Hello, World!", ip: home, author: "" }]);
  });

  it("is dated in whole milliseconds, rounded down", () => {
    const { events } = given("PostComment", opened).when({
      ...post,
      title: "T",
      now: unixSeconds(1.0019),
    }).accepted;
    expect(events.map(({ atMs }) => atMs)).toEqual([1001, 1001]);
  });

  it("answers under the top-most ancestor, so that one level of nesting is kept", () => {
    const parent = { top: commentId(2), remoteAddr: elsewhere, created: unixSeconds(1) };
    const { answer } = given("PostComment", { ...quiet, parent }).when({ ...post, parent: 4 }).accepted;
    expect(answer.comment.parent).toBe(2);
  });

  it("stands at the top level when the parent named is not in the thread", () => {
    const { answer } = given("PostComment", quiet).when({ ...post, parent: 77 }).accepted;
    expect(answer.comment.parent).toBeNull();
  });
});

describe("the thread of a new comment", () => {
  it("is the one of the page, with the title it has", () => {
    given("PostComment", quiet)
      .when({ ...post, title: "Another title" })
      .leadsTo("CommentPosted")
      .answers({
        comment: expect.objectContaining({ thread: 3 }),
        thread: { id: threadId(3), uri: "/t", title: "T" },
        threadOpened: false,
      });
  });

  it("is opened along with its first comment", () => {
    given("PostComment", opened)
      .when({ ...post, title: "New" })
      .tells(
        {
          type: "ThreadOpened",
          data: { thread: threadId(4), uri: "/t", title: "New" },
          keeping: {},
          by: { kind: "author" },
          in: { kind: "begin", of: "thread" },
          atMs: 1_000_250,
        },
        { type: "CommentPosted", data: { ...posted, thread: threadId(4) } },
      )
      .answers({
        comment: expect.objectContaining({ thread: 4 }),
        thread: { id: threadId(4), uri: "/t", title: "New" },
        threadOpened: true,
      });
  });

  it("needs a title", () => {
    given("PostComment", opened).when(post).refuses({ kind: "thread-needs-title" });
  });

  it("is not opened for a comment that the guard turns away", () => {
    const command = { ...post, title: "New" };
    const decision = decided(command, { ...opened, recentOfNetwork: [commentId(1), commentId(2)] });
    expect(decision).toEqual({ ok: false, error: expect.objectContaining({ reason: "ratelimit" }) });
  });
});

describe("moderation of a new comment", () => {
  it("does not hold it back when moderation is off, whoever wrote it", () => {
    expect(modeOf(post, quiet)).toBe(1);
    expect(modeOf(post, { ...quiet, knownEmail: true })).toBe(1);
  });

  it("holds it back when moderation is on", () => {
    expect(modeOf(moderated(false), { ...quiet, knownEmail: true })).toBe(2);
    expect(modeOf(moderated(true), quiet)).toBe(2);
  });

  it("lets an e-mail through that was approved before, where that is wanted", () => {
    expect(modeOf(moderated(true), { ...quiet, knownEmail: true })).toBe(1);
  });
});
