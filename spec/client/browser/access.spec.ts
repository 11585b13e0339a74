import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget, type WidgetSite } from "../../support/widget.ts";
import {
  commentWith,
  mainForm,
  postComment,
  submit,
  textsOf,
  untilHeading,
} from "../../support/widgetActions.ts";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What axe-core holds against the thread: rule and element of each violation. */
async function violations(page: Page): Promise<unknown> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(`axe.run("#isso-thread").then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => id + " " + node.target.join(" ") + " " + node.failureSummary)))`);
}

/** A thread in which most of what there is can be seen at once. */
async function fullThread(site: WidgetSite, browser: BrowserContextOptions = {}, script = ""): Promise<Page> {
  const path = site.newPath();
  await site.api.post(path, {
    text: "A [link](https://example.com), `code` and\n\n> a quote",
    author: "Ada",
    website: "https://example.com",
  });
  await site.api.post(path, {
    text: "Another comment\n\n```\na long line of code that is wider than most telephones are\n```",
  });
  await site.api.post(path, { text: "A hidden comment" });
  const page = await site.visit({
    path,
    browser,
    script: `data-isso-max-comments-top="2" ${script}`,
  });
  await postComment(page, "My own comment");
  return page;
}

const states: readonly (readonly [name: string, reach: (page: Page) => Promise<unknown>])[] = [
  ["a list", async () => {}],
  ["an open reply form", (page) => page.locator(".isso-reply").first().click()],
  [
    "a preview",
    async (page) => {
      await mainForm(page).locator(".isso-textarea").fill("Look: **bold** and [linked](https://example.com)");
      await mainForm(page).locator("[name=preview]").click();
      await page.locator(".isso-preview-mode").waitFor();
    },
  ],
  [
    "an invalid field",
    async (page) => {
      await submit(mainForm(page), "x");
      await page.locator(".isso-field-error").waitFor();
    },
  ],
  [
    "an error",
    async (page) => {
      await page.route(/\/new/, (route) => route.abort());
      await submit(mainForm(page), "A comment");
      await page.locator(".isso-error").waitFor();
    },
  ],
  [
    "an edited comment",
    async (page) => {
      await page.locator(".isso-edit").click();
      await page.locator(".isso-editing .isso-textarea").waitFor();
    },
  ],
  ["a question before deleting", (page) => page.locator(".isso-delete").click()],
  [
    "a restored draft",
    async (page) => {
      await mainForm(page).locator(".isso-textarea").fill("A draft");
      await page.reload();
      await page.locator(".isso-draft-note").waitFor();
    },
  ],
  [
    "a list that did not load",
    async (page) => {
      await page.route(/\?uri=/, (route) => route.abort());
      await page.evaluate("Isso.fetchComments()");
      await page.locator(".isso-retry").waitFor();
    },
  ],
];

describeWidget("access to the widget", (site) => {
  it.each(states)(
    "has nothing that axe finds wrong with %s, in the light and in the dark",
    async (_, reach) => {
      const page = await fullThread(site, { reducedMotion: "reduce" });
      await reach(page);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.addStyleTag({
        content: ":root { color-scheme: light dark } body { background: Canvas; color: CanvasText }",
      });
      expect(await violations(page)).toEqual([]);
    },
  );

  it("has nothing that axe finds wrong where there is no comment", async () => {
    expect(await violations(await site.visit())).toEqual([]);
  });

  it("lets a comment be written, changed and deleted by keyboard alone", async () => {
    const page = await site.visit();
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const tabTo = async (selector: string): Promise<void> => {
      const wanted = page.locator(`${selector}:focus`);
      for (let step = 0; step < 25 && (await wanted.count()) === 0; step += 1) await press("Tab");
      expect(await wanted.count(), `a Tab stop at ${selector}`).toBe(1);
    };
    await tabTo(".isso-textarea");
    await page.keyboard.type("By keyboard");
    await tabTo("[name=author]");
    await page.keyboard.type("Ada");
    await press("Enter");
    await page.locator("#isso-root .isso-text-wrapper:focus").waitFor();
    await tabTo(".isso-reply");
    await press("Space");
    await page.locator(".isso-comment-footer ~ .isso-postbox .isso-textarea:focus").waitFor();
    await page.keyboard.type("An answer");
    await tabTo("[type=submit]");
    await press("Enter");
    await commentWith(page, "An answer").and(page.locator(":focus")).waitFor();
    await tabTo(".isso-edit");
    await press("Enter");
    await page.locator(".isso-editing .isso-textarea:focus").waitFor();
    await press("ControlOrMeta+A");
    await page.keyboard.type("A better answer");
    await tabTo(".isso-edit");
    await press("Enter");
    await commentWith(page, "A better answer").locator(".isso-edit:focus").waitFor();
    await tabTo(".isso-delete");
    await press("Enter");
    await page.locator(".isso-delete.isso-confirm:focus").waitFor();
    await press("Escape");
    await page.locator(".isso-delete.isso-confirm").waitFor({ state: "detached" });
    await page.locator(".isso-delete:focus").waitFor();
    await press("Enter");
    await page.locator(".isso-delete.isso-confirm:focus").waitFor();
    await press("Enter");
    await untilHeading(page, "One comment");
    await page.locator(".isso-thread-heading:focus").waitFor();
    expect(await textsOf(page)).toEqual(["By keyboard"]);
  });

  it("disarms deleting when the reader goes on", async () => {
    const page = await fullThread(site);
    await page.locator(".isso-delete").focus();
    await page.keyboard.press("Enter");
    await page.locator(".isso-delete.isso-confirm").waitFor();
    await page.locator(".isso-reply").first().focus();
    await page.locator(".isso-delete.isso-confirm").waitFor({ state: "detached" });
  });

  it("keeps the focus on the link that closes a reply form", async () => {
    const page = await fullThread(site);
    const link = page.locator(".isso-reply").first();
    await link.click();
    await link.click();
    await page.locator(".isso-reply:focus[aria-expanded=false]").waitFor();
  });

  it("tells a screen reader what was done", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "A comment");
    await page.locator("[role=status]", { hasText: "published" }).waitFor({ state: "attached" });
    await comment.locator(".isso-delete").click();
    await comment.locator(".isso-delete.isso-confirm").click();
    await page.locator("[role=status]", { hasText: "deleted" }).waitFor({ state: "attached" });
  });

  it.each([
    ["from left to right", "", "ltr"],
    ["from right to left", 'data-isso-lang="ar"', "rtl"],
  ])("fits a screen of 320 pixels, %s", async (_, script, direction) => {
    const page = await fullThread(site, { viewport: { width: 320, height: 640 } }, script);
    await page.locator(".isso-reply").first().click();
    expect(await page.locator("#isso-thread").getAttribute("dir")).toBe(direction);
    const widest = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)";
    expect(await page.evaluate(widest)).toBe(320);
  });

  it("mirrors the comments for languages from right to left", async () => {
    const page = await fullThread(site, {}, 'data-isso-lang="ar"');
    const avatar = await page.locator("#isso-root .isso-avatar").first().boundingBox();
    const text = await page.locator("#isso-root .isso-text-wrapper").first().boundingBox();
    expect(avatar?.x).toBeGreaterThan(text?.x ?? Number.POSITIVE_INFINITY);
    expect(await violations(page)).toEqual([]);
  });

  it("offers touch targets of 24 pixels", async () => {
    const page = await fullThread(site, { hasTouch: true, viewport: { width: 360, height: 740 } });
    const small = `[...document.querySelectorAll(".isso-comment-footer > a, .isso-load-hidden, .isso-post-action > input")]
      .filter((link) => link.getClientRects().length > 0)
      .map((link) => [link.className, link.getBoundingClientRect().width, link.getBoundingClientRect().height])
      .filter(([, width, height]) => width < 24 || height < 24)`;
    expect(await page.evaluate(small)).toEqual([]);
  });

  it("deletes by touch, in two taps that are no double tap", async () => {
    const page = await fullThread(site, { hasTouch: true });
    const confirm = page.locator(".isso-delete.isso-confirm");
    await page.locator(".isso-delete").tap();
    const tapAgain = async (): Promise<number> => {
      if ((await confirm.count()) > 0) await confirm.tap();
      return await commentWith(page, "My own comment").count();
    };
    await expect.poll(tapAgain, { interval: 700, timeout: 10_000 }).toBe(0);
  });

  it("prints comments without forms and links to act on", async () => {
    const page = await fullThread(site);
    await page.emulateMedia({ media: "print" });
    expect(await commentWith(page, "My own comment").isVisible()).toBe(true);
    expect(await mainForm(page).isVisible()).toBe(false);
    expect(await page.locator(".isso-reply").first().isVisible()).toBe(false);
  });

  it("moves nothing for readers who asked for less motion", async () => {
    const page = await fullThread(site, { reducedMotion: "reduce" });
    await page.locator(".isso-permalink").first().click();
    await page.locator(".isso-target").waitFor();
    const moving = "document.getAnimations().filter((one) => one.playState === 'running').length";
    expect(await page.evaluate(moving)).toBe(0);
  });
});
