import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget } from "../../support/widget.ts";
import { mainForm, postComment, submit } from "../../support/widgetActions.ts";

/** What axe-core finds wrong with the thread, as `rule: element`. */
async function faults(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return await page.evaluate(`axe.run("#isso-thread").then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ": " + target.join(" "))))`);
}

/** Brings the thread into the state where most of its parts are to be seen. */
async function useAll(page: Page): Promise<void> {
  const parent = await postComment(page, "> quote\n\n`code` and [link](https://example.org/)", "quote");
  await parent.locator(".isso-reply").click();
  await submit(parent.locator(".isso-postbox"), "x");
  await parent.locator(".isso-field-error").waitFor();
  await parent.locator(".isso-upvote").click();
  await parent.locator(".isso-message").first().waitFor();
  await parent.locator(".isso-delete").click();
  await mainForm(page).locator(".isso-textarea").fill("A **preview**");
  await mainForm(page).locator("[name=preview]").click();
  await mainForm(page).locator(".isso-preview strong").waitFor();
}

const paper = "<style>body{background:#fff;color:#555}</style>";
const system =
  "<style>:root{color-scheme:light dark;background:light-dark(#fff,#111)}a{color:light-dark(#00c,#8cf)}</style>";
const undeclared = "<style>body{background:#111;color:#ddd}a{color:#8cf}</style>";

describeWidget("the default look", (site) => {
  it.each([
    ["a light page", system, "light"],
    ["a dark page", system, "dark"],
    ["a page with pale text", paper, "light"],
    ["a dark page that does not say so", undeclared, "dark"],
  ] as const)("has nothing that axe-core objects to on %s", async (_, head, colorScheme) => {
    const page = await site.visit({ head, browser: { colorScheme } });
    await useAll(page);
    expect(await faults(page)).toEqual([]);
  });

  it.each(["dark", "light"])("is %s in a thread that asks for it, whatever the page is", async (theme) => {
    const body = `<section id="isso-thread" data-theme="${theme}"></section>`;
    const page = await site.visit({ body, browser: { colorScheme: theme === "dark" ? "light" : "dark" } });
    await useAll(page);
    expect(await faults(page)).toEqual([]);
    const background = await page.evaluate(
      "getComputedStyle(document.getElementById('isso-thread')).backgroundColor",
    );
    expect(background).toBe(theme === "dark" ? "rgb(22, 25, 29)" : "rgb(255, 255, 255)");
  });

  it.each(["en", "ar"])("fits into 320 pixels (%s)", async (locale) => {
    const page = await site.visit({ browser: { locale, viewport: { width: 320, height: 600 } } });
    await postComment(page, `${"long".repeat(40)}\n\n    ${"code ".repeat(40)}`, "longlong");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });

  it.each(["en", "ar"])("never parts the sign before a date from the date (%s)", async (locale) => {
    const path = site.newPath();
    for (let length = 12; length < 40; length += 1) {
      await site.api.post(path, { author: "n".repeat(length), text: `By ${length} letters` });
    }
    const page = await site.visit({ path, browser: { locale, viewport: { width: 320, height: 600 } } });
    const parted = `[...document.querySelectorAll(".isso-comment-header")].filter((header) => {
      const bottom = (selector) => header.querySelector(selector).getClientRects()[0].bottom;
      return Math.abs(bottom(".isso-spacer") - bottom("time")) > 5;
    }).length`;
    expect(await page.evaluate(parted)).toBe(0);
  });

  it("puts the picture on the side where reading begins", async () => {
    const side = async (locale: string): Promise<number> => {
      const page = await site.visit({ browser: { locale } });
      await postComment(page, "Where is the picture?");
      const [picture, text] = await Promise.all(
        ["avatar", "text"].map((part) => page.locator(`#isso-root .isso-${part}`).boundingBox()),
      );
      return Math.sign((text?.x ?? 0) - (picture?.x ?? 0));
    };
    expect([await side("en"), await side("ar")]).toEqual([1, -1]);
  });

  it("prints the comments and nothing that only works on a screen", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "To be printed");
    await page.emulateMedia({ media: "print" });
    expect(await comment.locator(".isso-text").isVisible()).toBe(true);
    expect(await mainForm(page).isVisible()).toBe(false);
    expect(await comment.locator(".isso-reply").isVisible()).toBe(false);
  });

  it("does not move for readers who want no motion", async () => {
    const page = await site.visit({ browser: { reducedMotion: "reduce" } });
    const running = "document.getAnimations().length";
    await postComment(page, "Still");
    expect(await page.evaluate(running)).toBe(0);
  });

  it("lets a theme's rule for one class win, even from before its own sheet", async () => {
    const head = "<style>.isso-comment{padding:7px}</style>";
    const page = await site.visit({ head });
    await postComment(page, "Themed");
    const style = "getComputedStyle(document.querySelector('#isso-root .isso-comment'))";
    expect(await page.evaluate(`${style}.padding`)).toBe("7px");
  });
});
