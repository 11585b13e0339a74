import type { AnonymisedIp } from "../domain/values.ts";
import { parseQuery } from "../domain/web/queryString.ts";
import type { HttpDeps } from "./deps.ts";
import type { Exchange } from "./exchange.ts";
import { badRequest } from "./problem.ts";

/** Parameters of the query string, decoded. */
export function queryOf(exchange: Exchange): ReadonlyMap<string, string> {
  return parseQuery(rawQuery(exchange));
}

/** The query string as it came, without the question mark. */
export function rawQuery({ req: { url = "" } }: Exchange): string {
  const start = url.indexOf("?");
  return start < 0 ? "" : url.slice(start + 1);
}

/** The thread that the request is about; it may be empty, but must be there. */
export function requiredUri(exchange: Exchange): string {
  const uri = queryOf(exchange).get("uri");
  if (uri === undefined) throw badRequest("missing uri query");
  return uri;
}

/** Whether the source of a comment is asked for in place of HTML: any `plain` but `0` (behaviour section 3.8). */
export function wantsSource(exchange: Exchange): boolean {
  return (queryOf(exchange).get("plain") ?? "0") !== "0";
}

/** The base of links into this server: as configured, else as the caller reaches it (behaviour section 6.3). */
export function publicBase(exchange: Exchange, { settings }: Pick<HttpDeps, "settings">): string {
  return settings.server.publicEndpoint || exchange.state.base.url;
}

/** The network that the request comes from. */
export function clientNetwork({ req, state }: Exchange): AnonymisedIp {
  return state.visitors.network(req);
}
