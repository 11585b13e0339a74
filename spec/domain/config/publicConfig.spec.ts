import { describe, expect, it } from "vitest";
import { publicConfig } from "../../../src/domain/config/publicConfig.ts";
import { settingsWith } from "./built.ts";

const shipped = {
  "reply-to-self": false,
  "require-email": false,
  "require-author": false,
  "website-field": true,
  "reply-notifications": false,
  gravatar: false,
  feed: false,
};

describe("what clients are told of the settings", () => {
  it("is this, in this order, as shipped", () => {
    expect(JSON.stringify(publicConfig(settingsWith("")))).toBe(JSON.stringify(shipped));
  });

  it.each([
    ["reply-to-self", "[guard]\nreply-to-self = true", true],
    ["require-email", "[guard]\nrequire-email = true", true],
    ["require-author", "[guard]\nrequire-author = true", true],
    ["website-field", "[guard]\nwebsite-field = false", false],
    ["reply-notifications", "reply-notifications = true", true],
    ["feed", "[rss]\nbase = https://example.com/", true],
  ])("follows the setting behind %s", (name, lines, value) => {
    expect(publicConfig(settingsWith(lines))).toEqual({ ...shipped, [name]: value });
  });

  it("switches other pictures off where Gravatar is on", () => {
    expect(publicConfig(settingsWith("gravatar = true"))).toEqual({
      ...shipped,
      gravatar: true,
      avatar: false,
    });
  });
});
