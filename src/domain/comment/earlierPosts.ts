import type { PostComment, ThreadName } from "./commands.ts";
import type { PostingFacts } from "./facts.ts";
import { rateWindow } from "./guard.ts";
import { type CommentState, modes } from "./state.ts";

/** A comment that was accepted after facts were read, and the thread it went into. */
export interface EarlierPost {
  readonly comment: CommentState;
  readonly thread: ThreadName;
}

/**
 * The facts of a post as they would be read after other posts were accepted: so that the facts of many
 * waiting posts can be read at once. `facts` were read before all of `earlier`, for a post without parent.
 */
export function withEarlierPosts(
  facts: PostingFacts,
  post: PostComment,
  earlier: readonly EarlierPost[],
): PostingFacts {
  const last = earlier.at(-1);
  if (last === undefined) return facts;
  const { guard, moderated, approveKnownEmail } = post.rules;
  const sameNetwork = guard.enabled
    ? earlier.filter(({ comment }) => comment.remoteAddr === post.address)
    : [];
  const recent = sameNetwork.filter(({ comment }) => comment.created > post.now - rateWindow);
  const direct = sameNetwork.filter(
    ({ comment, thread }) => thread.uri === post.uri && comment.parent === null,
  );
  const known = earlier.some(
    ({ comment }) => comment.mode === modes.published && comment.email === post.email,
  );
  return {
    ...facts,
    thread: facts.thread ?? earlier.find(({ thread }) => thread.uri === post.uri)?.thread ?? null,
    nextThread: highest(
      facts.nextThread,
      earlier.map(({ thread }) => thread.id),
    ),
    nextComment: highest(
      facts.nextComment,
      earlier.map(({ comment }) => comment.id),
    ),
    recentOfNetwork: [...facts.recentOfNetwork, ...recent.map(({ comment }) => comment.id)],
    directReplies: facts.directReplies + direct.length,
    knownEmail: facts.knownEmail || (moderated && approveKnownEmail && Boolean(post.email) && known),
  };
}

/** The next free id, given the one that was free before and those taken since. */
function highest<Id extends number>(next: Id, taken: readonly Id[]): Id {
  return taken.reduce((free, id) => (id >= free ? ((id + 1) as Id) : free), next);
}
