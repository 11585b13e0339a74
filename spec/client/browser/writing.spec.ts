import { expect, it } from "vitest";
import { en } from "../../../src/client/i18n/en.ts";
import { describeWidget } from "../../support/widget.ts";
import {
  commentWith,
  mainForm,
  postComment,
  submit,
  textsOf,
  untilHeading,
} from "../../support/widgetActions.ts";

describeWidget("writing in the widget", (site) => {
  it("shows an invitation where there is no comment", async () => {
    const page = await site.visit();
    await untilHeading(page, "No comments yet");
    expect(await textsOf(page)).toEqual([]);
  });

  it("posts a comment, empties the form, counts it and moves the reader there", async () => {
    const page = await site.visit();
    await mainForm(page).locator("[name=author]").fill("Ada");
    const comment = await postComment(page, "A *first* comment", "A first comment");
    expect(await comment.locator(".isso-text em").textContent()).toBe("first");
    expect(await comment.locator(".isso-author").textContent()).toBe("Ada");
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("");
    await untilHeading(page, "One comment");
    await page.locator(".isso-text-wrapper:focus").waitFor();
    const again = await site.again(page);
    expect(await textsOf(again)).toEqual(["A first comment"]);
  });

  it("posts what a second click on the button would post only once", async () => {
    const page = await site.visit();
    let posts = 0;
    await page.route("**/new?*", async (route) => {
      if (route.request().method() === "POST") posts += 1;
      await route.continue();
    });
    await mainForm(page).locator(".isso-textarea").fill("Only once");
    await mainForm(page).locator("[type=submit]").dblclick();
    await commentWith(page, "Only once").waitFor();
    const again = await site.again(page);
    expect({ posts, listed: await textsOf(again) }).toEqual({ posts: 1, listed: ["Only once"] });
  });

  it("answers a comment below it, names whom, and closes the form", async () => {
    const page = await site.visit();
    await mainForm(page).locator("[name=author]").fill("Ada");
    const parent = await postComment(page, "The question");
    await parent.locator(".isso-reply").click();
    const form = parent.locator(".isso-postbox");
    await form.locator(".isso-textarea:focus").waitFor();
    expect(await form.locator(".isso-reply-to").textContent()).toBe("Replying to Ada");
    await submit(form, "The answer");
    await page.locator(".isso-follow-up .isso-text", { hasText: "The answer" }).waitFor();
    await form.waitFor({ state: "detached" });
    await untilHeading(page, "2 comments");
    expect(await parent.locator(".isso-reply").textContent()).toBe("Reply");
  });

  it("keeps the ids of two open forms apart", async () => {
    const page = await site.visit();
    const parent = await postComment(page, "The question");
    await parent.locator(".isso-reply").click();
    await parent.locator(".isso-postbox").waitFor();
    const repeated = "(all => all.map(e => e.id).filter((id, at, ids) => id && ids.indexOf(id) !== at))";
    expect(await page.evaluate(`${repeated}([...document.querySelectorAll("[id]")])`)).toEqual([]);
  });

  it("puts a new comment first where the newest stands first", async () => {
    const page = await site.visit({ script: 'data-isso-sorting="newest"' });
    await postComment(page, "older");
    await postComment(page, "newer");
    expect(await textsOf(page)).toEqual(["newer", "older"]);
    expect(await textsOf(await site.again(page))).toEqual(["newer", "older"]);
  });

  it("shows the preview in place of the text, and the text again", async () => {
    const page = await site.visit();
    const form = mainForm(page);
    await form.locator(".isso-textarea").fill("Look: **bold**");
    await form.locator("[name=preview]").click();
    expect(await form.locator(".isso-preview strong").textContent()).toBe("bold");
    expect(await form.locator(".isso-textarea").isVisible()).toBe(false);
    await form.locator("[name=edit]").click();
    await form.locator(".isso-textarea:focus").waitFor();
    expect(await form.locator(".isso-preview").isVisible()).toBe(false);
    expect(await form.locator(".isso-textarea").inputValue()).toBe("Look: **bold**");
  });

  it("says at the field what is missing, until it is there", async () => {
    const page = await site.visit();
    const form = mainForm(page);
    await submit(form, "no");
    await form.locator(".isso-textarea[aria-invalid=true]:focus").waitFor();
    expect(await form.locator(".isso-field-error").textContent()).toBe(en["invalid-text"]);
    await form.locator(".isso-textarea").fill("now long enough");
    await form.locator(".isso-field-error").waitFor({ state: "detached" });
    expect(await form.locator("[aria-invalid=true]").count()).toBe(0);
  });

  it.each([
    ["email", "not-an-email", en["invalid-email"]],
    ["website", "no website", en["invalid-website"]],
  ])("refuses an impossible %s before anything is sent", async (name, value, said) => {
    const page = await site.visit();
    const form = mainForm(page);
    await form.locator(`[name=${name}]`).fill(value);
    await submit(form, "A comment");
    expect(await form.locator(`[name=${name}] + .isso-field-error`).textContent()).toBe(said);
    expect(await form.locator(".isso-textarea").inputValue()).toBe("A comment");
    expect(await textsOf(page)).toEqual([]);
  });

  it("edits a comment and marks it as edited", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "With a mistkae");
    await comment.locator(".isso-edit").click();
    const field = page.locator(".isso-editing .isso-textarea:focus");
    await field.waitFor();
    expect(await field.inputValue()).toBe("With a mistkae");
    await field.fill("Without a mistake");
    await page.locator(".isso-editing .isso-edit", { hasText: "Save" }).click();
    await commentWith(page, "Without a mistake").waitFor();
    expect(await page.locator(".isso-edited").textContent()).toContain("edited");
    await page.locator(".isso-edit:focus").waitFor();
    const again = await site.again(page);
    expect(await textsOf(again)).toEqual(["Without a mistake"]);
    expect(await again.locator(".isso-edited").count()).toBe(1);
  });

  it("leaves a comment as it was when editing is cancelled", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "As it **was**", "As it was");
    await comment.locator(".isso-edit").click();
    await page.locator(".isso-editing .isso-textarea:focus").fill("Something else");
    await page.locator(".isso-cancel").click();
    await page.locator(".isso-edit:focus").waitFor();
    expect(await textsOf(page)).toEqual(["As it was"]);
    expect(await page.locator(".isso-edited").count()).toBe(0);
  });

  it("deletes a comment only after a second, separate click", async () => {
    const page = await site.visit();
    const comment = await postComment(page, "Not for long");
    await comment.locator(".isso-delete").dblclick();
    await comment.locator(".isso-delete", { hasText: "Really delete" }).waitFor();
    await comment.locator(".isso-cancel").click();
    await comment.locator(".isso-delete:focus", { hasText: /^Delete$/ }).waitFor();
    await comment.locator(".isso-delete").click();
    await comment.locator(".isso-delete.isso-confirm").click();
    await untilHeading(page, "No comments yet");
    expect(await textsOf(page)).toEqual([]);
    await page.locator(".isso-thread-heading:focus").waitFor();
    await untilHeading(await site.again(page), "No comments yet");
  });

  it("leaves a blank place for a deleted comment that has answers", async () => {
    const page = await site.visit();
    const parent = await postComment(page, "The question");
    await parent.locator(".isso-reply").click();
    await submit(parent.locator(".isso-postbox"), "The answer");
    await commentWith(page, "The answer").waitFor();
    await parent.locator(".isso-delete").click();
    await parent.locator(".isso-delete.isso-confirm").click();
    const blank = page.locator(".isso-deleted");
    await blank.waitFor();
    const parts = ".isso-author, .isso-avatar, .isso-upvote, .isso-reply, .isso-edit, .isso-delete";
    expect(await blank.locator("> .isso-text-wrapper, > .isso-avatar").locator(parts).count()).toBe(0);
    expect(await blank.locator(".isso-note").first().textContent()).toBe(en["comment-deleted"]);
    await commentWith(page, "The answer").waitFor();
    const again = await site.again(page);
    expect(
      await again.locator(".isso-deleted .isso-follow-up .isso-text", { hasText: "The answer" }).count(),
    ).toBe(1);
  });

  it("keeps an unsent text over a reload, and lets it be thrown away", async () => {
    const page = await site.visit();
    await mainForm(page).locator(".isso-textarea").fill("Not finished yet");
    await page.reload();
    await mainForm(page).locator(".isso-draft-note").waitFor();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Not finished yet");
    await mainForm(page).locator(".isso-discard").click();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("");
    await page.reload();
    await mainForm(page).waitFor();
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("");
    expect(await mainForm(page).locator(".isso-draft-note").isVisible()).toBe(false);
  });

  it("keeps an unsent answer apart from an unsent comment", async () => {
    const page = await site.visit();
    const parent = await postComment(page, "The question");
    await parent.locator(".isso-reply").click();
    await parent.locator(".isso-postbox .isso-textarea").fill("Half an answer");
    await mainForm(page).locator(".isso-textarea").fill("Half a comment");
    await page.reload();
    await parent.locator(".isso-reply").click();
    expect(await parent.locator(".isso-postbox .isso-textarea").inputValue()).toBe("Half an answer");
    expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Half a comment");
  });

  it("remembers who wrote, also a name with an apostrophe", async () => {
    const page = await site.visit();
    await mainForm(page).locator("[name=author]").fill("O'Brien \"<b>");
    await mainForm(page).locator("[name=email]").fill("o@example.com");
    await mainForm(page).locator("[name=website]").fill("https://example.com");
    const comment = await postComment(page, "Remember me");
    expect(await comment.locator("a.isso-author").textContent()).toBe("O'Brien \"<b>");
    expect(await comment.locator("a.isso-author").getAttribute("href")).toMatch(
      /^https:\/\/example\.com\/?$/,
    );
    const other = await site.again(page, site.embed());
    const values = await mainForm(other).locator("p input:not([type=submit], [type=button])").all();
    expect(await Promise.all(values.map((input) => input.inputValue()))).toEqual([
      "O'Brien \"<b>",
      "o@example.com",
      "https://example.com",
    ]);
  });
});
