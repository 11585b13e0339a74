import type { Page, Route } from "playwright-core";
import { expect, it } from "vitest";
import { en } from "../../../src/client/i18n/en.ts";
import type { PlainKey } from "../../../src/client/i18n/keys.ts";
import { describeWidget } from "../../support/widget.ts";
import {
  commentWith,
  mainForm,
  postComment,
  submit,
  textsOf,
  untilHeading,
} from "../../support/widgetActions.ts";

type Handling = (route: Route) => Promise<void>;

/** Answers one kind of request for the server, and lets all others through. */
async function instead(page: Page, method: string, address: RegExp, handling: Handling): Promise<void> {
  await page.route(address, (route) =>
    route.request().method() === method ? handling(route) : route.fallback(),
  );
}

/** An answer that a page of another origin may read. */
function answer(status: number, body: string, contentType = "text/html"): Handling {
  return async (route) => {
    const origin = (await route.request().headerValue("origin")) ?? "*";
    const headers = {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Credentials": "true",
      "Content-Type": contentType,
    };
    await route.fulfill({ status, body, headers });
  };
}

const refused = (reason: string): Handling =>
  answer(403, JSON.stringify({ reason, message: "no" }), "application/json");
const page400 = (message: string): Handling =>
  answer(400, `<!doctype html><title>400</title><p>${message}</p>`);
const noConnection: Handling = (route) => route.abort("connectionrefused");
const post = /\/new\?/;

describeWidget("failures in the widget", (site) => {
  it.each<[string, Handling, PlainKey]>([
    ["an unreachable server", noConnection, "error-network"],
    ["an error of the server", answer(500, "<p>oops"), "error-server"],
    ["an error of the proxy before it", answer(502, "Bad gateway", "text/plain"), "error-server"],
    ["too many replies", refused("direct-reply"), "guard-direct-reply"],
    ["a reply to oneself", refused("reply-to-self"), "guard-reply-to-self"],
    ["a name that the server misses", refused("require-author"), "guard-require-author"],
    ["an address that the server misses", refused("require-email"), "guard-require-email"],
    ["a reason that is not known yet", refused("captcha"), "guard-error"],
    ["a body that is too long", answer(413, ""), "error-too-long"],
    ["a website that the server does not take", page400("Website not Django-conform"), "invalid-website"],
    ["a refusal without a reason", page400("no"), "error-refused"],
    ["an answer that is no JSON", answer(201, "<p>hello"), "error-network"],
  ])("tells %s, keeps the text, and sends it at the next click", async (_, handling, key) => {
    const page = await site.visit();
    await instead(page, "POST", post, handling);
    const form = mainForm(page);
    await submit(form, "A precious text");
    const alert = form.locator(".isso-message.isso-error [role=alert]");
    await alert.filter({ hasText: en[key] }).waitFor();
    expect(await alert.textContent()).toContain(en["text-kept"]);
    expect(await form.locator(".isso-textarea").inputValue()).toBe("A precious text");
    expect(await form.locator("[type=submit]").isEnabled()).toBe(true);
    await page.unroute(post);
    await form.locator("[type=submit]").click();
    await commentWith(page, "A precious text").waitFor();
    expect(await form.locator(".isso-message").count()).toBe(0);
  });

  it("tells that the reader is offline", async () => {
    const page = await site.visit();
    await page.context().setOffline(true);
    await submit(mainForm(page), "On a train");
    await mainForm(page).locator(".isso-error", { hasText: en["error-offline"] }).waitFor();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("On a train");
  });

  it("counts down to the next attempt after too many comments", async () => {
    const page = await site.visit({ before: (page) => page.clock.install() });
    await instead(page, "POST", post, refused("ratelimit"));
    await submit(mainForm(page), "Once more");
    const message = mainForm(page).locator(".isso-error");
    await message.filter({ hasText: "Try again in 60 seconds" }).waitFor();
    await page.clock.runFor(59_000);
    await message.filter({ hasText: "Try again in one second" }).waitFor();
    await page.clock.runFor(2000);
    await message.waitFor({ state: "detached" });
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Once more");
  });

  it("posts once when the answer was lost and the text is sent again", async () => {
    const page = await site.visit();
    await instead(page, "POST", post, async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await submit(mainForm(page), "Lost on its way back");
    await mainForm(page).locator(".isso-error").waitFor();
    await page.unroute(post);
    await mainForm(page).locator("[type=submit]").click();
    await commentWith(page, "Lost on its way back").waitFor();
    await untilHeading(page, "One comment");
    expect(await textsOf(await site.again(page))).toEqual(["Lost on its way back"]);
  });

  it("sends nothing twice while the answer takes its time, and says that it is under way", async () => {
    const page = await site.visit();
    let posts = 0;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await instead(page, "POST", post, async (route) => {
      posts += 1;
      await held;
      await route.continue();
    });
    const form = mainForm(page);
    await submit(form, "Slowly");
    await form.locator(`[type=submit][value="${en["postbox-sending"]}"]:disabled`).waitFor();
    await page.evaluate("document.querySelector('form').requestSubmit()");
    release();
    await commentWith(page, "Slowly").waitFor();
    expect({ posts, listed: await textsOf(await site.again(page)) }).toEqual({
      posts: 1,
      listed: ["Slowly"],
    });
  });

  it("keeps an edited text when saving fails, and saves it at the next click", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "Before");
    await comment.locator(".isso-edit").click();
    await page.locator(".isso-editing .isso-textarea").fill("After");
    await instead(page, "PUT", /\/id\//, noConnection);
    await page.locator(".isso-edit").click();
    await page.locator(".isso-editing .isso-error", { hasText: en["text-kept"] }).waitFor();
    expect(await page.locator(".isso-editing .isso-textarea").inputValue()).toBe("After");
    await page.unroute(/\/id\//);
    await page.locator(".isso-edit").click();
    await commentWith(page, "After").waitFor();
  });

  it("says that the time to edit is over", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "Before");
    await comment.locator(".isso-edit").click();
    await page.locator(".isso-editing .isso-textarea").fill("After");
    await page.context().clearCookies();
    await page.locator(".isso-edit").click();
    await page.locator(".isso-error", { hasText: en["error-edit-over"] }).waitFor();
    expect(await page.locator(".isso-editing .isso-textarea").inputValue()).toBe("After");
  });

  it("says that the server's cookie is blocked where only the page has one", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "Mine");
    const own = (await page.context().cookies()).filter(({ name }) => name.startsWith("isso-"));
    await page.context().clearCookies();
    await page.context().addCookies(own);
    await comment.locator(".isso-delete").click();
    await comment.locator(".isso-delete.isso-confirm").click();
    await comment.locator(".isso-error", { hasText: en["error-not-recognised"] }).waitFor();
    expect(await textsOf(page)).toEqual(["Mine"]);
  });

  it.each<[string, string, RegExp, string]>([
    ["a vote", "POST", /\/like$/, ".isso-upvote"],
    ["the source of a comment", "GET", /\/id\/\d+\?plain/, ".isso-edit"],
    ["deleting", "DELETE", /\/id\//, ".isso-delete"],
  ])("tells below the comment that %s failed", async (_, method, address, link) => {
    const page = await site.visit();
    const comment = await postComment(page, "A comment");
    await instead(page, method, address, answer(500, "oops"));
    await comment.locator(link).click();
    if (link === ".isso-delete") await comment.locator(`${link}.isso-confirm`).click();
    await comment.locator(".isso-error", { hasText: en["error-server"] }).waitFor();
    expect(await textsOf(page)).toEqual(["A comment"]);
  });

  it("tells that the preview failed, and keeps the text", async () => {
    const page = await site.visit();
    await instead(page, "POST", /\/preview$/, noConnection);
    await mainForm(page).locator(".isso-textarea").fill("Look at this");
    await mainForm(page).locator("[name=preview]").click();
    await mainForm(page).locator(".isso-error").waitFor();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Look at this");
  });

  it("offers another attempt when the comments do not load, and the form all the same", async () => {
    const path = site.newPath();
    await site.api.post(path, { text: "Here I am" });
    const list = /\/\?uri=/;
    const page = await site.visit({ path, before: (page) => instead(page, "GET", list, noConnection) });
    await untilHeading(page, en["error-load"]);
    await mainForm(page).locator(".isso-textarea").fill("Meanwhile");
    await page.unroute(list);
    await page.locator(".isso-retry").click();
    await untilHeading(page, "One comment");
    expect(await textsOf(page)).toEqual(["Here I am"]);
    expect(await page.locator(".isso-error").count()).toBe(0);
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Meanwhile");
  });

  it("loads the comments by itself when the connection is back", async () => {
    const list = /\/\?uri=/;
    const page = await site.visit({ before: (page) => instead(page, "GET", list, noConnection) });
    await page.unroute(list);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await untilHeading(page, "No comments yet");
  });

  it("keeps the link to hidden comments when they do not come", async () => {
    const path = site.newPath();
    for (const text of ["one", "two"]) await site.api.post(path, { text: `Comment ${text}` });
    const page = await site.visit({ path, script: 'data-isso-max-comments-top="1"' });
    await instead(page, "GET", /offset=1/, noConnection);
    await page.locator(".isso-load-hidden").click();
    await page.locator(".isso-comment-loader .isso-error").waitFor();
    await page.unroute(/offset=1/);
    await page.locator(".isso-load-hidden").click();
    await commentWith(page, "Comment two").waitFor();
  });

  it.each([
    ["style sheet", /isso\.css/],
    ["language", /\/lang\//],
  ])("shows the thread without its %s when that does not come", async (_, address) => {
    const page = await site.visit({
      script: 'data-isso-lang="de"',
      before: (page) => page.route(address, (route) => route.abort()),
    });
    await mainForm(page).locator(".isso-textarea").waitFor({ state: "visible" });
    await postComment(page, "It works");
  });

  it("works where the browser lets nothing be stored", async () => {
    const denied = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })";
    const page = await site.visit({ before: (page) => page.addInitScript(denied) });
    await mainForm(page).locator("[name=author]").fill("Ada");
    await postComment(page, "Without a trace");
    expect(await mainForm(page).locator("[name=author]").inputValue()).toBe("Ada");
  });

  it("works with values in the storage that are no JSON", async () => {
    const broken = "for (const key of ['isso-author', 'isso-draft-x#']) localStorage.setItem(key, '{')";
    const page = await site.visit({ before: (page) => page.addInitScript(broken) });
    await postComment(page, "All the same");
  });
});
