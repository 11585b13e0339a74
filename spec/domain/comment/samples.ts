import type { PostComment, PostingRules } from "../../../src/domain/comment/commands.ts";
import type {
  KnownComment,
  KnownThread,
  PostingFacts,
  Removable,
} from "../../../src/domain/comment/facts.ts";
import type { CommentState } from "../../../src/domain/comment/state.ts";
import { anonymise } from "../../../src/domain/people/anonymise.ts";
import { filterOf, voterBits } from "../../../src/domain/people/voters.ts";
import { type AnonymisedIp, commentId, threadId, unixSeconds } from "../../../src/domain/values.ts";

/** The network of the one who acts, and another one. */
export const home: AnonymisedIp = anonymise("127.0.0.1");
export const elsewhere: AnonymisedIp = anonymise("198.51.100.7");

/** A site that lets everything through but what `[guard]` forbids as shipped. */
export const rules: PostingRules = {
  moderated: false,
  approveKnownEmail: false,
  maxAge: 900,
  guard: {
    enabled: true,
    ratelimit: 2,
    directReply: 3,
    replyToSelf: false,
    requireAuthor: false,
    requireEmail: false,
    websiteField: true,
  },
};

/** Rules with some guard options set otherwise. */
export function guarded(guard: Partial<PostingRules["guard"]>): { readonly rules: PostingRules } {
  return { rules: { ...rules, guard: { ...rules.guard, ...guard } } };
}

/** A plain comment on the page /t. */
export const post: PostComment = {
  type: "PostComment",
  now: unixSeconds(1000.25),
  uri: "/t",
  title: null,
  text: "Hello, World!",
  author: null,
  email: null,
  website: null,
  parent: null,
  notification: null,
  address: home,
  rules,
};

/** The thread of the page /t. */
export const thread: KnownThread = {
  id: threadId(3),
  uri: "/t",
  title: "T",
  stream: { name: "thread-2", version: 1 },
};

/** A thread in which nobody of this network has written yet. */
export const quiet: PostingFacts = {
  thread,
  nextThread: threadId(4),
  nextComment: commentId(9),
  parent: null,
  recentOfNetwork: [],
  directReplies: 0,
  knownEmail: false,
};

/** A published comment of {@link home}, whose network stands in the filter of voters. */
export const comment: CommentState = {
  id: commentId(5),
  thread: threadId(3),
  parent: null,
  created: unixSeconds(500.5),
  modified: null,
  mode: 1,
  remoteAddr: home,
  text: "As it was",
  author: "Ada",
  email: "ada@example.org",
  website: "https://example.org/",
  likes: 0,
  dislikes: 0,
  voters: filterOf(voterBits(home), 256),
  notification: 1,
};

/** A comment with its stream, begun by event 7 in second 500. */
export function known(state: Partial<CommentState> = {}): KnownComment {
  return { state: { ...comment, ...state }, stream: { name: "comment-7", version: 2 }, bornAt: 500 };
}

/** A comment of thread 3 that a removal may concern. */
export function removable(id: number, more: Partial<Removable> = {}): Removable {
  return {
    id: commentId(id),
    parent: null,
    mode: 1,
    thread: threadId(3),
    replies: 0,
    stream: { name: `comment-${id + 2}`, version: 2 },
    held: [],
    ...more,
  };
}
