import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueCodes } from "../../../src/client/i18n/codes.ts";
import { en } from "../../../src/client/i18n/en.ts";
import { createTexts } from "../../../src/client/i18n/texts.ts";

describe("the words of the widget", () => {
  it("are those of the catalogue", () => {
    const texts = createTexts(en, "en", {});
    expect(texts.say("comment-reply")).toBe(en["comment-reply"]);
    expect(texts.count("num-comments", 2)).toBe("2 comments");
  });

  it("are the site's where it has its own, by the code of the language in small letters", () => {
    const texts = createTexts(en, "pt-BR", {
      "comment-reply-text-pt-br": "Retrucar",
      "comment-edit-text-pt": "wrong language",
      "num-comments-text-pt-br": "Um\n{{ n }} linhas",
    });
    expect(texts.say("comment-reply")).toBe("Retrucar");
    expect(texts.say("comment-edit")).toBe(en["comment-edit"]);
    expect([0, 1, 2].map((n) => texts.count("num-comments", n))).toEqual(["0 linhas", "Um", "2 linhas"]);
  });

  it("are not blanked by an empty text", () => {
    expect(createTexts(en, "en", { "comment-reply-text-en": "" }).say("comment-reply")).toBe("Reply");
  });

  it.each(["en", ...catalogueCodes])(
    "write numbers in the digits that CLDR has for %s, ungrouped",
    (code) => {
      // Intl knows no Occitan, which has the digits of French.
      const usual = new Intl.NumberFormat(code.replace("oc", "fr"), { useGrouping: false });
      const texts = createTexts({ "num-comments": { other: "{{ n }}" } }, code, {});
      fc.assert(
        fc.property(fc.nat(), (n) => {
          expect(texts.digits(n)).toBe(usual.format(n));
          expect(texts.count("num-comments", n)).toBe(usual.format(n));
        }),
      );
    },
  );

  it("take a name as it is, whatever signs are in it", () => {
    const texts = createTexts(en, "en", {});
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant("$& {{ n }}")), (name) => {
        expect(texts.say("postbox-reply-to", name)).toBe(`Replying to ${name}`);
      }),
    );
  });
});
