import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { loadExtras } from "../../../src/infra/markup/extras/extras.ts";
import { cleanSource, typedText } from "../../../src/infra/markup/source.ts";
import { browserAvailable, launchBrowser } from "../../support/browser.ts";
import { manySettings, payloads } from "./hostile.ts";

const pageAddress = "http://page.example/blog/";
const inPage = fileURLToPath(new URL("inPage.js", import.meta.url));

const where = browserAvailable
  ? "in a browser,"
  : "in a browser (skipped: no Chromium is installed, see ISSO_CHROMIUM),";

let browser: Browser | undefined;

beforeAll(async () => {
  if (browserAvailable) browser = await launchBrowser();
});

afterAll(() => browser?.close());

/** An open page; `run` calls a function of `inPage.js`. */
interface OpenPage {
  readonly run: (
    name: "insert" | "provoke" | "surroundings" | "dangers",
    argument?: unknown,
  ) => Promise<unknown>;
  /** Dialogs, calls of functions that payloads call, and pages that were left or opened. */
  readonly acts: readonly string[];
  /** Addresses that were asked for, besides the page itself. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** A page with every piece of HTML in an element of its own, each followed by a mark. */
function pageOf(pieces: readonly string[]): string {
  const comments = pieces.map(
    (html, place) => `<div class="comment" id="c${place}">${html}</div><hr class="mark" id="m${place}">`,
  );
  return `<!doctype html><html><head><meta charset="utf-8"><title>Blog</title></head>
<body class="page"><main id="thread">${comments.join("\n")}</main><footer id="end">end</footer></body></html>`;
}

/** Opens a page over a network that has nothing but that page, and notes what happens. */
async function open(pieces: readonly string[]): Promise<OpenPage> {
  if (browser === undefined) throw new Error("the browser has not been started");
  const context = await browser.newContext();
  const acts: string[] = [];
  const requests: string[] = [];
  await context.exposeFunction("noteAct", (act: string) => void acts.push(act));
  await context.addInitScript({ path: inPage });
  await context.route("**/*", (route) => {
    const address = route.request().url();
    if (address === pageAddress) return route.fulfill({ body: pageOf(pieces), contentType: "text/html" });
    requests.push(address);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    acts.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => acts.push(`script error ${error.message}`));
  context.on("page", () => acts.push("another page"));
  page.on("framenavigated", (frame) => {
    if (frame.url() !== pageAddress) acts.push(`navigated to ${frame.url()}`);
  });
  await page.goto(pageAddress);
  return {
    acts,
    requests,
    run: (name, argument = null) => page.evaluate(`inPage.${name}(${JSON.stringify(argument)})`),
    close: () => context.close(),
  };
}

/** The page around comments without content. */
async function emptySurroundings(count: number): Promise<unknown> {
  const page = await open(new Array<string>(count).fill(""));
  const surroundings = await page.run("surroundings");
  await page.close();
  return surroundings;
}

describe.skipIf(!browserAvailable).each(Object.entries(manySettings))(
  `${where} with %s`,
  (name, settings) => {
    const loadsPictures = settings.allowedElements.includes("img");
    let pieces: readonly string[] = [];
    let expected: unknown;

    beforeAll(async () => {
      const chain = createChain(settings, await loadExtras(settings.extras));
      pieces = payloads.map((payload) => chain(cleanSource(payload)));
      expected = await emptySurroundings(pieces.length);
    });

    async function seeNothing(page: OpenPage): Promise<void> {
      expect(await page.run("surroundings")).toBe(expected);
      expect(await page.run("dangers")).toEqual([]);
      await page.run("provoke");
      expect(await page.run("surroundings")).toBe(expected);
      expect(page.acts).toEqual([]);
      const known = loadsPictures ? /^https?:/ : /^$/;
      expect(page.requests.filter((address) => !known.test(address))).toEqual([]);
      await page.close();
    }

    it(`no payload does anything in a page that has it in its HTML (${name})`, async () => {
      await seeNothing(await open(pieces));
    });

    it(`no payload does anything in a page whose script inserts it (${name})`, async () => {
      const page = await open(pieces.map(() => ""));
      await page.run("insert", pieces);
      await seeNothing(page);
    });
  },
);

describe.skipIf(!browserAvailable)(`${where} payloads that are shown as typed`, () => {
  it("do nothing", async () => {
    const page = await open(payloads.map((text) => typedText(cleanSource(text))));
    await page.run("provoke");
    expect(await page.run("dangers")).toEqual([]);
    expect([...page.acts, ...page.requests]).toEqual([]);
    await page.close();
  });
});

describe.skipIf(!browserAvailable)(`${where} these tests`, () => {
  it("see what payloads do where nothing is sanitised", async () => {
    const raw = [
      "<img src=x onerror=alert(1)>",
      "<script>alert(1)</script>",
      "<a id=thread href=javascript:alert(1)>x</a>",
      "</div></main><style>b{}</style>",
    ];
    const page = await open(raw);
    await page.run("provoke");
    await expect.poll(() => page.acts.length).toBeGreaterThan(1);
    expect(page.requests).toEqual(["http://page.example/blog/x"]);
    expect(await page.run("dangers")).toEqual(["onerror", "javascript:alert(1)", "thread"]);
    expect(await page.run("surroundings")).not.toBe(await emptySurroundings(raw.length));
    await page.close();
  });
});
