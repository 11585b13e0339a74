import type { Router } from "@koa/router";
import { asciiUrl, redirect } from "./answer.ts";
import type { Exchange, ExchangeState } from "./exchange.ts";
import { notFound, Problem } from "./problem.ts";
import { rawQuery } from "./request.ts";

/**
 * Answers a path that no route takes with this method: 405 if another method would be taken, 308 to the right place if
 * only slashes are wrong, else 404 (behaviour section 3.1).
 */
export function answerStrayPath(exchange: Exchange, router: Router<ExchangeState>): void {
  const { path } = exchange.state.base;
  const allow = allowedMethods(router, path, exchange.method);
  if (allow.length > 0) throw new Problem(405, { allow });
  const meant = meantPath(exchange, router);
  if (meant === undefined) throw notFound();
  const query = rawQuery(exchange);
  const target = exchange.state.base.url + encodePath(meant) + (query === "" ? "" : `?${query}`);
  redirect(exchange, 308, asciiUrl(target));
}

function allowedMethods(router: Router<ExchangeState>, path: string, method: string): readonly string[] {
  return [...new Set(router.match(path, method).path.flatMap((layer) => layer.methods))];
}

/** The path that the caller must have meant: slashes only once, or one more at the end. */
function meantPath({ method, state }: Exchange, router: Router<ExchangeState>): string | undefined {
  const { path } = state.base;
  const single = path.replace(/\/{2,}/g, "/");
  if (single !== path && router.match(single, method).route) return single;
  return router.match(`${single}/`, method).route ? `${single}/` : undefined;
}

function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
