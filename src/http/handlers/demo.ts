import { answerPage } from "../answer.ts";
import { type Asset, asset, type DemoAssets } from "../assets.ts";
import { conditionalStatus } from "../conditional.ts";
import { demoPage } from "../demoPage.ts";
import type { Exchange, Handler } from "../exchange.ts";
import { notFound } from "../problem.ts";

const policy =
  "script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; form-action 'self'";

/** `GET /demo/`: a page with a thread to read and to write to; 404 as long as the browser side is not built. */
export function demoHandler(assets: DemoAssets | undefined): Handler {
  const page = demoPage();
  const { etag } = asset(Buffer.from(page), "");
  return (exchange) => {
    if (assets === undefined) throw notFound();
    exchange.res.setHeader("Cache-Control", "no-cache");
    exchange.res.setHeader("ETag", etag);
    if (isCurrent(exchange, etag)) return;
    answerPage(exchange, page, policy);
  };
}

/** A file of the demo, kept in memory and good for half a day (behaviour section 3.19). */
export function assetHandler(file: Asset | undefined): Handler {
  return (exchange) => {
    if (file === undefined) throw notFound();
    exchange.res.setHeader("Cache-Control", "max-age=43200, public");
    exchange.res.setHeader("ETag", file.etag);
    if (isCurrent(exchange, file.etag)) return;
    exchange.res.setHeader("Content-Type", file.type);
    exchange.res.setHeader("X-Content-Type-Options", "nosniff");
    exchange.body = file.bytes;
  };
}

/** Answers 304 or 412 where the conditions of the request ask for it. */
function isCurrent(exchange: Exchange, etag: string): boolean {
  const status = conditionalStatus(exchange.req.headers, { etag });
  exchange.status = status;
  if (status === 412) exchange.body = "";
  return status !== 200;
}
