import type { ParameterizedContext } from "koa";
import type { RequestBase } from "../domain/web/baseUrl.ts";
import type { HttpDeps } from "./deps.ts";
import type { Visitors } from "./visitors.ts";

/** What the first middleware finds out about a request, for all that come after it. */
export interface ExchangeState {
  /** The configured site that the request comes from, as `scheme://host[:port]` (behaviour section 6.1). */
  readonly origin: string;
  /** The address under which the caller reaches this server. */
  readonly base: RequestBase;
  readonly visitors: Visitors;
  /** Name of the route that answers, for the log: paths may hold keys. */
  route?: string;
  /** Variable parts of the path by name, percent-decoded; set by the router. */
  params: Readonly<Record<string, string>>;
}

/** One request and its answer. */
export type Exchange = ParameterizedContext<ExchangeState>;

/** Answers one route. Refuses by throwing a `Problem`. */
export type Handler = (exchange: Exchange, deps: HttpDeps) => void | Promise<void>;
