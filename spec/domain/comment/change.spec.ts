import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  ApproveComment,
  EditComment,
  EndSubscription,
  TokenAuthority,
  VoteOnComment,
} from "../../../src/domain/comment/commands.ts";
import { voteLimit } from "../../../src/domain/comment/decideChange.ts";
import type { KnownComment } from "../../../src/domain/comment/facts.ts";
import { sha1Hex } from "../../../src/domain/digest.ts";
import { hasVoted, voterBits } from "../../../src/domain/people/voters.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { anyAddress, anyComment } from "../../support/arbitraries.ts";
import { decided, given } from "../../support/given.ts";
import { anyText } from "../../support/json.ts";
import { comment, elsewhere, home, known } from "./samples.ts";

const byAuthor: TokenAuthority = { kind: "edit-token", textSha1: sha1Hex("As it was"), signedAt: 500 };
const byModerator: TokenAuthority = { kind: "moderation-link", signedAt: 500 };
const about = { now: unixSeconds(600.5), comment: commentId(5) };
const edit: EditComment = { type: "EditComment", ...about, authority: byAuthor, text: "As it is" };
const approval: ApproveComment = { type: "ApproveComment", ...about, authority: byModerator };
const like: VoteOnComment = { type: "VoteOnComment", ...about, vote: "like", address: elsewhere };
const goodbye: EndSubscription = { type: "EndSubscription", ...about, email: "ada@example.org" };

describe("a token", () => {
  it("of an author applies to the text it was signed for", () => {
    fc.assert(
      fc.property(anyText, anyText, (signedFor, text) => {
        const authority: TokenAuthority = { ...byAuthor, textSha1: sha1Hex(signedFor) };
        const decision = decided({ ...edit, authority }, known({ text }));
        expect(decision.ok).toBe(signedFor === text);
      }),
    );
  });

  it.each([byAuthor, byModerator])(
    "of kind $kind signed before the comment began is another one's",
    (token) => {
      const early = { ...token, signedAt: 499 };
      given("EditComment", known())
        .when({ ...edit, authority: early })
        .refuses({ kind: "not-authorised" });
      given("ApproveComment", known())
        .when({ ...approval, authority: early })
        .refuses({ kind: "not-authorised" });
    },
  );

  it("of a moderator applies to any text", () => {
    given("EditComment", known({ text: "Else" }))
      .when({ ...edit, authority: byModerator })
      .leadsTo("CommentEdited");
  });

  it("is of no use when the comment is gone", () => {
    given("EditComment", null).when(edit).refuses({ kind: "comment-unknown" });
    given("ApproveComment", null).when(approval).refuses({ kind: "comment-unknown" });
  });
});

describe("editing a comment", () => {
  it("changes text and the fields given, and nothing else but the time", () => {
    const field = fc.option(anyText, { freq: 2 });
    const fields = fc.record({ author: field, website: field }, { requiredKeys: [] });
    fc.assert(
      fc.property(anyText, fields, (text, given) => {
        const decision = decided({ ...edit, text, ...given }, known());
        const expected = { ...comment, text, ...given, modified: 600.5 };
        expect(decision.ok && decision.value.answer.comment).toEqual(expected);
      }),
    );
  });

  it("by the author tells the time, and keeps texts apart", () => {
    given("EditComment", known())
      .when({ ...edit, author: "Bea", website: null })
      .tells({
        type: "CommentEdited",
        data: { comment: commentId(5), cleared: ["website"], modified: "600.5" },
        keeping: { text: "As it is", author: "Bea" },
        by: { kind: "author", auth: "edit-token" },
        in: { kind: "existing", name: "comment-7", version: 2 },
      });
  });

  it("by a moderator leaves the time alone", () => {
    given("EditComment", known())
      .when({ ...edit, authority: byModerator, author: null, website: "https://b.example/" })
      .tells({
        type: "CommentEdited",
        data: { comment: commentId(5), cleared: ["author"] },
        keeping: { text: "As it is", website: "https://b.example/" },
        by: { kind: "staff", auth: "signed-link" },
      });
  });

  it("keeps an empty field as empty, as the original does", () => {
    const { answer } = given("EditComment", known()).when({ ...edit, author: "", website: "" }).accepted;
    expect([answer.comment.author, answer.comment.website]).toEqual(["", ""]);
  });

  it.each([1, 2, 4])("leaves mode %i as it is", (mode) => {
    expect(given("EditComment", known({ mode })).when(edit).accepted.answer.comment.mode).toBe(mode);
  });
});

describe("approving a comment", () => {
  it("publishes a pending one", () => {
    given("ApproveComment", known({ mode: 2 }))
      .when(approval)
      .tells({
        type: "CommentApproved",
        data: { comment: commentId(5) },
        keeping: {},
        by: { kind: "staff", auth: "signed-link" },
        in: { kind: "existing", name: "comment-7", version: 2 },
      })
      .answers({ alreadyPublished: false });
  });

  it("says so when it is published already", () => {
    given("ApproveComment", known({ mode: 1 }))
      .when(approval)
      .leadsTo()
      .answers({ alreadyPublished: true });
  });

  it("leaves a deleted one as it is, without saying so", () => {
    given("ApproveComment", known({ mode: 4 }))
      .when(approval)
      .leadsTo()
      .answers({ alreadyPublished: false });
  });
});

describe("voting on a comment", () => {
  it("is refused when full, else when the network has voted, else counted", () => {
    fc.assert(
      fc.property(anyComment, anyAddress, fc.integer({ min: 0, max: 150 }), (state, address, likes) => {
        const full = { ...state, likes, dislikes: 0 };
        const decision = decided({ ...like, address }, known(full));
        expect(decision.ok).toBe(likes < 142 && !hasVoted(state.voters, address));
      }),
    );
  });

  it("enters the network in a filter of any size, so that its second vote is refused", () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 3, 32, 256), anyAddress, (length, address) => {
        const fresh = known({ voters: new Uint8Array(length) });
        const decision = decided({ ...like, address }, fresh);
        const event = decision.ok ? decision.value.events[0]?.event : undefined;
        const size = (length || 256) * 8;
        const bits = [...new Set(voterBits(address, size))].sort((a, b) => a - b);
        expect(event?.type === "CommentVoted" && event.data.voters).toEqual(bits);
      }),
    );
  });

  it("adds a like", () => {
    given("VoteOnComment", known({ likes: 3, dislikes: 1 }))
      .when(like)
      .tells({
        type: "CommentVoted",
        data: {
          comment: commentId(5),
          likes: 1,
          dislikes: 0,
          voters: [...voterBits(elsewhere)].sort((a, b) => a - b),
        },
        keeping: { ip: elsewhere },
        by: { kind: "author" },
        in: { kind: "existing", name: "comment-7", version: 2 },
      })
      .answers({ likes: 4, dislikes: 1 });
  });

  it("adds a dislike", () => {
    const { answer, events, expiries } = given("VoteOnComment", known({ likes: 3, dislikes: 1 })).when({
      ...like,
      vote: "dislike",
    }).accepted;
    expect(expiries).toEqual([]);
    expect(answer).toEqual({ likes: 3, dislikes: 2 });
    expect(events[0]?.event.data).toMatchObject({ likes: 0, dislikes: 1 });
  });

  it.each([2, 4])("counts on a comment of mode %i", (mode) => {
    given("VoteOnComment", known({ mode })).when(like).leadsTo("CommentVoted");
  });

  it("is refused to the author's own network", () => {
    given("VoteOnComment", known({ likes: 2, dislikes: 1 }))
      .when({ ...like, address: home })
      .refuses({ kind: "vote-denied", cause: { address: "127.0.0.0" }, likes: 2, dislikes: 1 });
  });

  it("is refused from 142 votes on, before anything else is looked at", () => {
    expect(voteLimit).toBe(142);
    given("VoteOnComment", known({ likes: 100, dislikes: 42 }))
      .when({ ...like, address: home })
      .refuses({ kind: "vote-denied", cause: { total: 142 }, likes: 100, dislikes: 42 });
    given("VoteOnComment", known({ likes: 150, dislikes: 0 }))
      .when(like)
      .refuses({ kind: "vote-denied", cause: { total: 150 }, likes: 150, dislikes: 0 });
    given("VoteOnComment", known({ likes: 100, dislikes: 41 }))
      .when(like)
      .leadsTo("CommentVoted");
  });

  it("is of no use when the comment is gone", () => {
    given("VoteOnComment", null).when(like).refuses({ kind: "comment-unknown" });
  });
});

describe("ending a subscription", () => {
  const reply: KnownComment = {
    ...known({ id: commentId(6), notification: null }),
    stream: { name: "comment-8", version: 1 },
  };

  it("is told for every comment of the conversation that is not silent yet", () => {
    const silent = known({ id: commentId(7), notification: 0 });
    const by = { kind: "author", auth: "signed-link" } as const;
    given("EndSubscription", { subscribed: [known(), silent, reply] })
      .when(goodbye)
      .tells(
        {
          type: "SubscriptionEnded",
          data: { comment: commentId(5) },
          keeping: {},
          by,
          in: { kind: "existing", name: "comment-7", version: 2 },
        },
        {
          type: "SubscriptionEnded",
          data: { comment: commentId(6) },
          keeping: {},
          by,
          in: { kind: "existing", name: "comment-8", version: 1 },
        },
      )
      .answers({ ended: 2 });
  });

  it("may find nothing to end", () => {
    given("EndSubscription", { subscribed: [] }).when(goodbye).leadsTo().answers({ ended: 0 });
  });

  it("is refused when the comment is gone", () => {
    given("EndSubscription", null).when(goodbye).refuses({ kind: "comment-unknown" });
  });
});
