import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeWidget } from "../../support/widget.ts";
import {
  commentWith,
  mainForm,
  postComment,
  submit,
  textsOf,
  untilHeading,
} from "../../support/widgetActions.ts";

const events = ["ready", "loaded", "posted", "edited", "deleted", "voted", "failed", "destroyed"];

const noteEvents = `
  window.heard = [];
  for (const name of ${JSON.stringify(events)})
    document.addEventListener("isso:" + name, ({ detail }) => window.heard.push([name, detail.thread]));
`;

/** Names of the events heard so far. */
async function heard(page: Page): Promise<readonly string[]> {
  const all = (await page.evaluate("window.heard")) as readonly (readonly [string, string])[];
  return all.map(([name]) => name);
}

describeWidget("embedding the widget", (site) => {
  it("finds the server by the address of its own script", async () => {
    const body = `<section id="isso-thread"></section><script src="${site.server}/js/embed.min.js?v=2" async></script>`;
    const path = site.newPath();
    site.embed({ path, body });
    const page = await site.visit({ path, body, file: "absent.js", script: 'data-isso=""' });
    await postComment(page, "Found");
  });

  it("works with the script for developers, added when the page is long there", async () => {
    const page = await site.visit({ body: "<p>later</p>", file: "absent.js", loaded: false });
    await page.evaluate(`{
      document.body.append(Object.assign(document.createElement("section"), { id: "isso-thread" }));
      document.body.append(Object.assign(document.createElement("script"), { src: "${site.server}/js/embed.dev.js" }));
    }`);
    await untilHeading(page, "No comments yet");
  });

  it("does nothing on a page without a thread, until there is one", async () => {
    const page = await site.visit({ body: "<p>nothing</p>", loaded: false });
    await page.waitForFunction("window.Isso");
    expect(await page.locator("#isso-style").count()).toBe(0);
    await page.evaluate(`{
      document.querySelector("main").insertAdjacentHTML("beforeend", '<section id="isso-thread"></section>');
      Isso.init();
    }`);
    await untilHeading(page, "No comments yet");
  });

  it("loads the comments again on `fetchComments`, and keeps what is typed", async () => {
    const path = site.newPath();
    const page = await site.visit({ path });
    await mainForm(page).locator(".isso-textarea").fill("Half a text");
    await site.api.post(path, { text: "From elsewhere" });
    await page.evaluate("Isso.fetchComments()");
    expect(await textsOf(page)).toEqual(["From elsewhere"]);
    await untilHeading(page, "One comment");
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Half a text");
  });

  it("shows another thread, its draft and its feed when the page became another", async () => {
    const [one, two] = [site.newPath(), site.newPath()];
    await site.api.post(one, { text: "On page one" });
    await site.api.post(two, { text: "On page two" });
    const page = await site.visit({ path: one });
    await mainForm(page).locator(".isso-textarea").fill("Draft of page one");
    await page.evaluate(`history.pushState(null, "", "${two}"), Isso.fetchComments()`);
    await commentWith(page, "On page two").waitFor();
    expect(await textsOf(page)).toEqual(["On page two"]);
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("");
    await page.evaluate(`history.pushState(null, "", "${one}"), Isso.init()`);
    await commentWith(page, "On page one").waitFor();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Draft of page one");
  });

  it("builds one thread however often `init` is called", async () => {
    const page = await site.visit();
    await page.evaluate("Promise.all([Isso.init(), Isso.init(), Isso.fetchComments()])");
    await page.evaluate("Isso.init()");
    expect(await page.locator(".isso-postbox, #isso-root, h4, #isso-style").count()).toBe(4);
  });

  it("moves with a thread element that was replaced", async () => {
    const page = await site.visit();
    await page.evaluate(`{
      const next = document.createElement("div");
      next.id = "isso-thread";
      document.getElementById("isso-thread").replaceWith(next);
      Isso.init();
    }`);
    await page.locator("div#isso-thread .isso-thread-heading", { hasText: "No comments yet" }).waitFor();
  });

  it.each([
    ["bare", ""],
    ["with attributes", ' class="mine" lang="de" dir="rtl" style="color: red;"'],
  ])("leaves nothing behind on `destroy` in an element %s, and comes back with `init`", async (_, own) => {
    const body = `<section id="isso-thread"${own}><p>Mine</p></section>`;
    const page = await site.visit({ body, before: (page) => page.addInitScript(noteEvents) });
    await postComment(page, "A comment");
    await page.evaluate("Isso.destroy()");
    const left = await page.evaluate("document.getElementById('isso-thread').outerHTML");
    expect(String(left).replace(/ (?:class|style)=""/g, "")).toBe(
      `<section id="isso-thread"${own}><p>Mine</p></section>`,
    );
    expect((await heard(page)).at(-1)).toBe("destroyed");
    await page.evaluate("Isso.init()");
    expect(await textsOf(page)).toEqual(["A comment"]);
  });

  it("keeps counters of the page's own thread at what the server counts, without asking it", async () => {
    const path = site.newPath();
    const asked: string[] = [];
    const page = await site.visit({
      path,
      body: `<a id="own" href="${path}#isso-thread">?</a><section id="isso-thread"></section>`,
      before: async (page) => {
        page.on("request", (request) => void asked.push(new URL(request.url()).pathname));
      },
    });
    const counted = async (text: string, count: number): Promise<void> => {
      await page.locator("#own", { hasText: new RegExp(`^${text}$`) }).waitFor();
      const { json } = await site.api.ask("POST", "/count", { body: JSON.stringify([path]) });
      expect(json).toEqual([count]);
    };
    await counted("0 comments", 0);
    const parent = await postComment(page, "A comment");
    await counted("One comment", 1);
    await parent.locator(".isso-reply").click();
    await submit(parent.locator(".isso-postbox"), "An answer");
    await counted("2 comments", 2);
    await parent.locator(".isso-delete").click();
    await parent.locator(".isso-delete.isso-confirm").click();
    await counted("One comment", 1);
    await untilHeading(page, "2 comments");
    await page.evaluate("Isso.init()");
    await counted("One comment", 1);
    expect(asked).not.toContain("/count");
  });

  it("tells the page what happens", async () => {
    const page = await site.visit({ from: "192.0.2.9", before: (page) => page.addInitScript(noteEvents) });
    const comment = await postComment(page, "A comment");
    await comment.locator(".isso-edit").click();
    await page.locator(".isso-editing .isso-textarea").fill("Another text");
    await page.locator(".isso-editing .isso-edit").click();
    const edited = commentWith(page, "Another text");
    await page.route(/\/dislike$/, (route) => route.abort());
    await edited.locator(".isso-downvote").click();
    await edited.locator(".isso-error").waitFor();
    await edited.locator(".isso-delete").click();
    await edited.locator(".isso-delete.isso-confirm").click();
    await untilHeading(page, "No comments yet");
    expect(await heard(page)).toEqual(["ready", "loaded", "posted", "edited", "failed", "deleted"]);
  });

  it("tells of a vote that counted", async () => {
    const path = site.newPath();
    await site.api.post(path);
    const before = (page: Page): Promise<unknown> => page.addInitScript(noteEvents);
    const page = await site.visit({ path, from: "192.0.2.10", before });
    await page.locator(".isso-upvote").click();
    await page.locator(".isso-votes", { hasText: /^1$/ }).waitFor();
    expect(await heard(page)).toEqual(["ready", "loaded", "voted"]);
  });

  it("lets a page listen to the failure of its list", async () => {
    const page = await site.visit({
      before: async (page) => {
        await page.addInitScript(noteEvents);
        await page.route(/\?uri=/, (route) => route.abort());
      },
    });
    expect(await heard(page)).toEqual(["ready", "failed"]);
  });
});

describeWidget("the element <isso-thread>", (site) => {
  const two = (one: string, other: string): string =>
    `<isso-thread id="one" data-isso-id="${one}"></isso-thread><isso-thread id="other" data-isso-id="${other}"></isso-thread>`;

  it("shows several threads on a page, each with its own form and comments", async () => {
    const [one, other] = [site.newPath(), site.newPath()];
    await site.api.post(one, { text: "In one" });
    await site.api.post(other, { text: "In the other" });
    const page = await site.visit({ body: two(one, other) });
    await page.locator("#one", { hasText: "In one" }).waitFor();
    await page.locator("#other", { hasText: "In the other" }).waitFor();
    await page.locator("#other .isso-textarea").fill("Only there");
    await page.locator("#other [type=submit]").click();
    await page.locator("#other .isso-thread-heading", { hasText: "2 comments" }).waitFor();
    expect(await page.locator("#one .isso-root > .isso-comment").count()).toBe(1);
    const repeated = "(all => all.filter((id, at) => all.indexOf(id) !== at))";
    expect(
      await page.evaluate(`${repeated}([...document.querySelectorAll("[id]")].map((e) => e.id))`),
    ).toEqual([]);
  });

  it("stands beside a thread of the page", async () => {
    const body = `<section id="isso-thread"></section><isso-thread data-isso-id="${site.newPath()}"></isso-thread>`;
    const page = await site.visit({ body });
    await page.locator("isso-thread .isso-root:not([aria-busy])").waitFor({ state: "attached" });
    expect(await page.locator(".isso-postbox").count()).toBe(2);
    expect(await page.locator("#isso-root, #isso-postbox-author").count()).toBe(2);
  });

  it("follows its attribute to another thread", async () => {
    const [one, other] = [site.newPath(), site.newPath()];
    await site.api.post(other, { text: "In the other" });
    const page = await site.visit({ body: `<isso-thread data-isso-id="${one}"></isso-thread>` });
    await page.evaluate(`document.querySelector("isso-thread").dataset.issoId = "${other}"`);
    await commentWith(page, "In the other").waitFor();
  });

  it("goes when it is taken out, stays when it is moved, and comes back", async () => {
    const page = await site.visit({
      body: `<isso-thread data-isso-id="${site.newPath()}"></isso-thread><aside></aside>`,
      before: (page) => page.addInitScript(noteEvents),
    });
    await page.locator("isso-thread .isso-textarea").fill("Half a text");
    await page.evaluate("document.querySelector('aside').append(document.querySelector('isso-thread'))");
    await page.locator("aside isso-thread .isso-textarea").waitFor();
    expect(await page.locator("isso-thread .isso-textarea").inputValue()).toBe("Half a text");
    await page.evaluate("window.kept = document.querySelector('isso-thread'); kept.remove()");
    expect(await page.evaluate("kept.childNodes.length")).toBe(0);
    await page.evaluate("document.querySelector('main').append(kept)");
    await page.locator("main > isso-thread .isso-root:not([aria-busy])").waitFor({ state: "attached" });
    expect(await page.locator("isso-thread .isso-textarea").inputValue()).toBe("Half a text");
    expect(await page.locator("isso-thread .isso-postbox").count()).toBe(1);
  });
});

describeWidget("two people in the widget", (site) => {
  it("lets each change only what is theirs, vote for the other, and see the other's comments", async () => {
    const path = site.newPath();
    const ada = await site.visit({ path, from: "192.0.2.1" });
    await postComment(ada, "From Ada");
    const bob = await site.visit({ path, from: "198.51.100.1" });
    const seen = commentWith(bob, "From Ada");
    expect(await seen.locator(".isso-edit, .isso-delete").count()).toBe(0);
    await seen.locator(".isso-upvote").click();
    await seen.locator(".isso-votes", { hasText: /^1$/ }).waitFor();
    await seen.locator(".isso-reply").click();
    await seen.locator(".isso-postbox .isso-textarea").fill("From Bob");
    await seen.locator(".isso-postbox [type=submit]").click();
    await commentWith(bob, "From Bob").locator(".isso-delete").waitFor();
    await ada.evaluate("Isso.fetchComments()");
    expect(await textsOf(ada)).toEqual(["From Ada", "From Bob"]);
    expect(await commentWith(ada, "From Ada").locator(".isso-votes").textContent()).toBe("1");
    expect(await commentWith(ada, "From Bob").locator(".isso-delete").count()).toBe(0);
    expect(await commentWith(ada, "From Ada").locator(".isso-delete").count()).toBe(1);
  });

  it("says that a comment is gone which the other one deleted meanwhile", async () => {
    const path = site.newPath();
    const ada = await site.visit({ path, from: "192.0.2.1" });
    const own = await postComment(ada, "From Ada");
    const bob = await site.visit({ path, from: "198.51.100.1" });
    await own.locator(".isso-delete").click();
    await own.locator(".isso-delete.isso-confirm").click();
    await untilHeading(ada, "No comments yet");
    await commentWith(bob, "From Ada").locator(".isso-upvote").click();
    await bob.locator(".isso-message", { hasText: "no longer there" }).waitFor();
  });
});
