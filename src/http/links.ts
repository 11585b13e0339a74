import type { Occasion } from "../domain/ports.ts";
import { moderationToken } from "../domain/token/kinds.ts";
import type { CommentId } from "../domain/values.ts";
import type { HttpDeps } from "./deps.ts";

/**
 * Where a reader finds a comment. A thread address that does not start with a slash gets one, so that it cannot
 * change the host of the link.
 */
export function commentLink(origin: string, uri: string, id: CommentId): string {
  return `${origin}${uri === "" || uri.startsWith("/") ? "" : "/"}${uri}#isso-${id}`;
}

/** Links with which a moderator decides on a comment; both hold one key (behaviour section 9.1). */
export function moderationLinks(
  base: string,
  id: CommentId,
  deps: HttpDeps,
): Required<Pick<Extract<Occasion, { kind: "comment-posted" }>, "deleteLink" | "activateLink">> {
  const key = moderationToken(id, deps.signingKey, deps.clock.now(), deps.codec);
  return { deleteLink: `${base}/id/${id}/delete/${key}`, activateLink: `${base}/id/${id}/activate/${key}` };
}
