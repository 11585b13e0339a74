import { sha1Hex } from "../digest.ts";
import { err, ok, type Result } from "../result.ts";
import { type CommentId, commentId } from "../values.ts";
import type { Codec } from "./payload.ts";
import { readToken, type Signed, signToken, type TokenFlaw } from "./signedToken.ts";
import type { SigningKey } from "./signingKey.ts";

/**
 * The kinds of tokens that visitors carry (behaviour section 2.5). All are signed with one key and say nothing
 * about their purpose, so it is the shape of the value alone that tells them apart.
 */

/** Longest age of links in mails, in seconds: some 136 years, which is as good as for ever. */
export const LINK_MAX_AGE: number = 2 ** 32;

const UNSUBSCRIBE = "unsubscribe";

/** Why a token is refused: it is none, or not of the kind asked for. */
export type KindFlaw = TokenFlaw | "other-kind";

/** The right to edit and delete one comment as long as its text is the one that was signed. */
export interface EditGrant {
  readonly id: CommentId;
  /** SHA-1 of the stored text as UTF-8, in hex. */
  readonly textSha1: string;
}

/** The SHA-1 that {@link EditGrant} holds for a stored text. */
export function textFingerprint(text: string): string {
  return sha1Hex(text);
}

/** The value of the cookie that lets the author of a comment edit it; `now` is Unix seconds. */
export function editToken(grant: EditGrant, key: SigningKey, now: number, codec: Codec): string {
  return signToken([grant.id, grant.textSha1], key, now, codec);
}

/** What an edit cookie grants. Its age is to be held against the setting `max-age`. */
export function readEditToken(
  token: string,
  key: SigningKey,
  codec: Codec,
): Result<Signed<EditGrant>, KindFlaw> {
  return readKind(readToken(token, key, codec), editGrantOf);
}

/** The key in moderation links of a comment; `now` is Unix seconds. */
export function moderationToken(id: CommentId, key: SigningKey, now: number, codec: Codec): string {
  return signToken(id, key, now, codec);
}

/** The comment that a moderation key stands for. Its age is to be held against {@link LINK_MAX_AGE}. */
export function readModerationToken(
  token: string,
  key: SigningKey,
  codec: Codec,
): Result<Signed<CommentId>, KindFlaw> {
  return readKind(readToken(token, key, codec), commentIdOf);
}

/** The key in the link that stops reply mails to an address (as stored); `now` is Unix seconds. */
export function unsubscribeToken(email: string, key: SigningKey, now: number, codec: Codec): string {
  return signToken([UNSUBSCRIBE, email], key, now, codec);
}

/** The address that an unsubscribe key stands for. Its age is to be held against {@link LINK_MAX_AGE}. */
export function readUnsubscribeToken(
  token: string,
  key: SigningKey,
  codec: Codec,
): Result<Signed<string>, KindFlaw> {
  return readKind(readToken(token, key, codec), unsubscribedEmailOf);
}

function readKind<Value>(
  read: Result<Signed<unknown>, TokenFlaw>,
  shapeOf: (value: unknown) => Value | undefined,
): Result<Signed<Value>, KindFlaw> {
  if (!read.ok) return read;
  const value = shapeOf(read.value.value);
  return value === undefined ? err("other-kind") : ok({ value, signedAt: read.value.signedAt });
}

function editGrantOf(value: unknown): EditGrant | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [first, textSha1]: readonly unknown[] = value;
  const id = commentIdOf(first);
  return id === undefined || typeof textSha1 !== "string" ? undefined : { id, textSha1 };
}

function commentIdOf(value: unknown): CommentId | undefined {
  return Number.isSafeInteger(value) && typeof value === "number" && value > 0 ? commentId(value) : undefined;
}

function unsubscribedEmailOf(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [word, email]: readonly unknown[] = value;
  return word === UNSUBSCRIBE && typeof email === "string" ? email : undefined;
}
