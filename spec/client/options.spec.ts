import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attribute, readOptions, readOverrides } from "../../src/client/options.ts";

const names = [
  "css css-url lang default-lang max-comments-top max-comments-nested reveal-on-click sorting avatar avatar-bg",
  "avatar-fg vote vote-levels page-author-hashes reply-notifications-default-enabled reply-to-self require-author",
  "require-email reply-notifications gravatar feed",
].flatMap((line) => line.split(" "));

function optionsWith(name: string, value: string): Readonly<Record<string, unknown>> {
  return { ...readOptions([[`data-isso-${name}`, value]]) };
}

describe("the options of a page", () => {
  it("have the original's defaults", () => {
    expect(readOptions([])).toEqual({
      css: true,
      "css-url": "",
      lang: "",
      "default-lang": "en",
      "max-comments-top": Infinity,
      "max-comments-nested": 5,
      "reveal-on-click": 5,
      sorting: "oldest",
      avatar: true,
      "avatar-bg": "#f0f0f0",
      "avatar-fg": "#9abf88 #5698c4 #e279a3 #9163b6 #be5168 #f19670 #e4bf80 #447c69".split(" "),
      vote: true,
      "vote-levels": [],
      "page-author-hashes": [],
      "website-field": true,
    });
  });

  it("come from attributes in any case, with underscores or hyphens, the later before the earlier", () => {
    const attributes: Attribute[] = [
      ["data-isso-Max_Comments-TOP", "3"],
      ["data-isso-max-comments-top", "4"],
      ["data-other-vote", "false"],
      ["data-isso", "https://example.org/"],
    ];
    expect(readOptions(attributes)).toEqual({ ...readOptions([]), "max-comments-top": 4 });
  });

  it("have a value of the right kind, whatever an attribute says", () => {
    const defaults = { ...readOptions([]) };
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.oneof(fc.string(), fc.json()), (name, text) => {
        const value = optionsWith(name, text)[name];
        const known: unknown = Object.entries(defaults).find(([key]) => key === name)?.[1] ?? false;
        expect(typeof value).toBe(typeof known);
        if (typeof value === "number") expect(value).toBeGreaterThanOrEqual(0);
        if (name === "avatar-fg") expect(value).not.toHaveLength(0);
      }),
    );
  });

  it.each([
    ["css", "false", false],
    ["vote", "0", false],
    ["vote", "null", false],
    ["vote", "", false],
    ["avatar", "true", true],
    ["reply-to-self", "true", true],
    ["feed", "1", true],
    ["max-comments-top", "inf", Infinity],
    ["max-comments-nested", "0", 0],
    ["max-comments-nested", "-1", 5],
    ["reveal-on-click", "many", 5],
    ["sorting", "newest", "newest"],
    ["sorting", "random", "oldest"],
    ["lang", "null", ""],
    ["lang", "de", "de"],
    ["css-url", "/own.css", "/own.css"],
    ["vote-levels", "10,-5, 0", [-5, 0, 10]],
    ["vote-levels", "[1, 2.5]", [1, 2.5]],
    ["vote-levels", "5", [5]],
    ["vote-levels", "none", []],
    ["page-author-hashes", "86303e49ec26, 12e4", ["86303e49ec26", "12e4"]],
    ["page-author-hashes", "123456789012", ["123456789012"]],
    ["avatar-fg", '["#fff", "#000"]', ["#fff", "#000"]],
    ["avatar-fg", "rgb(1, 2, 3) red", ["rgb(1, 2, 3)", "red"]],
  ])("%s=%j is read as %j", (name, text, value) => {
    expect(optionsWith(name, text)[name]).toEqual(value);
  });
});

describe("the texts of a page", () => {
  it("are kept as they are, but for written line feeds", () => {
    const attributes: Attribute[] = [
      ["data-isso-postbox-Submit-text-en", "Don't <b>send</b>"],
      ["data-isso-num-comments-text-pt_BR", "Um\\n{{ n }}"],
      ["data-isso-comment-reply-text-en", "7"],
    ];
    expect(readOverrides(attributes)).toEqual({
      "postbox-submit-text-en": "Don't <b>send</b>",
      "num-comments-text-pt-br": "Um\n{{ n }}",
      "comment-reply-text-en": "7",
    });
  });
});
