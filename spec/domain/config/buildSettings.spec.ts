import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { build, minimal, refusalWith, settingsWith } from "./built.ts";

describe("buildSettings", () => {
  test("gives the original's defaults to a file that names only its site", () => {
    expect(build(minimal)).toEqual({
      ok: true,
      value: {
        warnings: [],
        settings: {
          general: {
            dbpath: "/tmp/comments.db",
            name: "",
            hosts: ["https://example.com/"],
            maxAge: 900,
            notify: ["stdout"],
            replyNotifications: false,
            logFile: "",
            gravatar: false,
            gravatarUrl: "https://www.gravatar.com/avatar/{}?d=identicon&s=55",
            latestEnabled: false,
          },
          admin: { enabled: false, password: "please_choose_a_strong_password" },
          moderation: { enabled: false, approveKnownEmail: false, purgeAfter: 2_592_000 },
          server: {
            listen: { kind: "tcp", host: "localhost", port: 8080 },
            publicEndpoint: "",
            trustedProxies: [],
            samesite: "",
          },
          smtp: {
            username: "",
            password: "",
            host: "localhost",
            port: 587,
            security: "starttls",
            to: "",
            from: "Ich schrei sonst! <>",
            timeout: 10,
          },
          guard: {
            enabled: true,
            ratelimit: 2,
            directReply: 3,
            replyToSelf: false,
            requireAuthor: false,
            requireEmail: false,
            websiteField: true,
          },
          markup: {
            renderer: "mistune",
            allowedElements: [],
            allowedAttributes: [],
            misaka: {
              options: ["autolink", "fenced-code", "no-intra-emphasis", "strikethrough", "superscript"],
              flags: [],
            },
            mistune: {
              plugins: ["strikethrough", "subscript", "superscript"],
              parameters: ["escape", "hard_wrap"],
            },
            extras: { highlight: false, smartPunctuation: false, emoji: false },
          },
          hash: {
            salt: "Eech7co8Ohloopo9Ol6baimi",
            spec: { kind: "pbkdf2", iterations: 1000, length: 6, digest: "sha1" },
          },
          rss: { base: "", limit: 100 },
        },
      },
    });
  });

  test("keeps texts with any of the format's signs as they are", () => {
    const password = fc.stringMatching(
      /^[a-zA-Z0-9%;#"'=:[\]()]([a-zA-Z0-9 %;#"'=:[\]()]*[a-zA-Z0-9%;#"'])?$/,
    );
    fc.assert(
      fc.property(password, (text) => {
        expect(settingsWith(`[smtp]\npassword = ${text}`).smtp.password).toBe(text);
      }),
    );
  });

  test("freezes the settings in all depths", () => {
    const settings = settingsWith("");
    for (const part of [
      settings,
      settings.general.hosts,
      settings.markup.misaka.options,
      settings.hash.spec,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test("expands variables in any value, once", () => {
    const environment = { SECRET: "a$PORT%(to)s", PORT: "25" };
    const { smtp } = settingsWith("[smtp]\npassword = $SECRET\nport = $PORT\nto = x", environment);
    expect(smtp).toMatchObject({ password: "a$PORT%(to)s", port: 25 });
  });

  test("expands references to the same section, to defaults and to [DEFAULT], before variables", () => {
    const lines = "dbpath = %(root)s/%(name)s-%(max-age)s%(salt)s.db\nname = $N\n[DEFAULT]\nroot = /srv\n";
    expect(settingsWith(lines, { N: "blog" }).general.dbpath).toBe("/srv/blog-15m%(salt)s.db");
  });

  test.each([
    ["guard", "ratelimit", "two", "expected a whole number or a duration such as 1m30s"],
    ["guard", "direct-reply", "", "expected a whole number or a duration such as 1m30s"],
    ["guard", "enabled", "y", "expected true or false (also yes, no, on, off, 1, 0)"],
    ["guard", "require-email", "", "expected true or false (also yes, no, on, off, 1, 0)"],
    ["guard", "website-field", "2", "expected true or false (also yes, no, on, off, 1, 0)"],
    ["general", "max-age", "1y", "expected a whole number or a duration such as 1m30s"],
    ["moderation", "purge-after", "0", "expected a number from 1 to 9007199254740991"],
    ["rss", "limit", "1e3", "expected a whole number or a duration such as 1m30s"],
    ["smtp", "port", "0", "expected a number from 1 to 65535"],
    ["smtp", "port", "65536", "expected a number from 1 to 65535"],
    ["smtp", "timeout", "-1", "expected a number from 1 to 2147483"],
    ["smtp", "security", "SSL", "expected none, starttls or ssl"],
    ["server", "samesite", "foo", "expected Strict, Lax, None or nothing"],
    ["hash", "algorithm", "pbkdf2:0", "expected pbkdf2 iterations from 1 to 2147483647"],
  ])("refuses [%s] %s = %j and says what would be right", (section, option, value, right) => {
    const got = value.startsWith("pbkdf2:") ? value.slice(7) : value;
    const text = `${section === "general" ? "" : `[${section}]\n`}${option} = ${value}\n`;
    expect(build(minimal + text)).toEqual({
      ok: false,
      error: { section, option, message: `[${section}] ${option}: ${right}, got ${JSON.stringify(got)}` },
    });
  });

  test("refuses a known option without a value, whatever its type", () => {
    for (const option of ["max-age", "notify", "log-file", "gravatar"]) {
      expect(refusalWith(option)).toBe(
        `[general] ${option}: the option has no value; write "${option} =" to leave it empty`,
      );
    }
  });

  test("refuses a configuration without a site in the original's words", () => {
    for (const text of ["", "[general]\nhost =", "[general]\nhost =\n  # https://example.com/\n"]) {
      expect(build(text)).toEqual({
        ok: false,
        error: {
          section: "general",
          option: "host",
          message: "No website(s) configured, Isso won't work.",
        },
      });
    }
  });

  test("reports of several problems the one that the original meets first", () => {
    const listen = build("[server]\nlisten = ftp://x\n[hash]\nalgorithm = foo");
    expect(listen).toMatchObject({ ok: false, error: { section: "server", option: "listen" } });
    const renderer = build("[hash]\nalgorithm = foo\n[markup]\nrenderer = foo");
    expect(renderer).toMatchObject({ ok: false, error: { section: "markup", option: "renderer" } });
    expect(build("[hash]\nalgorithm = foo")).toMatchObject({ ok: false, error: { section: "hash" } });
  });
});
