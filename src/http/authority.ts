import type { TokenAuthority } from "../domain/comment/commands.ts";
import {
  LINK_MAX_AGE,
  readEditToken,
  readModerationToken,
  readUnsubscribeToken,
} from "../domain/token/kinds.ts";
import { isWithinAge } from "../domain/token/signedToken.ts";
import type { CommentId } from "../domain/values.ts";
import { readCookie } from "./cookies.ts";
import type { HttpDeps } from "./deps.ts";
import type { Exchange } from "./exchange.ts";
import { forbidden } from "./problem.ts";

/**
 * What the cookie of a comment entitles its bearer to (behaviour section 3.9). Refused with 403 unless it is an edit
 * token of this very comment within `max-age`; whether it fits the comment as it stands is for the command to say.
 */
export function authorOf(exchange: Exchange, deps: HttpDeps, id: CommentId): TokenAuthority {
  const { clock, codec, settings, signingKey } = deps;
  const cookie = readCookie(exchange.req.headers.cookie, String(id));
  const token = cookie === undefined ? undefined : readEditToken(cookie, signingKey, codec);
  if (token === undefined || !token.ok || token.value.value.id !== id) throw forbidden();
  const { signedAt, value } = token.value;
  if (!isWithinAge(signedAt, clock.now(), settings.general.maxAge)) throw forbidden();
  return { kind: "edit-token", textSha1: value.textSha1, signedAt };
}

/** What the key of a moderation link entitles its bearer to. Refused with 403 unless it was made for this comment. */
export function moderatorOf(key: string, deps: HttpDeps, id: CommentId): TokenAuthority {
  const token = readModerationToken(key, deps.signingKey, deps.codec);
  if (!token.ok || token.value.value !== id) throw forbidden();
  const { signedAt } = token.value;
  if (!isWithinAge(signedAt, deps.clock.now(), LINK_MAX_AGE)) throw forbidden();
  return { kind: "moderation-link", signedAt };
}

/** Refuses with 403 unless the key was made for ending the reply mails to this address. */
export function requireSubscriber(key: string, deps: HttpDeps, email: string): void {
  const token = readUnsubscribeToken(key, deps.signingKey, deps.codec);
  if (!token.ok || token.value.value !== email) throw forbidden();
  if (!isWithinAge(token.value.signedAt, deps.clock.now(), LINK_MAX_AGE)) throw forbidden();
}
