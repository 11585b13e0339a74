import { expect, it } from "vitest";
import { describeWidget } from "../../support/widget.ts";
import { commentWith, postComment, textsOf, untilHeading } from "../../support/widgetActions.ts";

describeWidget("reading in the widget", (site) => {
  /** Posts so many comments, and as many replies to the first of them. */
  async function thread(comments: number, replies = 0): Promise<string> {
    const path = site.newPath();
    const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at + 1);
    for (const n of numbers(comments)) await site.api.post(path, { text: `Comment ${n}` });
    const first = await firstId(path);
    for (const n of numbers(replies)) await site.api.post(path, { text: `Reply ${n}`, parent: first });
    return path;
  }
  async function firstId(path: string): Promise<number> {
    const { json } = await site.api.ask("GET", `/?uri=${encodeURIComponent(path)}`);
    return json.replies[0]?.id ?? 0;
  }

  it("shows as many comments as asked for, and the rest on demand, each once", async () => {
    const path = await thread(5);
    const page = await site.visit({
      path,
      script: 'data-isso-max-comments-top="2" data-isso-reveal-on-click="2"',
    });
    await untilHeading(page, "5 comments");
    expect(await textsOf(page)).toEqual(["Comment 1", "Comment 2"]);
    const more = page.locator("#isso-root > #isso-loader-null > .isso-load-hidden");
    await more.filter({ hasText: /\b3\b/ }).waitFor();
    await postComment(page, "Comment 6");
    await more.click();
    await commentWith(page, "Comment 3").and(page.locator(":focus")).waitFor();
    await more.filter({ hasText: /\b2\b/ }).click();
    await more.waitFor({ state: "detached" });
    expect((await textsOf(page)).toSorted()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `Comment ${n}`));
  });

  it("reveals replies below their comment", async () => {
    const path = await thread(1, 3);
    const page = await site.visit({ path, script: 'data-isso-max-comments-nested="1"' });
    const more = page.locator(".isso-follow-up > .isso-comment-loader > .isso-load-hidden");
    await more.click();
    await commentWith(page, "Reply 3").waitFor();
    await more.waitFor({ state: "detached" });
    expect(await textsOf(page)).toEqual(["Comment 1", "Reply 1", "Reply 2", "Reply 3"]);
  });

  it("takes `inf` for all hidden comments", async () => {
    const path = await thread(4);
    const script = 'data-isso-max-comments-top="1" data-isso-reveal-on-click="inf"';
    const page = await site.visit({ path, script });
    await page.locator(".isso-load-hidden").click();
    await commentWith(page, "Comment 4").waitFor();
    expect(await textsOf(page)).toEqual([1, 2, 3, 4].map((n) => `Comment ${n}`));
  });

  it("opens hidden comments for an address that names one of them", async () => {
    const path = await thread(3, 2);
    const { json } = await site.api.ask("GET", `/?uri=${encodeURIComponent(path)}`);
    const id = json.replies[0]?.replies[1]?.id ?? 0;
    const script = 'data-isso-max-comments-top="1" data-isso-max-comments-nested="0"';
    const page = await site.visit({ path, script, at: `#isso-${id}` });
    const target = page.locator(`#isso-${id} > .isso-text-wrapper.isso-target`);
    await target.waitFor();
    expect(await target.locator(".isso-text").textContent()).toContain("Reply 2");
  });

  it("tells the date in full to whoever points at its age or comes to it by keyboard", async () => {
    const page = await site.visit({ path: await thread(2), script: 'data-isso-lang="de"' });
    const times = page.locator(".isso-permalink > time");
    await times.nth(0).hover();
    await page.locator(".isso-permalink").nth(1).focus();
    const year = String(new Date().getFullYear());
    for (const n of [0, 1]) {
      expect(await times.nth(n).getAttribute("title")).toMatch(new RegExp(`^\\w+, .* ${year} um \\d+:\\d+$`));
    }
  });

  it("marks the comment that the address names, and no other", async () => {
    const path = await thread(2);
    const page = await site.visit({ path });
    const links = page.locator(".isso-permalink");
    await links.nth(0).click();
    await page.locator("#isso-root > :nth-child(1) > .isso-target").waitFor();
    await links.nth(1).click();
    await page.locator("#isso-root > :nth-child(2) > .isso-target").waitFor();
    expect(await page.locator(".isso-target").count()).toBe(1);
  });

  it.each(["#isso-999999", "#isso-", "#isso-thread", "#other"])("leaves the address %s alone", async (at) => {
    const path = await thread(1);
    const page = await site.visit({ path, at });
    expect(await page.locator(".isso-target").count()).toBe(0);
    expect(await textsOf(page)).toEqual(["Comment 1"]);
  });

  it("counts a vote, says when one does not count, and shows levels", async () => {
    const path = await thread(1);
    const page = await site.visit({
      path,
      from: "192.0.2.1",
      script: 'data-isso-vote-levels="-1,1,5"',
    });
    await page.locator(".isso-comment.isso-no-votes.isso-vote-level-1").waitFor();
    await page.locator(".isso-upvote").click();
    await page.locator(".isso-comment.isso-vote-level-2:not(.isso-no-votes, .isso-vote-level-1)").waitFor();
    expect(await page.locator(".isso-votes").textContent()).toBe("1");
    await page.locator(".isso-downvote").click();
    await page.locator(".isso-message [role=status]", { hasText: "Not counted" }).waitFor();
    expect(await page.locator(".isso-votes").textContent()).toBe("1");
  });

  it("shows neither votes nor levels where they are switched off", async () => {
    const path = await thread(1);
    const page = await site.visit({ path, script: 'data-isso-vote="false" data-isso-vote-levels="0"' });
    const votes = ".isso-votes, .isso-upvote, .isso-downvote, .isso-no-votes, [class*=isso-vote-level]";
    expect(await page.locator(votes).count()).toBe(0);
  });

  it("marks the author of the page, whatever the hash looks like", async () => {
    const path = site.newPath();
    await site.api.post(path, { author: "Host", email: "host@example.com" });
    await site.api.post(path, { author: "Guest", email: "guest@example.com" });
    const { json } = await site.api.ask("GET", `/?uri=${encodeURIComponent(path)}`);
    const hash = json.replies[0]?.hash;
    const page = await site.visit({ path, script: `data-isso-page-author-hashes="12345678, ${hash}"` });
    expect(await page.locator(".isso-is-page-author").count()).toBe(1);
    const suffix = page.locator(".isso-is-page-author .isso-author ~ .isso-page-author-suffix");
    expect(await suffix.textContent()).toBe("Author");
  });

  it("shows no picture where avatars are switched off", async () => {
    const page = await site.visit({ path: await thread(1), script: 'data-isso-avatar="false"' });
    expect(await page.locator(".isso-avatar").count()).toBe(0);
  });

  it("shows text as text: markup in a name stays a name, and a script in a comment does not run", async () => {
    const path = site.newPath();
    const text = "<script>throw 1</script><img src=x onerror='throw 2'>[x](javascript:throw 3)";
    await site.api.post(path, {
      author: "<img src=x onerror='throw 4'>",
      website: "https://a.example/'x",
      text,
    });
    const page = await site.visit({ path });
    expect(await page.locator(".isso-author").textContent()).toBe("<img src=x onerror='throw 4'>");
    expect(
      await page.locator(".isso-root script, .isso-root [onerror], .isso-root [href^=javascript]").count(),
    ).toBe(0);
  });
});

describeWidget(
  "the feed link of the widget",
  (site) => {
    it("leads to the feed of the thread", async () => {
      const page = await site.visit();
      const href = await page.locator(".isso-feedlink > a").getAttribute("href");
      expect(href).toBe(`${site.server}/feed?uri=${encodeURIComponent(new URL(page.url()).pathname)}`);
    });
  },
  { rss: { base: "https://page.example/" } },
);
