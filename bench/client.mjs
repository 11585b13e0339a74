/**
 * Loads the same page, with the same comments, with our browser side and with the original's, in turn, and prints
 * sizes, requests, layout shift, long tasks and times with ratios.
 *
 *     ISSO_ORIGINAL=/path/to/isso node bench/client.mjs [--rounds 5] [--comments 20]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { median } from "./measure.mjs";
import { ended, freePort, start } from "./processes.mjs";
import { kinds, present } from "./servers.mjs";
import { number, table } from "./table.mjs";

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, comments: { type: "string", default: "20" } },
});
const rounds = Number(values.rounds);
const comments = Number(values.comments);
const thread = "/posts/1/";

/** How a telephone on a common mobile network loads: 150 ms to the server and back, 1.6 Mbit/s, a slow processor. */
const mobile = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 };
const slowdown = 4;

/** What the page notes of itself. Shifts after an input do not count. */
const observe = `
  window.seen = { shift: 0, long: 0, form: 0, comments: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.long += entry.duration;
  }).observe({ type: "longtask", buffered: true });
  const shown = (selector) => document.querySelector(selector)?.checkVisibility({ visibilityProperty: true });
  const look = () => {
    if (shown("textarea")) seen.form ||= performance.now();
    if (shown("#isso-root > .isso-comment")) seen.comments ||= performance.now();
    requestAnimationFrame(look);
  };
  look();
`;

/** @typedef {{ name: string, url: string, stop: () => Promise<void> }} Server */
/** @typedef {Record<string, number>} Figures */

const folder = mkdtempSync(join(tmpdir(), "isso-client-"));
const pages = createServer((request, response) => {
  const endpoint = new URL(request.url ?? "/", "http://page.invalid").searchParams.get("from") ?? "";
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Post</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"></head>
<body><h1>A post</h1><p>Its text.</p><section id="isso-thread" data-isso-id="${thread}"></section><footer>End</footer>
<script data-isso="${endpoint}/" src="${endpoint}/js/embed.min.js"></script></body></html>`);
});
await new Promise((listening) => pages.listen(0, "127.0.0.1", () => listening(undefined)));
const address = pages.address();
const site = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
/** @type {Server[]} */
const servers = [];
const browser = await chromium.launch({
  executablePath: process.env["ISSO_CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
try {
  for (const kind of present()) if (kind !== "original, gunicorn 2") servers.push(await serve(kind));
  console.log(`## Browser side, ${comments} comments, medians of ${rounds} interleaved rounds\n`);
  console.log(`${await report(await measureAll())}\n`);
} finally {
  await browser.close();
  for (const server of servers) await server.stop();
  pages.close();
  rmSync(folder, { recursive: true, force: true });
}

/** @param {import("./servers.mjs").Kind} kind @returns {Promise<Server>} */
async function serve(kind) {
  const port = await freePort();
  const [config, url] = [join(folder, `${kind}.cfg`), `http://127.0.0.1:${port}`];
  const lines = [
    "[general]",
    `dbpath = ${join(folder, `${kind}.db`)}`,
    `host = ${site}/`,
    "[server]",
    `listen = ${url}`,
    "[guard]",
    "enabled = false",
  ];
  writeFileSync(config, `${lines.join("\n")}\n`);
  const child = start(0, kinds[kind].command(config, port));
  const over = ended(child);
  const stop = async () => {
    child.kill("SIGTERM");
    await over;
  };
  const deadline = performance.now() + 60_000;
  while (!(await fetch(`${url}/config`).catch(() => undefined))?.ok) {
    if (performance.now() > deadline || child.exitCode !== null) {
      child.kill("SIGKILL");
      throw new Error(`${kind} does not answer`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (let n = 1; n <= comments; n += 1) {
    await fetch(`${url}/new?uri=${encodeURIComponent(thread)}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        title: "Post",
        author: `Author ${n}`,
        email: `${n}@example.com`,
        text: `Comment ${n} with a paragraph of usual length.\n\nAnd a **second** one, with a [link](https://example.com).`,
      }),
    });
  }
  return { name: kind, url, stop };
}

/** @returns {Promise<Map<string, Figures[]>>} */
async function measureAll() {
  /** @type {Map<string, Figures[]>} */
  const all = new Map(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const server of servers) all.get(server.name)?.push(await load(server));
  }
  return all;
}

/**
 * One view with an empty cache.
 *
 * @param {Server} server
 * @returns {Promise<Figures>}
 */
async function load(server) {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const traffic = { requests: 0, preflights: 0, bytes: 0 };
  session.on("Network.requestWillBeSent", ({ request }) => {
    if (!request.url.startsWith(server.url)) return;
    traffic.requests += 1;
    if (request.method === "OPTIONS") traffic.preflights += 1;
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    traffic.bytes += encodedDataLength;
  });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", mobile);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(observe);
  await page.goto(`${site}/?from=${encodeURIComponent(server.url)}`);
  await page.waitForFunction(
    `document.querySelectorAll("#isso-root > .isso-comment").length === ${comments}`,
  );
  await page.waitForFunction("seen.comments > 0 && seen.form > 0");
  await page.waitForLoadState("networkidle");
  const seen = /** @type {Figures} */ (await page.evaluate("seen"));
  await context.close();
  return { ...traffic, ...seen };
}

/** @param {Map<string, Figures[]>} all */
async function report(all) {
  const rows = [
    ["requests to the server", "requests"],
    ["of these preflights", "preflights"],
    ["bytes of the whole view", "bytes"],
    ["layout shift", "shift"],
    ["long tasks, ms", "long"],
    ["form visible after ms", "form"],
    ["first comment visible after ms", "comments"],
  ];
  const medians = rows.map(([title = "", figure = ""]) => [
    title,
    ...servers.map(({ name }) =>
      median((all.get(name) ?? []).map((figures) => figures[figure] ?? Number.NaN)),
    ),
  ]);
  const sizes = await Promise.all(
    ["js/embed.min.js", "js/count.min.js", "css/isso.css"].map(async (file) => {
      const contents = await Promise.all(servers.map(({ url }) => download(`${url}/${file}`)));
      return [
        [`${file}, bytes`, ...contents.map((content) => content.length)],
        [`${file}, gzip -9`, ...contents.map((content) => gzipSync(content, { level: 9 }).length)],
        [`${file}, brotli 11`, ...contents.map((content) => brotliCompressSync(content).length)],
      ];
    }),
  );
  const cells = [...sizes.flat(), ...medians].map(([title, ...figures]) => [
    String(title),
    ...figures.map((figure) => number(Number(figure))),
    figures.length > 1 ? number(Number(figures[0]) / Number(figures[1])) : "–",
  ]);
  return table(["", ...servers.map(({ name }) => name), "ratio"], cells);
}

/** @param {string} url */
async function download(url) {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}
