import { parseInteger } from "../../domain/web/queryString.ts";
import { answerText } from "../answer.ts";
import { entityTag } from "../assets.ts";
import { conditionalStatus } from "../conditional.ts";
import type { HttpDeps } from "../deps.ts";
import type { Exchange } from "../exchange.ts";
import { atomFeed, lastChange } from "../feed.ts";
import { badRequest, notFound } from "../problem.ts";
import { queryOf, requiredUri } from "../request.ts";

/** `GET /feed`: a thread as an Atom feed, where the site offers one (behaviour section 3.14). */
export async function threadFeed(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const uri = requiredUri(exchange);
  const { base, limit } = deps.settings.rss;
  if (base === "") throw notFound();
  const comments = await deps.reads.feed(uri, Math.max(limit, askedLimit(exchange)));
  const feed = atomFeed({ base, uri, comments });
  const changed = comments.reduce((latest, comment) => Math.max(latest, lastChange(comment)), 0);
  const etag = entityTag(feed);
  exchange.res.setHeader("ETag", etag);
  const status = conditionalStatus(exchange.req.headers, { etag, lastChange: changed });
  exchange.status = status;
  if (status === 304) return;
  exchange.res.setHeader("Last-Modified", new Date(changed * 1000).toUTCString());
  answerText(exchange, feed, "text/xml");
}

/** The parameter can only raise the configured limit. */
function askedLimit(exchange: Exchange): number {
  const asked = queryOf(exchange).get("limit");
  const limit = asked === undefined ? 0 : parseInteger(asked);
  if (limit === undefined) throw badRequest("limit should be integer");
  return limit;
}
