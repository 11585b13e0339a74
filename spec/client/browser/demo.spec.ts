import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget, type WidgetSite } from "../../support/widget.ts";
import { submit } from "../../support/widgetActions.ts";

/** Collects what the page's policy forbids, before any script of the page runs. */
const watch = `addEventListener("securitypolicyviolation", (event) =>
  (window.violations ??= []).push(event.violatedDirective + " " + event.blockedURI))`;

async function openDemo(site: WidgetSite): Promise<Page> {
  const page = await site.visit();
  await page.context().addInitScript(watch);
  return await site.again(page, `${site.server}/demo/`);
}

const mainForm = (page: Page): Locator => page.locator("#isso-thread > .isso-postbox");

async function post(page: Page, text: string): Promise<void> {
  await submit(mainForm(page), text);
  await page.locator("#isso-root .isso-text", { hasText: text }).waitFor();
}

const snippetOf = (page: Page): Promise<string | null> => page.locator("#snippet").textContent();

describeWidget("the demo page", (site) => {
  it("shows a thread that takes comments, and two more, within its policy", async () => {
    const page = await openDemo(site);
    await post(page, "A comment on the demo");
    await page.locator("isso-thread .isso-postbox").nth(1).waitFor();
    expect(await page.evaluate("window.violations ?? []")).toEqual([]);
  });

  it("writes the numbers of comments into its links", async () => {
    const page = await openDemo(site);
    await page.locator("li a", { hasText: "0 comments" }).first().waitFor();
  });

  it("shows the thread with the options that are chosen, and the snippet for them", async () => {
    const page = await openDemo(site);
    await post(page, "A comment to vote on");
    await page.locator("#language").selectOption("de");
    await page.getByRole("checkbox", { name: "Votes" }).uncheck();
    await mainForm(page).locator("[value=Vorschau]").waitFor();
    await page.locator("#isso-root .isso-comment").first().waitFor();
    expect(await page.locator("#isso-root .isso-upvote").count()).toBe(0);
    expect(await snippetOf(page)).toContain('data-isso-lang="de"');
    expect(await snippetOf(page)).toContain('data-isso-vote="false"');
    await page.getByText("Start again").click();
    await mainForm(page).locator("[value=Preview]").waitFor();
    expect(await snippetOf(page)).not.toContain("data-isso-lang");
  });

  it("keeps out of the snippet what is no number", async () => {
    const page = await openDemo(site);
    const field = page.getByLabel("Comments at first");
    await field.fill("many");
    await field.blur();
    expect(await snippetOf(page)).not.toContain("many");
    await field.fill("1");
    await field.blur();
    await page.locator("#snippet", { hasText: 'data-isso-max-comments-top="1"' }).waitFor();
  });

  it("is dark or light as chosen, also the next time", async () => {
    const page = await openDemo(site);
    const ground = (of: Page): Promise<unknown> =>
      of.evaluate("getComputedStyle(document.documentElement).backgroundColor");
    const light = await ground(page);
    await page.getByLabel("Dark").check();
    expect(await ground(page)).not.toBe(light);
    const again = await site.again(page);
    expect(await ground(again)).toBe(await ground(page));
    expect(await again.getByLabel("Dark").isChecked()).toBe(true);
  });

  it("lists the events of its threads", async () => {
    const page = await openDemo(site);
    await page.getByText("What the page hears").click();
    await page.locator("#events li", { hasText: "isso:loaded" }).first().waitFor();
  });
});
