import type { Rejection } from "../domain/comment/rejections.ts";
import { type Log, StorageError } from "../domain/ports.ts";
import { acceptsJson } from "../domain/web/acceptsJson.ts";
import { prefersHtml } from "./accept.ts";
import { answerJson, answerText } from "./answer.ts";
import type { Exchange } from "./exchange.ts";
import { escapeHtml } from "./html.ts";
import { badRequest, forbidden, notFound, Problem } from "./problem.ts";

/** A refused command as the caller gets to see it; `uri` is the thread of a new comment. */
export function rejected(rejection: Rejection, uri = ""): Problem {
  switch (rejection.kind) {
    case "comment-unknown":
      return notFound();
    case "not-authorised":
      return forbidden();
    case "guard":
      return new Problem(403, { description: rejection.message, reason: rejection.reason });
    case "thread-needs-title":
      return pageUnreachable(uri);
    case "vote-denied":
      throw new Error("a refused vote is answered with its counts, not as a failure");
  }
}

/** A new thread got no title: none was sent, and the page could not be read (behaviour section 7). */
export function pageUnreachable(uri: string): Problem {
  return badRequest(
    `Cannot create new thread: URI ${uri} is not accessible and no title was provided. Please provide a title parameter in your request.`,
  );
}

/**
 * Answers a request that failed. What is not a {@link Problem} is a defect or a broken disk: the operator's log gets
 * it under the name of the route, without path, query or body, which may hold keys and personal data.
 */
export function answerFailure(exchange: Exchange, failure: unknown, log: Log): void {
  const problem = failure instanceof Problem ? failure : reported(exchange, failure, log);
  const { accept } = exchange.req.headers;
  const { allow, reason, retryAfter } = problem.details;
  if (allow !== undefined) exchange.res.setHeader("Allow", allow.join(", "));
  if (retryAfter !== undefined) exchange.res.setHeader("Retry-After", String(retryAfter));
  const title = `${problem.status} ${problem.statusName}`;
  if (reason !== undefined && !prefersHtml(accept)) {
    answerJson(exchange, { reason, message: problem.message }, problem.status);
  } else if (acceptsJson(accept)) {
    answerJson(exchange, { message: `${title}: ${problem.message}` }, problem.status);
  } else {
    exchange.status = problem.status;
    answerText(exchange, errorPage(title, problem), "text/html; charset=utf-8");
  }
}

function reported(exchange: Exchange, failure: unknown, log: Log): Problem {
  const what = `${exchange.method} ${exchange.state.route ?? "(no route)"}`;
  if (failure instanceof StorageError) {
    log.error(`${what}: ${failure.message}`);
    return new Problem(503);
  }
  log.error(`${what}\n${failure instanceof Error ? failure.stack : String(failure)}`);
  return new Problem(500);
}

function errorPage(title: string, problem: Problem): string {
  const description = escapeHtml(problem.message).replaceAll("\n", "<br>");
  return `<!doctype html>\n<html lang=en>\n<title>${title}</title>\n<h1>${problem.statusName}</h1>\n<p>${description}</p>\n`;
}
