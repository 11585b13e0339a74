import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect } from "vitest";
import { type Api, apiOf } from "./api.ts";
import { launchBrowser } from "./browser.ts";
import type { Sections } from "./conf.ts";
import { type PageServer, servePages } from "./pageServer.ts";
import { type RunningServer, startServer } from "./process.ts";
import { makeSite, type TestSite } from "./site.ts";

/** How a page embeds the widget. */
export interface Embedding {
  /** The thread's path, a new one unless given: each page has comments of its own. */
  readonly path?: string;
  /** Attributes of the script element besides `data-isso` and `src`. */
  readonly script?: string;
  /** What stands in the page's body; a thread element unless given. */
  readonly body?: string;
  readonly head?: string;
  /** Name of the script below `/js/`; `embed.min.js` unless given. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who looks at a page, and how. */
export interface Visit extends Embedding {
  /** IP address that the server takes the visitor for; servers before it may say so. */
  readonly from?: string;
  readonly browser?: BrowserContextOptions;
  /** Hash or query behind the address. */
  readonly at?: string;
  /** Prepares the page before it loads. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** Whether to wait for the comments; true unless given. */
  readonly loaded?: boolean;
}

/** A comment server, a web site on another origin that embeds it, and a browser. */
export interface WidgetSite {
  /** Base URL of the comment server. */
  readonly server: string;
  /** Origin of the pages. */
  readonly origin: string;
  readonly api: Api;
  /** A path that no page has yet. */
  newPath(): string;
  /** Puts a page on the web site and hands back its address. */
  embed(embedding?: Embedding): string;
  /** Opens a page with a browser profile of its own. */
  visit(visit?: Visit): Promise<Page>;
  /** Opens a page once more in the profile of another one. */
  again(page: Page, address?: string): Promise<Page>;
}

async function launch(): Promise<Browser | undefined> {
  try {
    return await launchBrowser();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("no Chromium found")) return undefined;
    throw error;
  }
}

const browser: Browser | undefined = await launch();

/** What every site under test has: without it the guard would refuse the third comment of a spec. */
const usual: Sections = { guard: { enabled: "false", "reply-to-self": "true" } };

/**
 * A suite with a running site of the given configuration. Without a browser it is skipped, and its title says so.
 * A spec fails when the page threw an error.
 */
export function describeWidget(
  title: string,
  tests: (site: WidgetSite) => void,
  sections: Sections = {},
): void {
  const why = browser === undefined ? " (skipped: no Chromium found, set ISSO_CHROMIUM to its path)" : "";
  describe.skipIf(browser === undefined)(title + why, () => {
    let parts: { pages: PageServer; site: TestSite; server: RunningServer } | undefined;
    const errors: string[] = [];
    let paths = 0;
    const running = (): NonNullable<typeof parts> => {
      if (parts === undefined) throw new Error("the site does not run yet");
      return parts;
    };

    beforeAll(async () => {
      const pages = await servePages();
      const general = { host: [`${pages.origin}/`], ...sections["general"] };
      const site = await makeSite({ ...usual, ...sections, general });
      parts = { pages, site, server: await startServer({ conf: site.conf }) };
    });
    afterEach(async () => {
      await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
      expect(errors.splice(0), "errors that the pages threw").toEqual([]);
    });
    afterAll(async () => {
      await parts?.server.stop();
      await parts?.pages.close();
      await parts?.site.remove();
    });

    const newPath = (): string => {
      paths += 1;
      return `/page-${paths}/`;
    };
    const embed = (embedding: Embedding = {}): string => {
      const { pages, server } = running();
      const { path = newPath(), headers = {} } = embedding;
      pages.put(path, { html: pageHtml(server.url, embedding), headers });
      return pages.origin + path;
    };
    const listen = async (page: Page): Promise<Page> => {
      page.on("pageerror", (error) => void errors.push(String(error)));
      return page;
    };
    tests({
      get server() {
        return running().server.url;
      },
      get origin() {
        return running().pages.origin;
      },
      get api() {
        return apiOf(running().server);
      },
      newPath,
      embed,
      async visit(visit = {}) {
        if (browser === undefined) throw new Error("no browser");
        const { from, before, at = "", loaded = true } = visit;
        const context = await browser.newContext({
          locale: "en-US",
          ...visit.browser,
        });
        context.setDefaultTimeout(10_000);
        if (from !== undefined) await comeFrom(context, running().server.url, from);
        const page = await listen(await context.newPage());
        await before?.(page);
        await page.goto(embed(visit) + at);
        if (loaded) await page.locator(".isso-root:not([aria-busy])").first().waitFor({ state: "attached" });
        return page;
      },
      async again(page, address = page.url()) {
        const other = await listen(await page.context().newPage());
        await other.goto(address);
        await other.locator(".isso-root:not([aria-busy])").first().waitFor({ state: "attached" });
        return other;
      },
    });
  });
  afterAll(() => browser?.close());
}

/** Adds the header behind the browser's back: a page that sets it would have to ask the server first. */
async function comeFrom(context: BrowserContext, server: string, address: string): Promise<void> {
  await context.route(`${server}/**`, async (route) => {
    const headers = { ...(await route.request().allHeaders()), "x-forwarded-for": address };
    await route.continue({ headers });
  });
}

function pageHtml(
  server: string,
  { script = "", body, head = "", file = "embed.min.js" }: Embedding,
): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">${head}</head>
<body><main><h1>A page</h1><p>Text of the page.</p>${body ?? '<section id="isso-thread"></section>'}</main>
<script data-isso="${server}/" ${script} src="${server}/js/${file}"></script></body></html>`;
}
