import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Router from "@koa/router";
import Koa from "koa";

/**
 * The ceiling: a server that does nothing but hand out bytes that it was given.
 * Arguments: `http` or `koa`, a port, and a JSON file of `{ "METHOD /path?query": { type, body } }` with bodies in base64.
 */
const [kind, port, file] = process.argv.slice(2);
/** @type {Record<string, { type: string, body: string }>} */
const recorded = JSON.parse(readFileSync(file ?? "", "utf8"));
const answers = new Map(
  Object.entries(recorded).map(([request, { type, body }]) => [
    request,
    { type, body: Buffer.from(body, "base64") },
  ]),
);

const server = kind === "koa" ? createServer(koa().callback()) : createServer(bare);
server.listen(Number(port), "127.0.0.1");

/** @type {import("node:http").RequestListener} */
function bare(request, response) {
  const answer = answers.get(`${request.method} ${request.url}`);
  if (answer === undefined) response.writeHead(404).end();
  else
    response
      .writeHead(200, { "content-type": answer.type, "content-length": answer.body.length })
      .end(answer.body);
}

function koa() {
  const router = new Router();
  const answer = (/** @type {import("koa").Context} */ ctx) => {
    const found = answers.get(`${ctx.method} ${ctx.url}`);
    if (found === undefined) return;
    ctx.type = found.type;
    ctx.body = found.body;
  };
  router.get("/", answer).post("/count", answer).post("/preview", answer);
  return new Koa().use(router.routes());
}
