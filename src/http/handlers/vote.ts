import type { Rejection } from "../../domain/comment/rejections.ts";
import { answerJson } from "../answer.ts";
import { refuseForeignForms } from "../csrf.ts";
import { rejected } from "../errors.ts";
import type { Handler } from "../exchange.ts";
import { clientNetwork } from "../request.ts";
import { routeId } from "../routeId.ts";

/** Counts of a comment after a vote, with the reason where the vote did not count. */
interface VoteJson {
  readonly likes: number;
  readonly dislikes: number;
  readonly message?: string;
}

/** `POST /id/N/like` and `/dislike`. A comment that does not exist answers `null` (behaviour section 3.11). */
export function voteHandler(vote: "like" | "dislike"): Handler {
  return async (exchange, deps) => {
    refuseForeignForms(exchange.req.headers["content-type"]);
    const comment = routeId(exchange.state.params["id"] ?? "");
    if (comment === undefined) return answerJson(exchange, null);
    const address = clientNetwork(exchange);
    const now = deps.clock.now();
    const result = await deps.commands.run({ type: "VoteOnComment", now, comment, vote, address });
    answerJson(exchange, result.ok ? result.value : refusedVote(vote, result.error));
  };
}

/** What a refused vote answers: the counts as they are, and why; not a failure (behaviour section 3.11). */
export function refusedVote(vote: "like" | "dislike", rejection: Rejection): VoteJson | null {
  if (rejection.kind === "comment-unknown") return null;
  if (rejection.kind !== "vote-denied") throw rejected(rejection);
  const { cause, likes, dislikes } = rejection;
  const what = vote === "like" ? "Upvote" : "Downvote";
  const message =
    "total" in cause
      ? `${what} denied due to a "likes + dislikes" total too high (${cause.total} >= ${VOTE_LIMIT})`
      : `${what} denied because a vote has already been registered for this remote address: ${cause.address}`;
  return { likes, dislikes, message };
}

/** Votes that one comment takes; more would fill its filter of voters. */
const VOTE_LIMIT = 142;
