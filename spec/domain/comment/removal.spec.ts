import { describe, expect, it } from "vitest";
import type { DeleteComment } from "../../../src/domain/comment/commands.ts";
import type { HeldSlot, Removable, RemovalFacts } from "../../../src/domain/comment/facts.ts";
import { sha1Hex } from "../../../src/domain/digest.ts";
import type { Slot } from "../../../src/domain/event/events.ts";
import { commentId, threadId, unixSeconds } from "../../../src/domain/values.ts";
import { given } from "../../support/given.ts";
import { known, removable, thread } from "./samples.ts";

const now = unixSeconds(10_000.0015);
const nowMs = 10_000_001;
const day = 86_400_000;
const contact: readonly Slot[] = ["author", "email", "website", "ip", "ua"];

function removal(authority: DeleteComment["authority"]): DeleteComment {
  return { type: "DeleteComment", now, comment: commentId(5), authority };
}

const byAuthor = removal({ kind: "edit-token", textSha1: sha1Hex("As it was"), signedAt: 500 });
const byModerator = removal({ kind: "moderation-link", signedAt: 500 });
const byQueue = removal({ kind: "queue-rule", olderThan: 3600 });

/** Every value that a post can hold, in the order of posting. */
function posted(seq: number): readonly HeldSlot[] {
  return (["text", "ip", "author", "email", "website"] as const).map((slot) => ({ seq, slot }));
}

function facts(subject: Partial<Removable> = {}, more: Partial<RemovalFacts> = {}): RemovalFacts {
  return {
    comment: known({ mode: subject.mode ?? 1 }),
    subject: removable(5, { held: posted(7), ...subject }),
    candidates: [],
    threads: [{ thread, comments: 9 }],
    ...more,
  };
}

const retention = { kind: "system", ref: "retention" } as const;
const unreferenced = { kind: "system", ref: "unreferenced" } as const;
const stream = { kind: "existing", name: "comment-7", version: 2 } as const;

describe("a removal by the author", () => {
  it("takes a comment without replies away, contact values at once and the text after seven days", () => {
    const { expiries } = given("DeleteComment", facts())
      .when(byAuthor)
      .tells(
        {
          type: "CommentDeletedByAuthor",
          data: { comment: commentId(5), tombstone: false },
          keeping: {},
          by: { kind: "author", auth: "edit-token" },
          in: stream,
        },
        {
          type: "RetentionApplied",
          data: {
            ground: "removed-by-author",
            erased: [{ seq: 7, slots: ["author", "email", "ip", "website"] }],
          },
          keeping: {},
          by: retention,
          in: stream,
        },
      )
      .answers({ comment: null }).accepted;
    expect(expiries).toEqual([{ stream: "comment-7", slots: ["text"], atMs: nowMs + 7 * day }]);
  });

  it("leaves a blank place while there are replies, with mail and network for its picture", () => {
    const { expiries, answer } = given("DeleteComment", facts({ replies: 1 }))
      .when(byAuthor)
      .tells(
        { type: "CommentDeletedByAuthor", data: { comment: commentId(5), tombstone: true } },
        {
          type: "RetentionApplied",
          data: { ground: "removed-by-author", erased: [{ seq: 7, slots: ["author", "website"] }] },
        },
      ).accepted;
    expect(answer.comment).toMatchObject({ mode: 4, text: "", author: null, email: "ada@example.org" });
    expect(expiries).toEqual([{ stream: "comment-7", slots: ["text"], atMs: nowMs + 7 * day }]);
  });

  it("erases what edits and votes hold too, each under the event that holds it", () => {
    const held: readonly HeldSlot[] = [
      { seq: 30, slot: "ip" },
      ...posted(7),
      { seq: 20, slot: "website" },
      { seq: 20, slot: "text" },
      { seq: 20, slot: "author" },
    ];
    const { events } = given("DeleteComment", facts({ held })).when(byAuthor).accepted;
    expect(events[1]?.event.data).toEqual({
      ground: "removed-by-author",
      erased: [
        { seq: 7, slots: ["author", "email", "ip", "website"] },
        { seq: 20, slots: ["author", "website"] },
        { seq: 30, slots: ["ip"] },
      ],
    });
  });

  it("says nothing of erasure where nothing is held", () => {
    const held: readonly HeldSlot[] = [{ seq: 7, slot: "text" }];
    given("DeleteComment", facts({ held })).when(byAuthor).leadsTo("CommentDeletedByAuthor");
  });

  it("needs a token for this text, signed in the comment's lifetime", () => {
    const wrongText = removal({ kind: "edit-token", textSha1: sha1Hex("Else"), signedAt: 500 });
    const tooEarly = removal({ kind: "moderation-link", signedAt: 499 });
    given("DeleteComment", facts()).when(wrongText).refuses({ kind: "not-authorised" });
    given("DeleteComment", facts()).when(tooEarly).refuses({ kind: "not-authorised" });
  });

  it("is of no use when the comment is gone", () => {
    given("DeleteComment", null).when(byAuthor).refuses({ kind: "comment-unknown" });
  });
});

describe("a removal by a moderator", () => {
  it("keeps every value for the 182 days in which it can be contested", () => {
    const { expiries } = given("DeleteComment", facts())
      .when(byModerator)
      .tells({
        type: "CommentRestricted",
        data: { comment: commentId(5), tombstone: false, ground: "moderator" },
        keeping: {},
        by: { kind: "staff", auth: "signed-link" },
        in: stream,
      })
      .answers({ comment: null }).accepted;
    expect(expiries).toEqual([{ stream: "comment-7", slots: ["text", ...contact], atMs: nowMs + 182 * day }]);
  });

  it("leaves a blank place while there are replies, and what it needs for as long as it stands", () => {
    const { expiries } = given("DeleteComment", facts({ replies: 2 })).when(byModerator).accepted;
    const slots = ["text", "author", "website", "ua"];
    expect(expiries).toEqual([{ stream: "comment-7", slots, atMs: nowMs + 182 * day }]);
  });
});

describe("a removal by the time limit of the queue", () => {
  it("takes a comment away with everything it held, whether it has replies or not", () => {
    const erased = [{ seq: 7, slots: ["author", "email", "ip", "text", "website"] as const }];
    const { expiries } = given("DeleteComment", facts({ mode: 2, replies: 1 }))
      .when(byQueue)
      .tells(
        {
          type: "CommentRestricted",
          data: { comment: commentId(5), tombstone: false, ground: "queue-expired" },
          by: { kind: "system", ref: "moderation-queue" },
        },
        { type: "RetentionApplied", data: { ground: "queue-expired", erased }, by: retention },
      )
      .answers({ comment: null }).accepted;
    expect(expiries).toEqual([]);
  });

  it.each([1, 4])("spares a comment of mode %i", (mode) => {
    given("DeleteComment", facts({ mode })).when(byQueue).refuses({ kind: "not-authorised" });
  });

  it("spares a comment that has not waited longer than the limit", () => {
    const waited = (olderThan: number): DeleteComment => removal({ kind: "queue-rule", olderThan });
    const created = 500.5;
    given("DeleteComment", facts({ mode: 2 }))
      .when(waited(now - created))
      .refuses({ kind: "not-authorised" });
    given("DeleteComment", facts({ mode: 2 }))
      .when(waited(now - created - 0.5))
      .leadsTo("CommentRestricted", "RetentionApplied");
  });
});

describe("what goes with a comment", () => {
  const blank = (id: number, more: Partial<Removable> = {}): Removable => removable(id, { mode: 4, ...more });

  it("is the blank place whose last reply it was, with the values the place had kept", () => {
    const place = blank(1, {
      replies: 1,
      held: [
        { seq: 3, slot: "ip" },
        { seq: 3, slot: "text" },
      ],
    });
    given("DeleteComment", facts({ parent: 1, held: [] }, { candidates: [place] }))
      .when(byAuthor)
      .tells(
        { type: "CommentDeletedByAuthor", data: { comment: commentId(5), tombstone: false } },
        {
          type: "TombstoneRemoved",
          data: { comment: commentId(1) },
          keeping: {},
          by: unreferenced,
          in: { kind: "existing", name: "comment-3", version: 2 },
        },
        {
          type: "RetentionApplied",
          data: { ground: "removed-by-author", erased: [{ seq: 3, slots: ["ip"] }] },
          by: retention,
          in: { kind: "existing", name: "comment-3", version: 2 },
        },
      );
  });

  it("is not a blank place with another reply, nor a parent that is not blank", () => {
    const candidates = [blank(1, { replies: 2 }), removable(2, { replies: 1 })];
    given("DeleteComment", facts({ parent: 1, held: [] }, { candidates }))
      .when(byAuthor)
      .leadsTo("CommentDeletedByAuthor");
    given("DeleteComment", facts({ parent: 2, held: [] }, { candidates }))
      .when(byAuthor)
      .leadsTo("CommentDeletedByAuthor");
  });

  it("are blank places upon blank places, whatever their depth", () => {
    const candidates = [
      blank(1, { replies: 1 }),
      blank(2, { parent: 1, replies: 1 }),
      blank(3, { parent: 2, replies: 1 }),
    ];
    given("DeleteComment", facts({ parent: 3, held: [] }, { candidates }))
      .when(byModerator)
      .leadsTo("CommentRestricted", "TombstoneRemoved", "TombstoneRemoved", "TombstoneRemoved");
  });

  it("is every blank place without replies, wherever it is, also when the comment stays as one", () => {
    const stray = facts({ replies: 1, held: [] }, { candidates: [blank(8)] });
    given("DeleteComment", stray).when(byAuthor).leadsTo("CommentDeletedByAuthor", "TombstoneRemoved");
  });

  it("are its own replies that are blank: then it has none, and goes as well", () => {
    const onlyBlank = facts({ replies: 1, held: [] }, { candidates: [blank(6, { parent: 5 })] });
    given("DeleteComment", onlyBlank)
      .when(byAuthor)
      .tells(
        { type: "CommentDeletedByAuthor", data: { comment: commentId(5), tombstone: false } },
        { type: "TombstoneRemoved", data: { comment: commentId(6) } },
      )
      .answers({ comment: null });
  });

  it("is its thread, once the last comment has gone", () => {
    const threads = [
      { thread, comments: 2 },
      { thread: { ...thread, id: threadId(4), stream: { name: "thread-9", version: 1 } }, comments: 1 },
    ];
    const candidates = [blank(1, { replies: 1 })];
    given("DeleteComment", facts({ parent: 1, held: [] }, { candidates, threads }))
      .when(byAuthor)
      .tells(
        { type: "CommentDeletedByAuthor", data: { comment: commentId(5), tombstone: false } },
        { type: "TombstoneRemoved", data: { comment: commentId(1) } },
        {
          type: "ThreadClosed",
          data: { thread: threadId(3) },
          keeping: {},
          by: unreferenced,
          in: { kind: "existing", name: "thread-2", version: 1 },
        },
      );
  });

  it("are threads that had no comment at all, if anything goes", () => {
    const threads = [{ thread, comments: 0 }];
    given("DeleteComment", facts({ held: [], thread: threadId(7) }, { threads }))
      .when(byAuthor)
      .leadsTo("CommentDeletedByAuthor", "ThreadClosed");
    given("DeleteComment", facts({ held: [], replies: 1 }, { threads }))
      .when(byAuthor)
      .leadsTo("CommentDeletedByAuthor");
  });
});

describe("the end of a retention period", () => {
  it("is told for each stream, and counts the values", () => {
    const due = [
      { stream: { name: "comment-7", version: 2 }, held: posted(7) },
      { stream: { name: "comment-9", version: 1 }, held: [{ seq: 9, slot: "ip" as const }] },
    ];
    given("ApplyRetention", { due })
      .when({ type: "ApplyRetention", now })
      .tells(
        {
          type: "RetentionApplied",
          data: {
            ground: "retention-period",
            erased: [{ seq: 7, slots: ["author", "email", "ip", "text", "website"] }],
          },
          by: retention,
          in: stream,
        },
        {
          type: "RetentionApplied",
          data: { ground: "retention-period", erased: [{ seq: 9, slots: ["ip"] }] },
          in: { kind: "existing", name: "comment-9", version: 1 },
        },
      )
      .answers({ erased: 6 });
  });

  it("is nothing when nothing is due", () => {
    given("ApplyRetention", { due: [] })
      .when({ type: "ApplyRetention", now })
      .leadsTo()
      .answers({ erased: 0 });
  });
});
