import type { CommentState } from "../domain/comment/state.ts";
import { editToken, textFingerprint } from "../domain/token/kinds.ts";
import type { CommentId } from "../domain/values.ts";
import { type CookiePolicy, clearCookie, setCookie } from "./cookies.ts";
import type { HttpDeps } from "./deps.ts";
import type { Exchange } from "./exchange.ts";
import { publicBase } from "./request.ts";

/**
 * Gives the author the cookie that allows editing this text for `max-age` seconds, under two names: as a cookie of
 * the server, and in `X-Set-Cookie` for the script of the page (behaviour section 3.4).
 */
export function rememberAuthor(exchange: Exchange, deps: HttpDeps, comment: CommentState): void {
  const now = deps.clock.now();
  const grant = { id: comment.id, textSha1: textFingerprint(comment.text) };
  const value = editToken(grant, deps.signingKey, now, deps.codec);
  const { maxAge } = deps.settings.general;
  const policy = policyOf(exchange, deps);
  send(exchange, comment.id, (name) => setCookie({ name, value, maxAge, now }, policy));
}

/** Takes that cookie away again. */
export function forgetAuthor(exchange: Exchange, deps: HttpDeps, id: CommentId): void {
  const policy = policyOf(exchange, deps);
  send(exchange, id, (name) => clearCookie(name, policy));
}

function send(exchange: Exchange, id: CommentId, cookie: (name: string) => string): void {
  exchange.res.setHeader("Set-Cookie", cookie(String(id)));
  exchange.res.setHeader("X-Set-Cookie", cookie(`isso-${id}`));
}

function policyOf(exchange: Exchange, deps: HttpDeps): CookiePolicy {
  return { baseUrl: publicBase(exchange, deps), samesite: deps.settings.server.samesite };
}
