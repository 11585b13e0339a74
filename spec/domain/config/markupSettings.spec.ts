import { describe, expect, test } from "vitest";
import { refusalWith, settingsWith, warningsWith } from "./built.ts";

const DEPRECATED =
  "Misaka has been deprecated. Please switch to Mistune for Markdown rendering before the next release.";

function setTwice(option: string): string {
  return `The configuration setting ${option} is set in both sections Markup and Markup.misaka. The setting in section Markup has been deprecated and is ignored.`;
}

describe("[markup] renderer", () => {
  test("warns when misaka is chosen", () => {
    expect(warningsWith("[markup]\nrenderer = misaka")).toEqual([DEPRECATED]);
  });

  test("warns of options at their former place with misaka, and only calls them unknown with mistune", () => {
    const unknown = ["no such option: [markup] options", "no such option: [markup] flags"];
    const former = "options = a\nflags = b\n";
    expect(warningsWith(`[markup]\n${former}`)).toEqual(unknown);
    expect(warningsWith(`[markup]\nrenderer = misaka\n${former}`)).toEqual([
      ...unknown,
      setTwice("flags"),
      setTwice("options"),
      DEPRECATED,
    ]);
  });

  test("warns of such an option in [DEFAULT] as well", () => {
    expect(warningsWith("[markup]\nrenderer = misaka\n[DEFAULT]\nflags = b")).toContain(setTwice("flags"));
  });

  test("refuses a value of several lines in one line", () => {
    expect(refusalWith("[markup]\nrenderer = a\n  b")).toMatch(
      /^\[markup] renderer: Invalid renderer value: a b\. /,
    );
  });

  test.each(["", "Mistune", "foo"])("refuses %j in the original's words", (renderer) => {
    expect(refusalWith(`[markup]\nrenderer = ${renderer}`)).toBe(
      `[markup] renderer: Invalid renderer value: ${renderer}. Set to either \`mistune\` or \`misaka\`.`,
    );
  });
});

describe("[markup] lists", () => {
  test("come trimmed and without empty parts", () => {
    const { allowedElements, allowedAttributes } = settingsWith(
      "[markup]\nallowed-elements = img , ,video\nallowed-attributes = ,src",
    ).markup;
    expect(allowedElements).toEqual(["img", "video"]);
    expect(allowedAttributes).toEqual(["src"]);
  });

  test("names of misaka may be written with underscores", () => {
    const { misaka } = settingsWith("[markup.misaka]\noptions = fenced_code, x\nflags = hard_wrap").markup;
    expect(misaka).toEqual({ options: ["fenced-code", "x"], flags: ["hard-wrap"] });
  });

  test("an empty plugin list is none", () => {
    expect(settingsWith("[markup.mistune]\nplugins =").markup.mistune.plugins).toEqual([]);
  });

  test("an unknown plugin is refused by its name", () => {
    expect(refusalWith("[markup.mistune]\nplugins = table, foo")).toMatch(
      /^\[markup\.mistune] plugins: expected plugins of speedup, .*spoiler, got "foo"$/,
    );
  });
});
