import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget, type WidgetSite } from "../../support/widget.ts";
import { mainForm, postComment, submit } from "../../support/widgetActions.ts";

/** Selectors that themes use (behaviour section 11), each with how often it matches on the page below. */
const structure: readonly (readonly [selector: string, count: number])[] = [
  ["#isso-thread", 1],
  ["#isso-thread > noscript", 1],
  ["head > link#isso-style[rel=stylesheet]", 1],
  ["#isso-thread > span.isso-feedlink > a[href]", 1],
  ["#isso-thread > h4.isso-thread-heading", 1],
  ["#isso-thread > .isso-feedlink ~ h4 ~ div.isso-postbox ~ div#isso-root", 1],
  ["#isso-thread > .isso-postbox > .isso-form-wrapper", 1],
  [".isso-form-wrapper > .isso-textarea-wrapper > textarea.isso-textarea[rows='5']", 2],
  [".isso-textarea[minlength='3'][maxlength='65535'][placeholder]", 2],
  [".isso-textarea-wrapper > .isso-preview > .isso-comment > .isso-text-wrapper > .isso-text", 2],
  [".isso-form-wrapper > .isso-textarea-wrapper ~ .isso-auth-section ~ .isso-notification-section", 2],
  [
    ".isso-auth-section > p.isso-input-wrapper > label[for=isso-postbox-author] + #isso-postbox-author[name=author]",
    1,
  ],
  [
    ".isso-auth-section > p.isso-input-wrapper > label[for=isso-postbox-email] + #isso-postbox-email[type=email]",
    1,
  ],
  [
    ".isso-auth-section > p.isso-input-wrapper > label[for=isso-postbox-website] + #isso-postbox-website[name=website]",
    1,
  ],
  [
    ".isso-input-wrapper > [name=author], .isso-input-wrapper > [name=email], .isso-input-wrapper > [name=website]",
    6,
  ],
  [".isso-auth-section > p.isso-post-action > input[type=submit]", 2],
  [".isso-auth-section > p.isso-post-action > input[type=button][name=preview]", 2],
  [".isso-auth-section > p.isso-post-action > input[type=button][name=edit]", 2],
  [".isso-notification-section > label > input[type=checkbox][name=notification]", 2],
  ["#isso-root > .isso-comment[id^=isso-][data-hash]", 1],
  [".isso-comment.isso-no-votes", 2],
  [".isso-comment > .isso-avatar > svg[data-hash]", 2],
  ["#isso-root .isso-comment > .isso-text-wrapper > .isso-comment-header", 2],
  [".isso-comment-header > span.isso-author", 2],
  [
    ".isso-comment-header > .isso-author + .isso-spacer + a.isso-permalink[href^='#isso-'] > time[datetime$=Z]",
    2,
  ],
  [".isso-comment-header > .isso-permalink ~ span.isso-note", 2],
  ["#isso-root .isso-comment > .isso-text-wrapper > .isso-comment-header + .isso-text", 2],
  [".isso-text-wrapper > .isso-text + .isso-comment-footer", 2],
  [".isso-comment-footer > .isso-votes + a.isso-upvote + .isso-spacer + a.isso-downvote", 2],
  [".isso-comment-footer > a.isso-upvote > svg, .isso-comment-footer > a.isso-downvote > svg", 4],
  [".isso-comment-footer > a.isso-reply", 2],
  [".isso-comment-footer > a.isso-edit ~ a.isso-delete", 2],
  [".isso-comment-footer ~ .isso-postbox", 1],
  ["#isso-root > .isso-comment > .isso-text-wrapper + .isso-follow-up > .isso-comment", 1],
];

const forTheFeed = { rss: { base: "https://page.example/" } };

describeWidget(
  "the contract with themes and pages",
  (site) => {
    it("has the elements that themes select, where they are", async () => {
      const page = await threadWithReplyForm(site);
      const counts = await Promise.all(structure.map(([selector]) => page.locator(selector).count()));
      expect(structure.map(([selector], at) => [selector, counts[at]])).toEqual(structure);
    });

    it.each([
      ["isso-preview-mode", ".isso-postbox", "[name=preview]"],
      ["isso-cancel", ".isso-comment-footer > a", "a.isso-edit"],
    ])("shows the state %s by its class", async (name, where, click) => {
      const page = await site.visit();
      await postComment(page, "A comment");
      await mainForm(page).locator(".isso-textarea").fill("A text");
      await page.locator(click).first().click();
      await page.locator(`${where}.${name}`).waitFor();
    });

    it("saves the identity under the original's keys as JSON, and keeps the cookie of the comment", async () => {
      const page = await site.visit();
      await mainForm(page).locator("[name=author]").fill("Ada");
      const comment = await postComment(page, "Mine");
      const id = await comment.locator(".isso-permalink").getAttribute("href");
      const saved = "['author', 'email', 'website'].map((name) => localStorage.getItem('isso-' + name))";
      expect(await page.evaluate(saved)).toEqual(['"Ada"', "null", "null"]);
      const cookies = (await page.context().cookies()).map(({ name }) => name).toSorted();
      const number = id?.replace("#isso-", "");
      expect(cookies).toEqual([number, `isso-${number}`].toSorted());
      await page.locator(".isso-delete").click();
      await page.locator(".isso-delete.isso-confirm").click();
      await comment.waitFor({ state: "detached" });
      expect(await page.context().cookies()).toEqual([]);
    });

    it("sends a new comment with the members that the original sends", async () => {
      const page = await site.visit({
        body: '<div id="isso-thread" data-isso-id="/own id/" data-title="Own"></div>',
      });
      const sent = page.waitForRequest(/\/new\?uri=%2Fown%20id%2F$/);
      await submit(mainForm(page), "A comment");
      expect((await sent).postDataJSON()).toMatchObject({
        author: null,
        email: null,
        website: null,
        text: "A comment",
        parent: null,
        title: "Own",
        notification: 0,
      });
      expect(await (await sent).headerValue("content-type")).toBe("application/json");
    });

    it("takes the address of the page without its query for the thread", async () => {
      const page = await site.visit({ at: "?utm=1#top" });
      const sent = page.waitForRequest(/\/new\?/);
      await submit(mainForm(page), "A comment");
      const { pathname } = new URL(page.url());
      expect(new URL((await sent).url()).searchParams.get("uri")).toBe(pathname);
    });

    it("leaves a style sheet of the page in its place", async () => {
      const style = '<link id="isso-style" rel="stylesheet" href="data:text/css,">';
      const page = await site.visit({ head: style });
      expect(await page.locator("#isso-style").getAttribute("href")).toBe("data:text/css,");
      expect(await page.locator("link[rel=stylesheet]").count()).toBe(1);
    });

    it("follows the options about style, on whatever script they stand", async () => {
      const none = await site.visit({ head: '<script data-isso-css="false"></script>' });
      expect(await none.locator("#isso-style").count()).toBe(0);
      const other = await site.visit({ script: 'data-isso-css-url="data:text/css,"' });
      expect(await other.locator("#isso-style").getAttribute("href")).toBe("data:text/css,");
    });

    it("writes counts as the original does: by address, id, and once for each thread", async () => {
      const path = site.newPath();
      await site.api.post(path);
      const body = `<a id="one" href="${path}#isso-thread"><b>Comments</b></a>
        <a id="two" href="/else/#isso-thread" data-isso-id="${path}">x</a>
        <a id="none" href="/else/#isso-thread">x</a>
        <a id="other" href="/else/#comments">x</a>`;
      for (const file of ["count.min.js", "embed.min.js", "count.dev.js"]) {
        const page = await site.visit({ body, file, loaded: false });
        await page.locator("#one", { hasText: /^One comment$/ }).waitFor();
        const texts = await page.locator("a").allTextContents();
        expect(texts, file).toEqual(["One comment", "One comment", "0 comments", "x"]);
      }
    });

    it("replaces texts of the chosen language, in as many forms as the page gives", async () => {
      const script = `data-isso-lang="de" data-isso-postbox-submit-text-de="Don't" data-isso-postbox-submit-text-en="No"
        data-isso-num-comments-text-de="Einer\\n{{ n }} Stück"`;
      const path = site.newPath();
      const page = await site.visit({ path, script });
      expect(await mainForm(page).locator("[type=submit]").inputValue()).toBe("Don't");
      await postComment(page, "eins");
      await page.locator("h4", { hasText: "Einer" }).waitFor();
      await postComment(page, "zwei");
      await page.locator("h4", { hasText: "2 Stück" }).waitFor();
    });

    it.each([
      ["de-AT", "", "de"],
      ["nn", "", "nb"],
      ["zh-HK", "", "zh-TW"],
      ["xx", 'data-isso-default-lang="fr"', "fr"],
      ["de", 'data-isso-lang="it"', "it"],
      ["xx", "", "en"],
    ])("speaks to a browser in %s with %j the language %s", async (locale, script, code) => {
      const page = await site.visit({ script, browser: { locale } });
      expect(await page.locator("#isso-thread").getAttribute("lang")).toBe(code);
    });
  },
  forTheFeed,
);

/** A comment with an answer and an open form for another one. */
async function threadWithReplyForm(site: WidgetSite): Promise<Page> {
  const page = await site.visit({
    body: '<section id="isso-thread"><noscript>No script</noscript></section>',
  });
  const comment = await postComment(page, "A comment");
  await comment.locator(".isso-reply").click();
  await submit(comment.locator(".isso-postbox"), "An answer");
  await page.locator(".isso-follow-up > .isso-comment").waitFor();
  await comment.locator(".isso-reply").click();
  await comment.locator(".isso-postbox").waitFor();
  return page;
}
