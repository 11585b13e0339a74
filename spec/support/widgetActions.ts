import type { Locator, Page } from "playwright-core";

/** The form for a new comment. */
export function mainForm(page: Page): Locator {
  return page.locator(".isso-root").locator("xpath=preceding-sibling::*[contains(@class, 'isso-postbox')]");
}

/** A comment by its text, without its replies: what is inside its text wrapper. */
export function commentWith(page: Page, text: string): Locator {
  return page.locator(".isso-root .isso-text-wrapper").filter({
    has: page.locator("> .isso-text", { hasText: text }),
  });
}

/** Texts of all comments on the page, in the order of the page. */
export async function textsOf(page: Page): Promise<readonly string[]> {
  const texts = await page.locator(".isso-root .isso-text").allInnerTexts();
  return texts.map((text) => text.trim());
}

/** Writes into a form and sends it. */
export async function submit(form: Locator, text: string): Promise<void> {
  await form.locator(".isso-textarea").fill(text);
  await form.locator("[type=submit]").click();
}

/** Writes a comment and waits until it is listed; `shown` is how it reads there. */
export async function postComment(page: Page, text: string, shown: string = text): Promise<Locator> {
  await submit(mainForm(page), text);
  const comment = commentWith(page, shown);
  await comment.waitFor();
  return comment;
}

/** Waits until the heading reads so. */
export async function untilHeading(page: Page, text: string): Promise<void> {
  await page.locator(".isso-thread-heading", { hasText: new RegExp(`^${text}$`) }).waitFor();
}
