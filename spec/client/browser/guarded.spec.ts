import { expect, it } from "vitest";
import { en } from "../../../src/client/i18n/en.ts";
import { describeWidget } from "../../support/widget.ts";
import { commentWith, mainForm, postComment, submit, textsOf } from "../../support/widgetActions.ts";

describeWidget(
  "the widget on a guarded site",
  (site) => {
    it("asks for the name and the address that the site requires", async () => {
      const page = await site.visit();
      const form = mainForm(page);
      expect(await form.locator("label[for=isso-postbox-author]").textContent()).toBe("Name");
      expect(await form.locator("label[for=isso-postbox-email]").textContent()).toBe("E-mail");
      expect(await form.locator("[name=website]").count()).toBe(0);
      await submit(form, "Who am I?");
      await form.locator("[name=email][aria-invalid=true]:focus").waitFor();
      await form.locator("[name=email]").fill("ada@example.com");
      await form.locator("[type=submit]").click();
      await form.locator("[name=author][aria-invalid=true]:focus").waitFor();
      await form.locator("[name=author]").fill("Ada");
      await form.locator("[type=submit]").click();
      await commentWith(page, "Who am I?").waitFor();
    });

    it("counts down when the server's rate limit refuses a comment", async () => {
      const page = await site.visit({ from: "192.0.2.1" });
      await mainForm(page).locator("[name=author]").fill("Ada");
      await mainForm(page).locator("[name=email]").fill("ada@example.com");
      await postComment(page, "First comment");
      await submit(mainForm(page), "Second comment");
      await mainForm(page).locator(".isso-error .isso-countdown").waitFor();
      expect(await mainForm(page).locator(".isso-textarea").inputValue()).toBe("Second comment");
    });

    it("offers no reply to one's own comment while it can be edited", async () => {
      const page = await site.visit({ from: "198.51.100.1" });
      await mainForm(page).locator("[name=author]").fill("Ada");
      await mainForm(page).locator("[name=email]").fill("ada@example.com");
      const comment = await postComment(page, "Mine");
      await comment.locator(".isso-edit").waitFor();
      expect(await comment.locator(".isso-reply").count()).toBe(0);
    });
  },
  {
    guard: {
      ratelimit: "1",
      "require-author": "true",
      "require-email": "true",
      "website-field": "false",
    },
  },
);

describeWidget(
  "the widget on a moderated site",
  (site) => {
    it("marks a comment that waits, to its author only, and asks for mail about replies", async () => {
      const page = await site.visit();
      const form = mainForm(page);
      const section = form.locator(".isso-notification-section");
      expect(await section.isVisible()).toBe(false);
      await form.locator("[name=email]").fill("ada@example.com");
      await section.waitFor({ state: "visible" });
      await form.locator("[name=notification]").check();
      const sent = page.waitForRequest((request) => request.method() === "POST");
      const comment = await postComment(page, "Please let me in");
      expect((await sent).postDataJSON()).toMatchObject({ notification: 1, email: "ada@example.com" });
      await page.locator(".isso-pending").waitFor();
      expect(await comment.locator(".isso-note").textContent()).toBe(en["comment-queued"]);
      await comment.locator(".isso-info", { hasText: en["comment-queued-info"] }).waitFor();
      expect(await textsOf(await site.again(page))).toEqual([]);
    });
  },
  { general: { "reply-notifications": "true" }, moderation: { enabled: "true" } },
);
