import { sha1Hex } from "../digest.ts";
import type { Actor } from "../event/events.ts";
import type { TokenAuthority } from "./commands.ts";
import type { KnownComment } from "./facts.ts";

/**
 * Whether a token applies to this comment: signed in its lifetime, because public ids come back, and,
 * for an author, for the text as it stands.
 */
export function authorises(
  authority: TokenAuthority,
  comment: Pick<KnownComment, "state" | "bornAt">,
): boolean {
  if (authority.signedAt < comment.bornAt) return false;
  return authority.kind === "moderation-link" || authority.textSha1 === sha1Hex(comment.state.text);
}

/** Who acts with such a token. */
export function actorOf(authority: TokenAuthority): Actor {
  return authority.kind === "edit-token"
    ? { kind: "author", auth: "edit-token" }
    : { kind: "staff", auth: "signed-link" };
}
