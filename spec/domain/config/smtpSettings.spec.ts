import { describe, expect, test } from "vitest";
import { settingsWith } from "./built.ts";

describe("[smtp] from", () => {
  test.each([
    ["", "Ich schrei sonst! <>"],
    ["a@b.c", "Ich schrei sonst! <a@b.c>"],
    ["Foo", "Ich schrei sonst! <Foo>"],
    ["Foo Bar", "Ich schrei sonst! <Foo Bar>"],
    ["a@b.c, c@d.e", "Ich schrei sonst! <a@b.c, c@d.e>"],
    ["(Foo)", "Ich schrei sonst! <(Foo)>"],
    ["<a@b.c>", "Ich schrei sonst! <a@b.c>"],
    ['"" <a@b.c>', "Ich schrei sonst! <a@b.c>"],
    ["Foo@x <a@b.c>", "Ich schrei sonst! <a@b.c>"],
  ])("gets the original's name where it has none: %j", (written, from) => {
    expect(settingsWith(`[smtp]\nfrom = ${written}`).smtp.from).toBe(from);
  });

  test.each(["Foo <a@b.c>", "Foo <>", '"Foo Bar" <a@b.c>', '"<x@y>" <a@b.c>', "a@b.c (Foo)", "Élan <a@b.c>"])(
    "stays as written where it has a name: %j",
    (from) => {
      expect(settingsWith(`[smtp]\nfrom = ${from}`).smtp.from).toBe(from);
    },
  );
});

describe("[smtp]", () => {
  test.each(["none", "starttls", "ssl"])("takes %s for the encryption", (security) => {
    expect(settingsWith(`[smtp]\nsecurity = ${security}`).smtp.security).toBe(security);
  });

  test("takes a timeout as a duration", () => {
    expect(settingsWith("[smtp]\ntimeout = 1m30s").smtp.timeout).toBe(90);
  });
});
