import type { PostComment } from "./commands.ts";
import type { PostingFacts } from "./facts.ts";
import type { GuardReason, Rejection } from "./rejections.ts";

/** Window of the rate limit in seconds. */
export const rateWindow = 60;

/**
 * Judges a new comment by the `[guard]` rules in the original's order; undefined when it may pass.
 * Behaviour section 5; the parent is the one the comment will really have, so that a made-up parent
 * does not slip past the limit of direct replies.
 */
export function guardRejection(post: PostComment, facts: PostingFacts): Rejection | undefined {
  const rules = post.rules.guard;
  if (!rules.enabled) return undefined;
  if (facts.recentOfNetwork.length >= rules.ratelimit) {
    const ids = facts.recentOfNetwork.join(", ");
    return refuse("ratelimit", `${post.address}: ratelimit exceeded (${ids})`);
  }
  return replyRejection(post, facts) ?? fieldRejection(post);
}

function replyRejection(post: PostComment, facts: PostingFacts): Rejection | undefined {
  const rules = post.rules.guard;
  if (facts.parent === null) {
    return facts.directReplies >= rules.directReply
      ? refuse("direct-reply", `${facts.directReplies} direct responses to ${post.uri}`)
      : undefined;
  }
  const ownParent = facts.parent.remoteAddr === post.address;
  const stillEditable = post.now - facts.parent.created < post.rules.maxAge;
  return !rules.replyToSelf && ownParent && stillEditable
    ? refuse("reply-to-self", "edit time frame is still open")
    : undefined;
}

function fieldRejection(post: PostComment): Rejection | undefined {
  const rules = post.rules.guard;
  if (rules.requireEmail && !post.email) {
    return refuse("require-email", "email address required but not provided");
  }
  if (rules.requireAuthor && !post.author) {
    return refuse("require-author", "author address required but not provided");
  }
  return undefined;
}

function refuse(reason: GuardReason, message: string): Rejection {
  return { kind: "guard", reason, message };
}
