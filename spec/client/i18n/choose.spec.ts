import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseLanguage } from "../../../src/client/i18n/choose.ts";
import { aliases, catalogueCodes } from "../../../src/client/i18n/codes.ts";

const anyCode = fc.constantFrom("en", ...catalogueCodes, ...Object.keys(aliases));

describe("the choice of a language", () => {
  it("finds every catalogue by its own code, however it is written", () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom("-", "_"), fc.boolean(), (code, between, loud) => {
        const tag = code.replace("-", between);
        expect(chooseLanguage([loud ? tag.toUpperCase() : tag.toLowerCase()]).code).toBe(code);
      }),
    );
  });

  it("loads a file that exists, and none for English", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyCode, fc.string())), (preferred) => {
        const { code, file } = chooseLanguage(preferred);
        if (code === "en") expect(file).toBeUndefined();
        else expect(catalogueCodes).toContain(file);
      }),
    );
  });

  it("takes the first language that there is a catalogue for, and English after all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("tlh", "cy-GB", "", "*", "not a tag")),
        anyCode,
        (unknown, code) => {
          expect(chooseLanguage([...unknown, code, "de"]).code).toBe(code);
          expect(chooseLanguage(unknown).code).toBe("en");
        },
      ),
    );
  });

  it.each([
    ["Hong Kong writes Traditional Chinese", "zh-HK", "zh-TW"],
    ["a script is enough without a region", "zh-Hant", "zh-TW"],
    ["a script counts more than a region", "zh-Hans-HK", "zh"],
    ["a script comes with a region", "zh-Hant-MO", "zh-TW"],
    ["Singapore writes Simplified Chinese", "zh-SG", "zh"],
    ["Bokmål is Norwegian", "nb-NO", "nb"],
    ["Nynorsk is read by those who read Bokmål", "nn", "nb"],
    ["Norwegian is mostly Bokmål", "no", "nb"],
    ["Angola writes European Portuguese", "pt-AO", "pt-PT"],
    ["Portuguese without a region is Brazilian", "pt", "pt"],
    ["Arabic has a catalogue", "ar-EG", "ar"],
    ["a region is left out where it makes no difference", "de-AT", "de"],
    ["a region is left out of English, too", "en-GB", "en"],
  ])("%s: %s is %s", (_rule, tag, code) => {
    expect(chooseLanguage([tag, "fr"]).code).toBe(code);
  });

  it.each([
    ["pt-BR", "pt"],
    ["zh-CN", "zh"],
  ])("keeps the name %s for overrides and takes the texts of %s", (code, file) => {
    expect(chooseLanguage([code])).toEqual({ code, file });
  });
});
