import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Settings } from "../src/domain/config/settings.ts";
import { canonicalJson } from "../src/domain/log/canonicalJson.ts";
import { rulesInForce } from "../src/rules.ts";
import { settingsWith } from "./domain/config/built.ts";

const shipped = settingsWith("");

/** The settings with another text wherever only the operator should know it. */
function withSecrets(secret: string): Settings {
  const { general, admin, server, smtp, hash, rss } = shipped;
  return {
    ...shipped,
    general: {
      ...general,
      dbpath: secret,
      name: secret,
      hosts: [secret],
      logFile: secret,
      gravatarUrl: secret,
    },
    admin: { ...admin, password: secret },
    server: {
      ...server,
      listen: { kind: "unix", path: secret },
      publicEndpoint: secret,
      trustedProxies: [secret],
    },
    smtp: { ...smtp, username: secret, password: secret, host: secret, to: secret, from: secret },
    hash: { ...hash, salt: secret },
    rss: { ...rss, base: secret },
  };
}

describe("the rules that the log records", () => {
  it("hold no password, salt, address or path, whatever these are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(rulesInForce(withSecrets(`§${text}§`))).toEqual(rulesInForce(shipped));
      }),
    );
  });

  it("are texts that an event can hold", () => {
    expect(canonicalJson(rulesInForce(shipped)).ok).toBe(true);
  });

  it("are these as shipped", () => {
    expect(rulesInForce(shipped)).toEqual({
      "general.max-age": "900",
      "moderation.enabled": "false",
      "moderation.approve-if-email-previously-approved": "false",
      "moderation.purge-after": "2592000",
      "guard.enabled": "true",
      "guard.ratelimit": "2",
      "guard.direct-reply": "3",
      "guard.reply-to-self": "false",
      "guard.require-author": "false",
      "guard.require-email": "false",
      "markup.renderer": "mistune",
      "markup.allowed-elements": "",
      "markup.allowed-attributes": "",
    });
  });

  it.each([
    ["general.max-age", "max-age = 1h", "3600"],
    ["moderation.enabled", "[moderation]\nenabled = true", "true"],
    [
      "moderation.approve-if-email-previously-approved",
      "[moderation]\napprove-if-email-previously-approved = true",
      "true",
    ],
    ["moderation.purge-after", "[moderation]\npurge-after = 1d", "86400"],
    ["guard.enabled", "[guard]\nenabled = false", "false"],
    ["guard.ratelimit", "[guard]\nratelimit = 5", "5"],
    ["guard.direct-reply", "[guard]\ndirect-reply = 6", "6"],
    ["guard.reply-to-self", "[guard]\nreply-to-self = true", "true"],
    ["guard.require-author", "[guard]\nrequire-author = true", "true"],
    ["guard.require-email", "[guard]\nrequire-email = true", "true"],
    ["markup.renderer", "[markup]\nrenderer = misaka", "misaka"],
    ["markup.allowed-elements", "[markup]\nallowed-elements = img,video", "img, video"],
    ["markup.allowed-attributes", "[markup]\nallowed-attributes = src,alt", "src, alt"],
  ])("follow the setting %s", (name, lines, value) => {
    expect(rulesInForce(settingsWith(lines))).toEqual({ ...rulesInForce(shipped), [name]: value });
  });
});
