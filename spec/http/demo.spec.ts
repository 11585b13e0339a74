import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asset } from "../../src/http/assets.ts";
import { serveAssets } from "../support/browserSide.ts";
import type { RunningServer } from "../support/httpDouble.ts";

const script = asset(
  "text/javascript; charset=utf-8",
  0,
  new Map([["identity", () => Buffer.from("void 0")]]),
);
let built: RunningServer;
let unbuilt: RunningServer;

beforeAll(async () => {
  built = await serveAssets(new Map([["/demo/demo.js", script]]));
  unbuilt = await serveAssets(new Map());
});
afterAll(async () => {
  await built.close();
  await unbuilt.close();
});

describe("the demo page", () => {
  it("loads the widget and its own files from this server, by relative addresses, and nothing else", async () => {
    const response = await fetch(`${built.url}/demo/`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(
      [...text.matchAll(/<(?:script|link|img)[^>]* (?:src|href)="([^"]+)"/g)].map(([, link]) => link),
    ).toEqual(["demo.css", "favicon.svg", "demo.js", "../js/embed.min.js", "favicon.svg"]);
    expect(text).toContain('data-isso="../"');
  });

  it("is the thread that the original's demo page has", async () => {
    const text = await (await fetch(`${built.url}/demo/`)).text();
    expect(text).toContain('id="isso-thread"');
  });

  it("allows no script and no style inside it, and only sanitised text as HTML", async () => {
    const response = await fetch(`${built.url}/demo/`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain("unsafe");
    expect(await response.text()).not.toMatch(/ style=| on\w+=|<style|<script(?![^>]* src=)/);
  });

  it("has a label for every field", async () => {
    const text = await (await fetch(`${built.url}/demo/`)).text();
    const unlabelled = text.replace(/<label[^>]*>.*?<\/label>/gs, "");
    expect(text).toMatch(/<input/);
    expect(unlabelled).not.toMatch(/<(?:input|select|textarea)/);
  });

  it("is asked for again each time, and sent again only when it has changed", async () => {
    const first = await fetch(`${built.url}/demo/`);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const headers = { "If-None-Match": first.headers.get("etag") ?? "" };
    expect((await fetch(`${built.url}/demo/`, { headers })).status).toBe(304);
  });

  it("is unknown before the browser side is built", async () => {
    expect((await fetch(`${unbuilt.url}/demo/`)).status).toBe(404);
    expect((await fetch(`${unbuilt.url}/demo/demo.js`)).status).toBe(404);
  });
});
