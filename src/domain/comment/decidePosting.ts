import type { EventOf, NewEvent } from "../event/events.ts";
import { voterBits } from "../people/voters.ts";
import type { Answers, PostComment } from "./commands.ts";
import { accept, type Decision, reject } from "./decision.ts";
import { postedComment } from "./evolve.ts";
import type { PostingFacts } from "./facts.ts";
import { guardRejection } from "./guard.ts";
import { modes } from "./state.ts";

/**
 * Decides about a new comment; opens the thread along with it, so that a refused comment leaves no
 * empty thread. Behaviour sections 3.7 and 5.
 */
export function decidePosting(post: PostComment, facts: PostingFacts): Decision<Answers["PostComment"]> {
  if (facts.thread === null && post.title === null) return reject({ kind: "thread-needs-title" });
  const refusal = guardRejection(post, facts);
  if (refusal !== undefined) return reject(refusal);

  const thread = facts.thread ?? { id: facts.nextThread, uri: post.uri, title: post.title };
  const posted = commentPosted(post, facts, thread.id);
  const comment = postedComment(posted.event.data, posted.priv);
  const threadOpened = facts.thread === null;
  return accept(
    { comment, thread: { id: thread.id, uri: thread.uri, title: thread.title }, threadOpened },
    threadOpened ? [threadOpening(post, facts), posted] : [posted],
  );
}

function threadOpening(post: PostComment, facts: PostingFacts): NewEvent {
  return {
    stream: { kind: "begin", of: "thread" },
    event: {
      type: "ThreadOpened",
      data: { thread: facts.nextThread, uri: post.uri, title: post.title },
    },
    priv: {},
    actor: { kind: "author" },
    atMs: toMs(post.now),
  };
}

function commentPosted(
  post: PostComment,
  facts: PostingFacts,
  thread: PostingFacts["nextThread"],
): NewEvent & { readonly event: EventOf<"CommentPosted"> } {
  const waits = post.rules.moderated && !(post.rules.approveKnownEmail && facts.knownEmail);
  return {
    stream: { kind: "begin", of: "comment" },
    event: {
      type: "CommentPosted",
      data: {
        comment: facts.nextComment,
        thread,
        parent: facts.parent?.top ?? null,
        created: String(post.now),
        mode: waits ? modes.pending : modes.published,
        notification: post.notification,
        voters: [...new Set(voterBits(post.address))].sort((a, b) => a - b),
      },
    },
    priv: {
      text: post.text,
      ip: post.address,
      ...(post.author === null ? {} : { author: post.author }),
      ...(post.email === null ? {} : { email: post.email }),
      ...(post.website === null ? {} : { website: post.website }),
    },
    actor: { kind: "author" },
    atMs: toMs(post.now),
  };
}

function toMs(seconds: number): number {
  return Math.floor(seconds * 1000);
}
