import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { build, minimal, refusalWith, settingsWith, warningsWith } from "./built.ts";

const DEPRECATED =
  "Misaka has been deprecated. Please switch to Mistune for Markdown rendering before the next release.";

function setTwice(option: string): string {
  return `The configuration setting ${option} is set in both sections Markup and Markup.misaka. The setting in section Markup has been deprecated and is ignored.`;
}

function markupWith(lines: string): ReturnType<typeof settingsWith>["markup"] {
  return settingsWith(lines).markup;
}

describe("[markup] renderer", () => {
  test("warns when misaka is chosen", () => {
    expect(warningsWith("[markup]\nrenderer = misaka")).toEqual([DEPRECATED]);
  });

  test("refuses a value of several lines in one line", () => {
    expect(refusalWith("[markup]\nrenderer = a\n  b")).toMatch(
      /^\[markup] renderer: Invalid renderer value: a b\. /,
    );
  });

  test.each(["", "Mistune", "foo"])("refuses %j and names the others", (renderer) => {
    expect(refusalWith(`[markup]\nrenderer = ${renderer}`)).toBe(
      `[markup] renderer: Invalid renderer value: ${renderer}. Set to either \`mistune\`, \`misaka\` or \`gfm\`.`,
    );
  });
});

describe("a file from the days of one renderer", () => {
  test("selects misaka with the options that it names", () => {
    const { renderer, misaka } = markupWith("[markup]\noptions = strikethrough, superscript, autolink");
    expect(renderer).toBe("misaka");
    expect(misaka).toEqual({ options: ["strikethrough", "superscript", "autolink"], flags: [] });
  });

  test("may write names with underscores, in capitals, and with the prefixes of the C library", () => {
    const { misaka } = markupWith(
      "[markup]\noptions = fenced_code, EXT_NO_INTRA_EMPHASIS, ext-tables\nflags = HTML_HARD_WRAP, skip_html",
    );
    expect(misaka).toEqual({
      options: ["fenced-code", "no-intra-emphasis", "tables"],
      flags: ["hard-wrap", "skip-html"],
    });
  });

  test("keeps the elements and attributes that it allows", () => {
    const lines =
      "[markup]\noptions = strikethrough, autolink, fenced_code, no_intra_emphasis\n" +
      "allowed-elements = img, i, b, u\nallowed-attributes = src, width, height";
    expect(markupWith(lines)).toMatchObject({
      renderer: "misaka",
      allowedElements: ["img", "i", "b", "u"],
      allowedAttributes: ["src", "width", "height"],
      misaka: { options: ["strikethrough", "autolink", "fenced-code", "no-intra-emphasis"] },
    });
  });

  test("gets misaka's usual options where it names flags only", () => {
    const { misaka } = markupWith("[markup]\nflags = hard-wrap");
    expect(misaka).toEqual({ options: markupWith("").misaka.options, flags: ["hard-wrap"] });
  });

  test("may name no options at all", () => {
    expect(markupWith("[markup]\noptions =").misaka.options).toEqual([]);
  });

  test("is told where its options belong, and not that there are no such options", () => {
    const warnings = warningsWith("[markup]\noptions = autolink\nflags =");
    expect(warnings).toEqual([
      expect.stringMatching(/^\[markup] flags is read as \[markup\.misaka] flags, /),
      expect.stringMatching(/^\[markup] options is read as \[markup\.misaka] options, /),
      DEPRECATED,
    ]);
  });
});

describe("options at their former place in a newer file", () => {
  const former = "options = tables\nflags = escape\n";

  test("count for misaka where the new place does not name them", () => {
    expect(markupWith(`[markup]\nrenderer = misaka\n${former}`).misaka).toEqual({
      options: ["tables"],
      flags: ["escape"],
    });
    const { misaka } = markupWith(`[markup]\nrenderer = misaka\n${former}[markup.misaka]\noptions = math\n`);
    expect(misaka).toEqual({ options: ["math"], flags: ["escape"] });
  });

  test("are ignored with the original's words where the new place names them too", () => {
    const both = `[markup]\nrenderer = misaka\n${former}[markup.misaka]\noptions = math\nflags =\n`;
    expect(markupWith(both).misaka).toEqual({ options: ["math"], flags: [] });
    expect(warningsWith(both)).toEqual([setTwice("flags"), setTwice("options"), DEPRECATED]);
  });

  test.each([
    "[markup]\nrenderer = mistune\n",
    "[markup.mistune]\nplugins = url\n[markup]\n",
    "[markup.misaka]\n[markup]\n",
  ])("have no effect with mistune, which is told: %j", (newer) => {
    expect(markupWith(newer + former).renderer).toBe("mistune");
    expect(warningsWith(newer + former)).toEqual([
      "[markup] flags is for misaka and has no effect with renderer = mistune; please remove it.",
      "[markup] options is for misaka and has no effect with renderer = mistune; please remove it.",
    ]);
  });

  test("do not count in [DEFAULT], which is not about markup", () => {
    const lines = "[markup]\nrenderer = misaka\n[DEFAULT]\nflags = escape";
    expect(markupWith(lines).misaka.flags).toEqual([]);
    expect(warningsWith(lines)).toContain("no such option: [markup] flags");
  });
});

describe("[markup] lists", () => {
  test("come trimmed, in lower case, without empty parts and repetitions", () => {
    const { allowedElements, allowedAttributes } = markupWith(
      "[markup]\nallowed-elements = img , ,VIDEO, img\nallowed-attributes = ,src",
    );
    expect(allowedElements).toEqual(["img", "video"]);
    expect(allowedAttributes).toEqual(["src"]);
  });

  test("an empty plugin list is none", () => {
    expect(markupWith("[markup.mistune]\nplugins =").mistune.plugins).toEqual([]);
  });

  test("a warning lists the known names with commas", () => {
    expect(warningsWith("[markup.mistune]\nparameters = a, b")).toEqual([
      '[markup.mistune] parameters: "a", "b" unknown and without effect; known are escape, hard_wrap.',
    ]);
  });

  test("every name of the original is known, in all its spellings", () => {
    const extensions =
      "autolink, fenced-code, no-intra-emphasis, strikethrough, superscript, tables, footnotes, highlight, quote, " +
      "underline, math, math-explicit, space-headers, disable-indented-code";
    const plugins =
      "strikethrough, mark, insert, superscript, subscript, footnotes, table, url, abbr, def_list, math, ruby, " +
      "task_lists, spoiler, speedup";
    const flags = "skip-html, escape, hard-wrap, use-xhtml";
    const prefixed = (prefix: string, names: string): string =>
      names
        .split(", ")
        .map((name) => `${prefix}_${name.replaceAll("-", "_").toUpperCase()}`)
        .join(", ");
    expect(warningsWith(`[markup.misaka]\noptions = ${extensions}\nflags = ${flags}`)).toEqual([]);
    expect(
      markupWith(
        `[markup.misaka]\noptions = ${prefixed("EXT", extensions)}\nflags = ${prefixed("HTML", flags)}`,
      ).misaka,
    ).toEqual({ options: extensions.split(", "), flags: flags.split(", ") });
    expect(warningsWith(`[markup.mistune]\nplugins = ${plugins}`)).toEqual([]);
    expect(markupWith(`[markup.mistune]\nplugins = ${plugins}`).mistune.plugins).toEqual(plugins.split(", "));
  });

  test("prefixes belong to their own list", () => {
    expect(
      markupWith(
        "[markup.misaka]\noptions = html_tables, fenced_ext_code\nflags = ext_escape, hard_html_wrap",
      ).misaka,
    ).toEqual({
      options: [],
      flags: [],
    });
  });

  test("names of mistune may be written with dashes", () => {
    const { mistune } = markupWith(
      "[markup.mistune]\nplugins = Task-Lists, def_list\nparameters = hard-wrap",
    );
    expect(mistune).toEqual({ plugins: ["task_lists", "def_list"], parameters: ["hard_wrap"] });
  });

  test.each([
    [
      "[markup.misaka]\noptions = tables, foo, lax_spacing",
      '[markup.misaka] options: "foo", "lax_spacing" unknown',
    ],
    ["[markup.misaka]\nflags = toc", '[markup.misaka] flags: "toc" unknown'],
    ["[markup.mistune]\nplugins = table, foo", '[markup.mistune] plugins: "foo" unknown'],
    ["[markup.mistune]\nparameters = foo", '[markup.mistune] parameters: "foo" unknown'],
  ])("unknown names are ignored with a warning that lists the known ones: %j", (lines, start) => {
    const [warning = "", ...others] = warningsWith(lines);
    expect(warning.startsWith(`${start} and without effect; known are `)).toBe(true);
    expect(others).toEqual([]);
    expect(JSON.stringify(markupWith(lines))).not.toContain("foo");
  });
});

describe("what no setting can allow", () => {
  const element = fc.constantFrom("script", "STYLE", "iframe", "Svg", "math", "base", "object", "template");
  const attribute = fc.oneof(
    fc.constantFrom("style", "SrcDoc", "form", "is", "ping"),
    fc.stringMatching(/^[oO][nN][a-z]{1,12}$/),
  );
  const harmless = fc.array(fc.constantFrom("img", "b", "title", "width", "details"), { maxLength: 3 });

  test.each([
    ["allowed-elements", element],
    ["allowed-attributes", attribute],
  ] as const)("%s are refused by their names in one line", (option, dangerous) => {
    fc.assert(
      fc.property(harmless, dangerous, harmless, (before, name, after) => {
        const refusal = refusalWith(`[markup]\n${option} = ${[...before, name, ...after].join(", ")}`);
        expect(refusal).toMatch(
          /^\[markup] allowed-[a-z]+: "[^\n]+ cannot be allowed; remove it from the list$/,
        );
        expect(refusal).toContain(JSON.stringify(name.toLowerCase()));
      }),
    );
  });

  test("is refused with all its names, at its section and option", () => {
    const built = build(`${minimal}[markup]\nallowed-elements = script, b, svg`);
    expect(built).toMatchObject({
      ok: false,
      error: {
        section: "markup",
        option: "allowed-elements",
        message: expect.stringContaining('"script", "svg"'),
      },
    });
  });

  test("includes addresses that run code", () => {
    for (const option of ["allowed-elements", "allowed-attributes"]) {
      expect(refusalWith(`[markup]\n${option} = img, javascript:`)).toContain('"javascript:"');
    }
  });

  test("what cannot be a name in HTML is ignored with a warning", () => {
    const lines = "[markup]\nallowed-elements = b, <i>, *";
    expect(markupWith(lines).allowedElements).toEqual(["b"]);
    expect(warningsWith(lines)).toEqual([
      '[markup] allowed-elements: "<i>", "*" cannot be in HTML and is without effect.',
    ]);
  });
});
