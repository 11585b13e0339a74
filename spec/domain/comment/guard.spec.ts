import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostComment } from "../../../src/domain/comment/commands.ts";
import type { PostingFacts } from "../../../src/domain/comment/facts.ts";
import { guardRejection } from "../../../src/domain/comment/guard.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { given } from "../../support/given.ts";
import { elsewhere, guarded, home, post, quiet, thread } from "./samples.ts";

const rulesInOrder = ["ratelimit", "reply", "require-email", "require-author"] as const;
const anyGuard = fc.record({
  ratelimit: fc.integer({ min: -1, max: 3 }),
  directReply: fc.integer({ min: -1, max: 3 }),
  replyToSelf: fc.boolean(),
  requireAuthor: fc.boolean(),
  requireEmail: fc.boolean(),
  websiteField: fc.boolean(),
});
const anyParent = fc.option(
  fc.record({
    top: fc.constant(commentId(1)),
    remoteAddr: fc.constantFrom(home, elsewhere, null),
    created: fc.integer({ min: -1000, max: 3000 }).map(unixSeconds),
  }),
);
const anyPost = fc.record({ author: fc.constantFrom(null, "", " "), email: fc.constantFrom(null, "", " ") });
const anyFacts = fc.record({
  recentOfNetwork: fc.array(fc.nat().map(commentId), { maxLength: 4 }),
  directReplies: fc.nat({ max: 4 }),
  parent: anyParent,
});

function reply(parent: NonNullable<PostingFacts["parent"]>): PostingFacts {
  return { ...quiet, parent };
}

const own = { top: commentId(1), remoteAddr: home, created: unixSeconds(500.25) };

/** A comment that breaks exactly these rules, at the top level or as a reply. */
function breaking(broken: readonly string[], asReply: boolean): readonly [PostComment, PostingFacts] {
  const breaks = (rule: string): boolean => broken.includes(rule);
  const facts: PostingFacts = {
    ...quiet,
    recentOfNetwork: breaks("ratelimit") ? [commentId(7), commentId(8)] : [],
    directReplies: breaks("reply") && !asReply ? 3 : 0,
    parent: asReply ? { ...own, remoteAddr: breaks("reply") ? home : elsewhere } : null,
  };
  const required = guarded({ requireAuthor: true, requireEmail: true });
  const author = breaks("require-author") ? null : "Ada";
  return [{ ...post, ...required, author, email: breaks("require-email") ? "" : "a@example.org" }, facts];
}

describe("the guard", () => {
  it("turns nothing away when it is disabled", () => {
    fc.assert(
      fc.property(anyGuard, anyPost, anyFacts, (rules, fields, facts) => {
        const command = { ...post, ...fields, ...guarded({ ...rules, enabled: false }) };
        expect(guardRejection(command, { ...quiet, ...facts })).toBeUndefined();
      }),
    );
  });

  it("names the first broken rule: rate limit, replies, e-mail, author", () => {
    fc.assert(
      fc.property(fc.subarray([...rulesInOrder]), fc.boolean(), (broken, asReply) => {
        const first = broken[0] === "reply" ? (asReply ? "reply-to-self" : "direct-reply") : broken[0];
        const rejection = guardRejection(...breaking(broken, asReply));
        expect(rejection).toEqual(first && expect.objectContaining({ kind: "guard", reason: first }));
      }),
    );
  });

  it("lets a looser limit through wherever a stricter one does", () => {
    fc.assert(
      fc.property(anyGuard, anyPost, anyFacts, (rules, fields, more) => {
        const facts = { ...quiet, ...more };
        fc.pre(guardRejection({ ...post, ...fields, ...guarded(rules) }, facts) === undefined);
        const looser = { ...rules, ratelimit: rules.ratelimit + 1, directReply: rules.directReply + 1 };
        expect(guardRejection({ ...post, ...fields, ...guarded(looser) }, facts)).toBeUndefined();
      }),
    );
  });
});

describe("the guard's rate limit", () => {
  it("names the network and its comments of the last minute", () => {
    given("PostComment", { ...quiet, recentOfNetwork: [commentId(1), commentId(2)] })
      .when(post)
      .refuses({ kind: "guard", reason: "ratelimit", message: "127.0.0.0: ratelimit exceeded (1, 2)" });
  });

  it("takes one comment less than the limit", () => {
    given("PostComment", { ...quiet, recentOfNetwork: [commentId(1)] })
      .when(post)
      .leadsTo("CommentPosted");
  });

  it("of zero turns everything away", () => {
    given("PostComment", quiet)
      .when({ ...post, ...guarded({ ratelimit: 0 }) })
      .refuses({ kind: "guard", reason: "ratelimit", message: "127.0.0.0: ratelimit exceeded ()" });
  });
});

describe("the guard's limit of direct responses", () => {
  it("names their number and the page", () => {
    given("PostComment", { ...quiet, directReplies: 2 })
      .when({ ...post, uri: "/h", ...guarded({ directReply: 2 }) })
      .refuses({ kind: "guard", reason: "direct-reply", message: "2 direct responses to /h" });
  });

  it("does not count for a reply", () => {
    given("PostComment", { ...reply({ ...own, remoteAddr: elsewhere }), directReplies: 9 })
      .when({ ...post, parent: 1 })
      .leadsTo("CommentPosted");
  });

  it("counts for a reply to a comment that is not in the thread: it will stand at the top level", () => {
    given("PostComment", { ...quiet, thread, directReplies: 3 })
      .when({ ...post, parent: 0 })
      .refuses({ kind: "guard", reason: "direct-reply", message: "3 direct responses to /t" });
  });
});

describe("the guard's rule about replies to oneself", () => {
  const refusal = {
    kind: "guard",
    reason: "reply-to-self",
    message: "edit time frame is still open",
  } as const;
  const later = (seconds: number): PostComment => ({
    ...post,
    now: unixSeconds(500.25 + seconds),
    parent: 1,
  });

  it("sends the author of the parent to the edit button while that still works", () => {
    given("PostComment", reply(own)).when(later(899.5)).refuses(refusal);
  });

  it("ends with the edit window", () => {
    given("PostComment", reply(own)).when(later(900)).leadsTo("CommentPosted");
  });

  it("does not concern other networks, nor parents whose network is not known", () => {
    given("PostComment", reply({ ...own, remoteAddr: elsewhere }))
      .when(later(1))
      .leadsTo("CommentPosted");
    given("PostComment", reply({ ...own, remoteAddr: null }))
      .when(later(1))
      .leadsTo("CommentPosted");
  });

  it("is lifted by reply-to-self", () => {
    given("PostComment", reply(own))
      .when({ ...later(1), ...guarded({ replyToSelf: true }) })
      .leadsTo("CommentPosted");
  });
});

describe("the guard's required fields", () => {
  it.each([null, ""])("ask for an e-mail where it is %j", (email) => {
    given("PostComment", quiet)
      .when({ ...post, email, ...guarded({ requireEmail: true }) })
      .refuses({
        kind: "guard",
        reason: "require-email",
        message: "email address required but not provided",
      });
  });

  it.each([null, ""])("ask for a name where it is %j", (author) => {
    given("PostComment", quiet)
      .when({ ...post, author, ...guarded({ requireAuthor: true }) })
      .refuses({
        kind: "guard",
        reason: "require-author",
        message: "author address required but not provided",
      });
  });

  it("take a blank for a value", () => {
    given("PostComment", quiet)
      .when({ ...post, author: " ", email: " ", ...guarded({ requireAuthor: true, requireEmail: true }) })
      .leadsTo("CommentPosted");
  });
});
