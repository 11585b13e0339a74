import type { Page, Request } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget } from "../../support/widget.ts";
import { commentWith, mainForm, postComment, submit, untilHeading } from "../../support/widgetActions.ts";

/** Notes what moves on a page although nobody asked it to. */
const noteShifts = `
  window.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
`;

/** Two frames after the comments are shown all that they move has moved. */
const settled = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

/** Lets style and language come after the first paint of the page, and the comments after that of the form. */
async function comeLate(page: Page): Promise<void> {
  await page.route(/\/css\/|\/lang\//, async (route) => {
    await page.waitForFunction("performance.getEntriesByType('paint').length > 0");
    await route.continue();
  });
  await page.route(/\?uri=/, async (route) => {
    await mainForm(page).waitFor({ state: "visible" });
    await page.evaluate(settled);
    await route.continue();
  });
}

/** Allows the scripts of the comment server, and nothing inline. */
function strictPolicy(server: string): string {
  return [
    "default-src 'none'",
    `script-src ${server}`,
    `style-src ${server}`,
    `connect-src ${server}`,
    "img-src data:",
    "require-trusted-types-for 'script'",
    "trusted-types isso",
  ].join("; ");
}

async function violations(page: Page): Promise<readonly unknown[]> {
  const noted = await page.evaluate("window.violations");
  return Array.isArray(noted) ? noted : [noted];
}

const noteViolations = `
  window.violations = [];
  addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
`;

describeWidget(
  "loading the widget",
  (site) => {
    async function busyPath(): Promise<string> {
      const path = site.newPath();
      for (let n = 1; n <= 12; n += 1) {
        const text = `Comment ${n}: a paragraph that is long enough to need more than a single line on most screens.`;
        await site.api.post(path, { text, author: `Author ${n}`, email: `${n}@example.com` });
      }
      return path;
    }

    it.each([
      ["in English", ""],
      ["in another language", 'data-isso-lang="de"'],
    ])(
      "takes at most three requests besides the script %s, counters of the page included, none preflighted, none to others",
      async (_, script) => {
        const requests: Request[] = [];
        const preflights: string[] = [];
        const path = await busyPath();
        const page = await site.visit({
          path,
          script,
          body: `<a href="${path}#isso-thread">Comments</a><section id="isso-thread"></section>`,
          before: async (page) => {
            const session = await page.context().newCDPSession(page);
            await session.send("Network.enable");
            session.on("Network.requestWillBeSent", ({ request }) => {
              if (request.method === "OPTIONS") preflights.push(request.url);
            });
            page.on("request", (request) => void requests.push(request));
          },
        });
        await mainForm(page).waitFor({ state: "visible" });
        await page.locator("a", { hasText: /^12 / }).waitFor();
        const addresses = requests.map((request) => request.url()).filter((url) => !url.startsWith("data:"));
        const ours = addresses.filter((url) => url.startsWith(`${site.server}/`));
        expect(ours.filter((url) => !url.endsWith("/js/embed.min.js")).length).toBeLessThanOrEqual(3);
        expect(addresses.filter((url) => !ours.includes(url) && url !== page.url())).toEqual([]);
        expect(preflights).toEqual([]);
      },
    );

    it.each([
      ["with a column below the thread", { width: 1280, height: 720 }, ""],
      ["on a phone", { width: 360, height: 740 }, ""],
      ["on a wide and low screen", { width: 844, height: 390 }, ""],
      ["in a language that comes late", { width: 1280, height: 720 }, 'data-isso-lang="fr"'],
    ])("moves nothing %s", async (_, viewport, script) => {
      const page = await site.visit({
        path: await busyPath(),
        head: `<script data-isso="${site.server}/" ${script} src="${site.server}/js/embed.min.js"></script>`,
        // The room is there from the first frame on: what moves later does so although it was kept.
        body: '<section id="isso-thread"></section><script>Isso.init()</script><footer>The end of the page</footer>',
        file: "absent.js",
        browser: { viewport },
        before: async (page) => {
          await page.addInitScript(noteShifts);
          await comeLate(page);
        },
      });
      await page.evaluate(settled);
      expect(await page.evaluate("window.shift")).toBeLessThan(0.001);
    });

    it("keeps the room when the style comes after the comments", async () => {
      const page = await site.visit({
        path: await busyPath(),
        loaded: false,
        before: async (page) => {
          const answered = page.waitForResponse(/\?uri=/).then((response) => response.finished());
          await page.route(/\/css\//, async (route) => {
            await answered;
            await page.evaluate(settled);
            const height = await page.evaluate("document.getElementById('isso-thread').offsetHeight");
            expect(height).toBeGreaterThanOrEqual(600);
            await route.continue();
          });
        },
      });
      await commentWith(page, "Comment 12").waitFor({ state: "visible" });
    });

    it("shows nothing without style, and no language that changes", async () => {
      let release: () => void = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const page = await site.visit({
        script: 'data-isso-lang="de"',
        loaded: false,
        before: (page) =>
          page.route(/\/lang\/de\.json/, async (route) => {
            await held;
            await route.continue();
          }),
      });
      await page.locator("#isso-thread.isso-loading").waitFor({ state: "attached" });
      expect(await page.locator("#isso-thread").textContent()).toBe("");
      release();
      await mainForm(page).waitFor({ state: "visible" });
      expect(await page.locator("#isso-thread").getAttribute("lang")).toBe("de");
    });

    it("keeps to a strict content security policy with Trusted Types in all it does", async () => {
      const page = await site.visit({
        path: await busyPath(),
        headers: { "Content-Security-Policy": strictPolicy(site.server) },
        script: 'data-isso-lang="de"',
        before: (page) => page.addInitScript(noteViolations),
      });
      const comment = await postComment(page, "As *strict* as it gets", "As strict as it gets");
      await comment.locator(".isso-reply").click();
      await submit(comment.locator(".isso-postbox"), "An answer");
      await commentWith(page, "An answer").waitFor();
      await mainForm(page).locator(".isso-textarea").fill("Look: **bold**");
      await mainForm(page).locator("[name=preview]").click();
      await mainForm(page).locator(".isso-preview strong").waitFor();
      await comment.locator(".isso-edit").click();
      await page.locator(".isso-editing .isso-textarea").fill("Edited");
      await page.locator(".isso-editing > .isso-text-wrapper .isso-edit").click();
      const edited = commentWith(page, "Edited");
      await edited.locator(".isso-delete").click();
      await edited.locator(".isso-delete.isso-confirm").click();
      await page.locator(".isso-deleted").waitFor();
      expect(await violations(page)).toEqual([]);
      const fill = "getComputedStyle(document.querySelector('.isso-avatar rect')).fill";
      expect(await page.evaluate(fill)).toBe("rgb(240, 240, 240)");
    });

    it("asks for the language once, however many threads and counters there are", async () => {
      const asked: string[] = [];
      const page = await site.visit({
        script: 'data-isso-lang="de"',
        body: '<a href="/a/#isso-thread">a</a><isso-thread></isso-thread><isso-thread data-isso-id="/b/"></isso-thread>',
        before: async (page) => {
          page.on("request", (request) => void asked.push(request.url()));
        },
      });
      await page.locator("a", { hasText: "0 Kommentare" }).waitFor();
      await page.locator(".isso-thread-heading", { hasText: "Noch keine Kommentare" }).nth(1).waitFor();
      expect(asked.filter((url) => url.includes("/lang/"))).toHaveLength(1);
    });

    it("takes one round trip more for counters of other threads, and none without them", async () => {
      const counts: string[] = [];
      const note = async (page: Page): Promise<void> => {
        page.on("request", (request) => {
          if (request.url().endsWith("/count")) counts.push(request.url());
        });
      };
      await site.visit({ before: note });
      expect(counts).toEqual([]);
      const body =
        '<a href="/a/#isso-thread">a</a><a href="/b/#isso-thread">b</a><div id="isso-thread"></div>';
      const page = await site.visit({ before: note, body });
      await page.locator("a", { hasText: "0 comments" }).last().waitFor();
      expect(counts).toHaveLength(1);
    });

    it("answers with an invitation at once on a page without comments", async () => {
      await untilHeading(await site.visit(), "No comments yet");
    });
  },
  { rss: { base: "https://page.example/" } },
);
