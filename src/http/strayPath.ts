import type { Router } from "@koa/router";
import { asciiUrl, redirect } from "./answer.ts";
import type { Exchange, ExchangeState } from "./exchange.ts";
import { notFound, Problem } from "./problem.ts";
import { rawQuery } from "./request.ts";

/**
 * Answers a path that no route takes with this method: 308 to the right place if only
 * slashes are wrong, 405 if another method would be taken, else 404 (behaviour section 3.1).
 */
export function answerStrayPath(exchange: Exchange, router: Router<ExchangeState>): void {
  const path = exchange.state.base.path.replace(/\/{2,}/g, "/");
  const meant = meantPath(path, exchange, router);
  if (meant === undefined) {
    const allow = allowedMethods(router, path, exchange.method);
    throw allow.length > 0 ? new Problem(405, { allow }) : notFound();
  }
  const query = rawQuery(exchange);
  const target = exchange.state.base.url + encodePath(meant) + (query === "" ? "" : `?${query}`);
  redirect(exchange, 308, asciiUrl(target));
}

function allowedMethods(router: Router<ExchangeState>, path: string, method: string): readonly string[] {
  return [...new Set(router.match(path, method).path.flatMap((layer) => layer.methods))];
}

/** The path that the caller must have meant: with each slash once, or with one more at the end. */
function meantPath(path: string, { method }: Exchange, router: Router<ExchangeState>): string | undefined {
  return [path, `${path}/`].find((candidate) => router.match(candidate, method).route);
}

function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
