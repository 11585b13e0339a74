import type { CommentState } from "../domain/comment/state.ts";
import type { Settings } from "../domain/config/settings.ts";
import { md5Hex } from "../domain/digest.ts";
import type { StoredComment } from "../domain/ports.ts";

/** A comment as single-comment answers show it (behaviour section 3.8). Never e-mail, address, voters. */
export interface CommentJson {
  readonly id: number;
  readonly parent: number | null;
  readonly created: number;
  readonly modified: number | null;
  readonly mode: number;
  readonly text: string;
  readonly author: string | null;
  readonly website: string | null;
  readonly likes: number;
  readonly dislikes: number;
  readonly notification: number | string | null;
}

/** A comment as the answer to its posting shows it (behaviour section 3.7). */
export interface PostedJson extends CommentJson {
  readonly hash: string;
  readonly gravatar_image?: string;
}

/** A comment as `GET /latest` lists it (behaviour section 3.13). */
export interface LatestJson extends Omit<CommentJson, "notification"> {
  readonly uri: string | null;
}

/** The public fields of a comment; `text` is its HTML or its source, as asked for. */
export function commentJson(comment: CommentState, text: string): CommentJson {
  const { id, parent, created, modified, mode, author, website, likes, dislikes, notification } = comment;
  return { id, parent, created, modified, mode, text, author, website, likes, dislikes, notification };
}

/** The public fields with the author's identity, and with a picture where the site wants one. */
export function postedJson(
  comment: CommentState,
  { html, hash }: { readonly html: string; readonly hash: string },
  { general }: Pick<Settings, "general">,
): PostedJson {
  const posted = { ...commentJson(comment, html), hash };
  if (!general.gravatar) return posted;
  const identity = md5Hex(comment.email || comment.author || "");
  return { ...posted, gravatar_image: general.gravatarUrl.replace("{}", () => identity) };
}

/** The public fields with the address of the thread. */
export function latestJson({ comment, html, thread }: StoredComment): LatestJson {
  const { notification: _, ...shown } = commentJson(comment, html);
  return { ...shown, uri: thread?.uri ?? null };
}
