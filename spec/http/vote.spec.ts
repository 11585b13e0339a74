import { describe, expect, it } from "vitest";
import { refusedVote } from "../../src/http/handlers/vote.ts";

describe("refusedVote", () => {
  it("keeps the counts and says that there are too many", () => {
    const rejection = { kind: "vote-denied", cause: { total: 143 }, likes: 142, dislikes: 1 } as const;
    expect(refusedVote("like", rejection)).toEqual({
      likes: 142,
      dislikes: 1,
      message: 'Upvote denied due to a "likes + dislikes" total too high (143 >= 142)',
    });
  });

  it("keeps the counts and says whose network has voted", () => {
    const cause = { address: "127.0.0.0" };
    expect(refusedVote("dislike", { kind: "vote-denied", cause, likes: 0, dislikes: 0 })).toEqual({
      likes: 0,
      dislikes: 0,
      message:
        "Downvote denied because a vote has already been registered for this remote address: 127.0.0.0",
    });
  });

  it("is null for a comment that does not exist", () => {
    expect(refusedVote("like", { kind: "comment-unknown" })).toBeNull();
  });

  it("is a failure for anything else", () => {
    expect(() => refusedVote("like", { kind: "not-authorised" })).toThrow("permission");
  });
});
