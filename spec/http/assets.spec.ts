import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Assets, asset, loadAssets } from "../../src/http/assets.ts";
import { serveAssets } from "../support/browserSide.ts";
import type { RunningServer } from "../support/httpDouble.ts";

const script = Buffer.from("void 0;".repeat(99));
const lastChange = 1_600_000_000;
let folder: string;
let assets: Assets;
let server: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "isso-spec-"));
  for (const name of ["js/lang", "css", "demo"]) await mkdir(join(folder, name), { recursive: true });
  const files = {
    "js/embed.min.js": script,
    "js/embed.min.js.br": brotliCompressSync(script),
    "js/embed.min.js.gz": gzipSync(script),
    "js/embed.min.js.map": Buffer.from("{}"),
    "js/lang/de.json": Buffer.from("{}"),
    "js/notes.txt": Buffer.from("no type that is sent"),
    "css/isso.css": Buffer.from("p{}"),
    "demo/favicon.svg": Buffer.from("<svg/>"),
    "secret.js": Buffer.from("not below an address"),
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
    await utimes(join(folder, name), lastChange, lastChange);
  }
  assets = loadAssets(pathToFileURL(`${folder}/`));
  server = await serveAssets(assets);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** Asks without what `fetch` would do of itself: accept codings, and undo them. */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("files of the browser side", () => {
  it.each([
    ["/js/embed.min.js", "text/javascript; charset=utf-8"],
    ["/js/embed.min.js.map", "application/json"],
    ["/js/lang/de.json", "application/json"],
    ["/css/isso.css", "text/css; charset=utf-8"],
    ["/demo/favicon.svg", "image/svg+xml; charset=utf-8"],
  ])("are sent with their type, for half a day, to any site: %s", async (path, type) => {
    const { status, headers } = await ask(path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": type,
      "cache-control": "max-age=43200, public",
      expires: new Date((1_700_000_000 + 43_200) * 1000).toUTCString(),
      "last-modified": new Date(lastChange * 1000).toUTCString(),
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "https://example.com",
      vary: "Accept-Encoding, Origin",
    });
  });

  it.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("are compressed with %s for who reads it", async (coding, undo) => {
    const { headers, body } = await ask("/js/embed.min.js", { "Accept-Encoding": coding });
    expect(headers["content-encoding"]).toBe(coding);
    expect(headers["content-length"]).toBe(String(body.length));
    expect(undo(body)).toEqual(script);
  });

  it("are sent as they are to others, or where there is no compressed form", async () => {
    const plain = await ask("/js/embed.min.js");
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(plain.body).toEqual(script);
    const style = await ask("/css/isso.css", { "Accept-Encoding": "br" });
    expect(style.headers).not.toHaveProperty("content-encoding");
    expect(style.body.toString()).toBe("p{}");
  });

  it("have another tag in each form, and are not sent again to who has it", async () => {
    const tags = new Set<unknown>();
    for (const coding of ["br", "gzip", "identity"]) {
      const first = await ask("/js/embed.min.js", { "Accept-Encoding": coding });
      const tag = String(first.headers["etag"]);
      tags.add(tag);
      const again = await ask("/js/embed.min.js", { "Accept-Encoding": coding, "If-None-Match": tag });
      expect([again.status, again.body.length]).toEqual([304, 0]);
      expect(again.headers).toMatchObject({ etag: tag, vary: "Accept-Encoding, Origin" });
      expect(again.headers).not.toHaveProperty("content-encoding");
    }
    expect(tags.size).toBe(3);
  });

  it("are not sent again to who has them since their last change", async () => {
    const since = (seconds: number) => ({ "If-Modified-Since": new Date(seconds * 1000).toUTCString() });
    expect((await ask("/css/isso.css", since(lastChange))).status).toBe(304);
    expect((await ask("/css/isso.css", since(lastChange - 1))).status).toBe(200);
  });

  it("answer any method, and HEAD without a body", async () => {
    expect((await ask("/css/isso.css", {}, "POST")).body.toString()).toBe("p{}");
    const head = await ask("/css/isso.css", {}, "HEAD");
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, "3", 0]);
    expect((await ask("/css/isso.css", { "If-Match": '"other"' })).status).toBe(412);
  });

  it.each([
    "/js/none.js",
    "/js/notes.txt",
    "/js/embed.min.js.br",
    "/js/",
    "/js/..%2Fsecret.js",
    "/js/%2e%2e/secret.js",
    "/secret.js",
  ])("are only those that the build made for it: not %s", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it("are found below the path of a proxy", async () => {
    expect((await ask("/isso/css/isso.css", { "X-Script-Name": "/isso" })).status).toBe(200);
  });

  it("are read when they are first asked for, each form once", () => {
    const read: string[] = [];
    const source = (coding: string) => () => {
      read.push(coding);
      return Buffer.from(coding);
    };
    const { form } = asset(
      "text/css",
      0,
      new Map([
        ["identity", source("identity")],
        ["br", source("br")],
      ]),
    );
    expect(read).toEqual([]);
    expect(form("br").bytes.toString()).toBe("br");
    expect(form("br")).toBe(form("br"));
    expect(read).toEqual(["br"]);
  });

  it("are none before the build", () => {
    expect(loadAssets(pathToFileURL(`${folder}/nowhere/`)).size).toBe(0);
  });
});
