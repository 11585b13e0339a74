import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Koa from "koa";
import { afterEach, describe, expect, it } from "vitest";
import { asset, loadDemoAssets } from "../../src/http/assets.ts";
import { answerFailure } from "../../src/http/errors.ts";
import type { ExchangeState } from "../../src/http/exchange.ts";
import { createRouter, routeTable } from "../../src/http/routes.ts";
import { httpDouble } from "../support/httpDouble.ts";

const script = asset(Buffer.from("void 0"), "text/javascript; charset=utf-8");
const style = asset(Buffer.from("p{}"), "text/css; charset=utf-8");
let close: (() => void) | undefined;
afterEach(() => close?.());

/** The routes alone, with files of the spec's own. */
async function ask(path: string, built: boolean, headers: Record<string, string> = {}): Promise<Response> {
  const { deps } = httpDouble();
  const demo = built ? { script, style } : undefined;
  const app = new Koa<ExchangeState>();
  app.use(async (exchange, next) => {
    await next().catch((failure: unknown) => answerFailure(exchange, failure, deps.log));
  });
  app.use(createRouter(routeTable({ thread: () => {}, demo }), deps).routes());
  const server = createServer(app.callback());
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  close = () => server.closeAllConnections();
  server.unref();
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
}

describe("the demo", () => {
  it("is a page that loads its script and style from beside it, and nothing else", async () => {
    const response = await ask("/demo/", true);
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect([...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link)).toEqual([
      "demo.css",
      "demo.js",
    ]);
    expect(response.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  it("has a label for every field", async () => {
    const text = await (await ask("/demo/", true)).text();
    const fields = [...text.matchAll(/<(?:input|textarea) id="([^"]+)"/g)].map(([, id]) => id);
    expect(fields.length).toBeGreaterThan(0);
    for (const id of fields) expect(text).toContain(`<label for="${id}">`);
  });

  it.each([
    ["/demo/demo.js", script],
    ["/demo/demo.css", style],
  ])("sends %s with a tag that spares sending it again", async (path, file) => {
    const first = await ask(path, true);
    expect(first.headers.get("content-type")).toBe(file.type);
    expect(await first.text()).toBe(file.bytes.toString());
    const again = await ask(path, true, { "If-None-Match": first.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });

  it.each(["/demo/", "/demo/demo.js"])("is unknown before the browser side is built: %s", async (path) => {
    expect((await ask(path, false)).status).toBe(404);
  });
});

describe("loadDemoAssets", () => {
  it("reads what the build left, and finds nothing before it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "isso-spec-"));
    const url = pathToFileURL(`${folder}/`);
    expect(loadDemoAssets(url)).toBeUndefined();
    await writeFile(join(folder, "demo.js"), "void 0");
    await writeFile(join(folder, "demo.css"), "p{}");
    expect(loadDemoAssets(url)).toEqual({ script, style });
    await rm(folder, { recursive: true });
  });
});
