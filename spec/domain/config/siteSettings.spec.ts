import { describe, expect, test } from "vitest";
import { build, refusalWith, settingsWith, warningsWith } from "./built.ts";

describe("[general]", () => {
  test("host keeps its order and drops blank and comment lines", () => {
    const built = build("[general]\nhost =\n  http://b/\n\n  # http://no/\n  https://a/\n");
    expect(built.ok && built.value.settings.general.hosts).toEqual(["http://b/", "https://a/"]);
  });

  test.each([
    ["~/comments.db", "/home/kim/comments.db"],
    ["~", "/home/kim"],
    ["~other/comments.db", "~other/comments.db"],
    ["x/~/comments.db", "x/~/comments.db"],
    ["comments.db", "comments.db"],
  ])("dbpath %s is %s", (written, dbpath) => {
    expect(settingsWith(`dbpath = ${written}`).general.dbpath).toBe(dbpath);
  });

  test.each([
    ["~/comments.db", "/comments.db"],
    ["~", "/"],
  ])("dbpath %s is %s when the home is the root", (written, dbpath) => {
    const built = build(`[general]\nhost = http://a/\ndbpath = ${written}`, {}, "/");
    expect(built.ok && built.value.settings.general.dbpath).toBe(dbpath);
  });

  test("dbpath must name a file", () => {
    expect(refusalWith("dbpath =")).toBe('[general] dbpath: expected a file name, got ""');
  });

  test.each([
    ["stdout, smtp", ["stdout", "smtp"], []],
    ["SMTP,smtp", ["smtp"], []],
    ["", [], [""]],
    ["Stdout, foo", [], ["Stdout", "foo"]],
  ])("notify %j means %j and warns of %j", (written, notify, unknown) => {
    expect(settingsWith(`notify = ${written}`).general.notify).toEqual(notify);
    expect(warningsWith(`notify = ${written}`)).toEqual(
      unknown.map((word) => `unknown notification backend '${word}'`),
    );
  });

  test.each(["https://x/{}.png", "https://x/same.png"])("gravatar-url may be %s", (url) => {
    expect(settingsWith(`gravatar-url = ${url}`).general.gravatarUrl).toBe(url);
  });

  test.each(["https://x/{}{}", "https://x/{hash}", "https://x/{", "https://x/}{}", "https://x/{0}"])(
    "gravatar-url may not be %s",
    (url) => {
      expect(refusalWith(`gravatar-url = ${url}`)).toBe(
        `[general] gravatar-url: expected an address with {} in the place of the MD5, once and without other braces, got "${url}"`,
      );
    },
  );
});

test("switches and numbers of the other sections reach the settings", () => {
  const settings = settingsWith(
    [
      ["[admin]", "enabled = yes", "password = secret"],
      ["[moderation]", "enabled = 1", "approve-if-email-previously-approved = ON", "purge-after = 1d"],
      ["[guard]", "enabled = off", "ratelimit = 1m", "direct-reply = 0", "reply-to-self = true"],
      ["require-author = true", "require-email = true", "website-field = no"],
      ["[rss]", "base = https://example.com/", "limit = 7"],
    ]
      .flat()
      .join("\n"),
  );
  expect(settings.admin).toEqual({ enabled: true, password: "secret" });
  expect(settings.moderation).toEqual({ enabled: true, approveKnownEmail: true, purgeAfter: 86_400 });
  expect(settings.guard).toEqual({
    enabled: false,
    ratelimit: 60,
    directReply: 0,
    replyToSelf: true,
    requireAuthor: true,
    requireEmail: true,
    websiteField: false,
  });
  expect(settings.rss).toEqual({ base: "https://example.com/", limit: 7 });
});
