import Koa from "koa";
import { answerText } from "./answer.ts";
import { type Assets, builtClient, loadAssets } from "./assets.ts";
import { allowOrigin } from "./cors.ts";
import type { HttpDeps } from "./deps.ts";
import { answerFailure } from "./errors.ts";
import type { ExchangeState } from "./exchange.ts";
import { threadHandler } from "./handlers/thread.ts";
import { createRouter, routeTable } from "./routes.ts";
import { answerStrayPath } from "./strayPath.ts";
import { visitorsOf } from "./visitors.ts";

/** Errors that only say that the caller went away, or (the parser's) ended the request in the middle. */
const partings: RegExp = /^(?:ECONNRESET|ECONNABORTED|EPIPE|HPE_\w+)$/;

/**
 * The HTTP interface of one site. In this order: CORS on every answer, OPTIONS, the busiest route, the other routes,
 * and what no route answers. Whatever fails below is answered here. `assets` is the browser side.
 */
export function createApp(deps: HttpDeps, assets: Assets = loadAssets(builtClient)): Koa<ExchangeState> {
  const app = new Koa<ExchangeState>();
  const visitors = visitorsOf(deps.settings);
  const thread = threadHandler();
  const router = createRouter(routeTable({ thread, assets }), deps);
  app.use(async (exchange, next) => {
    const { req, method } = exchange;
    const origin = visitors.origin(req);
    allowOrigin(exchange.res, origin);
    if (method === "OPTIONS") return answerText(exchange, "", "text/plain");
    try {
      if (method === "GET" && req.url?.startsWith("/?")) {
        exchange.state.route = "fetch";
        return await thread(exchange, deps);
      }
      const base = visitors.base(req);
      exchange.state = { origin, base, visitors, params: {} };
      // An empty path would make the router fall back to the path with the script name.
      exchange["newRouterPath"] = base.path || "?";
      await next();
    } catch (failure) {
      answerFailure(exchange, failure, deps.log);
    }
  });
  app.use(router.routes());
  app.use((exchange) => answerStrayPath(exchange, router));
  app.on("error", (error: Error & { readonly code?: unknown }) => {
    if (!partings.test(String(error.code))) deps.log.error(`an answer could not be sent\n${error.stack}`);
  });
  return app;
}
