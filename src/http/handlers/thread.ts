import type { Result } from "../../domain/result.ts";
import { parseThreadQuery, type ThreadQuery } from "../../domain/thread/query.ts";
import { parseQuery } from "../../domain/web/queryString.ts";
import { answerJson, answerJsonBytes } from "../answer.ts";
import { readJson } from "../body.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange, Handler } from "../exchange.ts";
import { badRequest } from "../problem.ts";
import { rawQuery } from "../request.ts";

/** Query strings that are kept parsed, and the longest of them: readers ask for few, again and again. */
const KEPT_QUERIES = 1000;
const KEPT_LENGTH = 512;

/**
 * `GET /`: a thread as its readers see it (behaviour section 4). The busiest route: a promise is returned only when
 * the answer is not at hand.
 */
export function threadHandler(): Handler {
  const parsed = new Map<string, Result<ThreadQuery, string>>();
  return (exchange, deps) => {
    const raw = rawQuery(exchange);
    const query = parsed.get(raw) ?? remember(parsed, raw);
    if (!query.ok) throw badRequest(query.error);
    const answer = deps.reads.threadAnswer(query.value);
    if (answer instanceof Uint8Array) return answerJsonBytes(exchange, answer);
    return answer.then((bytes) => answerJsonBytes(exchange, bytes));
  };
}

function remember(
  parsed: Map<string, Result<ThreadQuery, string>>,
  raw: string,
): Result<ThreadQuery, string> {
  const query = parseThreadQuery(parseQuery(raw));
  if (raw.length > KEPT_LENGTH) return query;
  if (parsed.size >= KEPT_QUERIES) parsed.clear();
  parsed.set(raw, query);
  return query;
}

/** `POST /count`: how many published comments each thread has (behaviour section 3.12). */
export async function countComments(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const asked = await readJson(exchange.req);
  if (!isListOfPlainValues(asked)) throw badRequest("JSON must be a list of URLs");
  const uris = asked.filter((value) => typeof value === "string");
  const counts = await deps.reads.counts(uris);
  if (uris.length === asked.length) return answerJson(exchange, counts);
  // The original counts nothing for a number or a truth value, but keeps its place.
  let next = 0;
  answerJson(
    exchange,
    asked.map((value) => (typeof value === "string" ? counts[next++] : 0)),
  );
}

function isListOfPlainValues(value: unknown): value is readonly (string | number | boolean)[] {
  return Array.isArray(value) && value.every((item) => item !== null && typeof item !== "object");
}
