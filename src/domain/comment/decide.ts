import type { Answers, ApplyRetention, Command } from "./commands.ts";
import { decideApproval, decideEdit, decideEndOfSubscription, decideVote } from "./decideChange.ts";
import { decidePosting } from "./decidePosting.ts";
import { decideRemoval, retentionApplied } from "./decideRemoval.ts";
import { accept, type Decision } from "./decision.ts";
import type { Facts } from "./facts.ts";

/** One pure decision for each command: what is asked, and the facts it is judged on. */
export const decide: {
  readonly [T in Command["type"]]: (
    command: Extract<Command, { type: T }>,
    facts: Facts[T],
  ) => Decision<Answers[T]>;
} = {
  PostComment: decidePosting,
  EditComment: decideEdit,
  DeleteComment: decideRemoval,
  ApproveComment: decideApproval,
  VoteOnComment: decideVote,
  EndSubscription: decideEndOfSubscription,
  ApplyRetention: decideRetention,
};

function decideRetention(
  _command: ApplyRetention,
  { due }: Facts["ApplyRetention"],
): Decision<Answers["ApplyRetention"]> {
  const erased = due.reduce((count, stream) => count + stream.held.length, 0);
  return accept(
    { erased },
    due.map(({ stream, held }) => retentionApplied(stream, "retention-period", held)),
  );
}
