import { parseInteger } from "../../domain/web/queryString.ts";
import { answerJson } from "../answer.ts";
import { latestJson } from "../commentJson.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest, notFound } from "../problem.ts";
import { queryOf } from "../request.ts";

/** `GET /latest`: the newest comments of the whole site, where the site offers them (behaviour section 3.13). */
export async function latestComments(exchange: Exchange, deps: HttpDeps): Promise<void> {
  if (!deps.settings.general.latestEnabled) {
    throw notFound("Unavailable because 'latest-enabled' not set by site admin");
  }
  const limit = parseInteger(queryOf(exchange).get("limit") ?? "");
  if (limit === undefined || limit <= 0) {
    throw badRequest("Query parameter 'limit' is mandatory (integer, >0)");
  }
  const comments = await deps.reads.latest(limit);
  answerJson(exchange, comments.map(latestJson));
}
