import { answerPage } from "../answer.ts";
import { type Assets, entityTag } from "../assets.ts";
import { conditionalStatus } from "../conditional.ts";
import { demoPage } from "../demoPage.ts";
import type { Handler } from "../exchange.ts";
import { notFound } from "../problem.ts";

/** What the page may load: the widget from this server, pictures in comments, and nothing written into the page. */
const policy = [
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' https: data:",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types isso",
].join("; ");

/** `GET /demo/`: a page that shows the widget at work; 404 as long as the browser side is not built. */
export function demoHandler(assets: Assets): Handler {
  const page = demoPage();
  const etag = entityTag(page);
  return (exchange) => {
    if (!assets.has("/demo/demo.js")) throw notFound();
    exchange.res.setHeader("Cache-Control", "no-cache");
    exchange.res.setHeader("ETag", etag);
    exchange.status = conditionalStatus(exchange.req.headers, { etag });
    if (exchange.status === 412) exchange.body = "";
    if (exchange.status === 200) answerPage(exchange, page, policy);
  };
}
