import type { Actor, IssoEvent, NewEvent } from "../event/events.ts";
import { hasVoted, voterBits } from "../people/voters.ts";
import { actorOf, authorises } from "./authority.ts";
import type { Answers, ApproveComment, EditComment, EndSubscription, VoteOnComment } from "./commands.ts";
import { accept, type Decision, reject } from "./decision.ts";
import { evolveComment } from "./evolve.ts";
import type { Facts, KnownComment } from "./facts.ts";
import { modes } from "./state.ts";

/** Votes of both kinds that a comment can take: the filter has no room for more networks. */
export const voteLimit = 142;

/** Decides about an edit; only the author's own edits carry a time. Behaviour sections 3.9 and 3.16. */
export function decideEdit(
  edit: EditComment,
  comment: KnownComment | null,
): Decision<Answers["EditComment"]> {
  if (comment === null) return reject({ kind: "comment-unknown" });
  if (!authorises(edit.authority, comment)) return reject({ kind: "not-authorised" });
  const event: NewEvent = {
    ...existing(comment, actorOf(edit.authority), {
      type: "CommentEdited",
      data: {
        comment: comment.state.id,
        cleared: (["author", "website"] as const).filter((field) => edit[field] === null),
        ...(edit.authority.kind === "edit-token" ? { modified: String(edit.now) } : {}),
      },
    }),
    priv: {
      text: edit.text,
      ...(edit.author == null ? {} : { author: edit.author }),
      ...(edit.website == null ? {} : { website: edit.website }),
    },
  };
  return accept({ comment: evolveComment(comment.state, event) ?? comment.state }, [event]);
}

/** Decides about publishing a pending comment; a deleted one stays as it is. Behaviour section 3.16. */
export function decideApproval(
  approval: ApproveComment,
  comment: KnownComment | null,
): Decision<Answers["ApproveComment"]> {
  if (comment === null) return reject({ kind: "comment-unknown" });
  if (!authorises(approval.authority, comment)) return reject({ kind: "not-authorised" });
  const event: IssoEvent = { type: "CommentApproved", data: { comment: comment.state.id } };
  const waits = comment.state.mode === modes.pending;
  return accept(
    { alreadyPublished: comment.state.mode === modes.published },
    waits ? [existing(comment, actorOf(approval.authority), event)] : [],
  );
}

/** Decides about a vote: one for each network, up to {@link voteLimit}. Behaviour section 3.11. */
export function decideVote(
  vote: VoteOnComment,
  comment: KnownComment | null,
): Decision<Answers["VoteOnComment"]> {
  if (comment === null) return reject({ kind: "comment-unknown" });
  const { likes, dislikes, voters } = comment.state;
  const total = likes + dislikes;
  if (total >= voteLimit) return reject({ kind: "vote-denied", cause: { total }, likes, dislikes });
  if (hasVoted(voters, vote.address)) {
    return reject({ kind: "vote-denied", cause: { address: vote.address }, likes, dislikes });
  }
  const size = voters.length === 0 ? undefined : voters.length * 8;
  const up = vote.vote === "like" ? 1 : 0;
  const event = existing(
    comment,
    { kind: "author" },
    {
      type: "CommentVoted",
      data: {
        comment: comment.state.id,
        likes: up,
        dislikes: 1 - up,
        voters: [...new Set(voterBits(vote.address, size))].sort((a, b) => a - b),
      },
    },
  );
  return accept({ likes: likes + up, dislikes: dislikes + 1 - up }, [
    { ...event, priv: { ip: vote.address } },
  ]);
}

/** Ends the reply mails of one address for one conversation. Behaviour section 3.17. */
export function decideEndOfSubscription(
  _command: EndSubscription,
  facts: Facts["EndSubscription"],
): Decision<Answers["EndSubscription"]> {
  if (facts === null) return reject({ kind: "comment-unknown" });
  const events = facts.subscribed
    .filter((comment) => comment.state.notification !== 0)
    .map((comment) =>
      existing(
        comment,
        { kind: "author", auth: "signed-link" },
        {
          type: "SubscriptionEnded",
          data: { comment: comment.state.id },
        },
      ),
    );
  return accept({ ended: events.length }, events);
}

function existing(comment: KnownComment, actor: Actor, event: IssoEvent): NewEvent {
  return { stream: { kind: "existing", ...comment.stream }, event, priv: {}, actor };
}
