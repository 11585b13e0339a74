import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formFor, lineFor } from "../../../src/client/i18n/plural.ts";

const numbers = fc.nat({ max: 100_000 });

describe("the form of a catalogue's text", () => {
  it.each([
    ["en", 1, "one"],
    ["en", 0, "other"],
    ["fr", 0, "one"],
    ["oc", 0, "one"],
    ["oc", 2, "other"],
    ["ru", 21, "one"],
    ["ru", 3, "few"],
    ["ru", 11, "many"],
    ["ar", 0, "zero"],
    ["ar", 2, "two"],
    ["ja", 1, "other"],
  ])("follows the rules of %s for %i: %s", (code, n, category) => {
    const forms = { zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other" };
    expect(formFor(forms, n, code)).toBe(category);
  });

  it("is the one for other numbers where a language leaves a form out", () => {
    fc.assert(fc.property(numbers, (n) => formFor({ other: "x" }, n, "pl") === "x"));
  });
});

describe("the form of a site's own text", () => {
  it("is the whole text where it has one line", () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom("en", "fr", "ru", "ja", "ar"), (n, code) => {
        expect(lineFor("only", n, code)).toBe("only");
      }),
    );
  });

  it.each([
    ["en", [1], [0, 2, 21, 101]],
    ["de", [1], [0, 2, 21]],
    ["ja", [1], [0, 2]],
    ["pt", [1], [0, 2]],
    ["fa", [1], [0, 2]],
    ["fr", [0, 1], [2, 21]],
    ["oc", [0, 1], [2]],
    ["ru", [1, 21, 101], [0, 2, 5, 11]],
  ])("of two lines is chosen as the original does in %s", (code, singular, others) => {
    for (const n of singular) expect(lineFor("a\nb", n, code)).toBe("a");
    for (const n of others) expect(lineFor("a\nb", n, code)).toBe("b");
  });

  it.each([
    ["ru", [1, 21], [2, 3, 24], [0, 5, 11, 12]],
    ["uk", [1, 31], [4, 22], [0, 14, 100]],
    ["pl", [1], [2, 3, 22], [0, 5, 12, 21]],
    ["sk", [1], [2, 4], [0, 5, 22]],
  ])("of three lines is chosen as the original does in %s", (code, one, few, many) => {
    for (const n of one) expect(lineFor("a\nb\nc", n, code)).toBe("a");
    for (const n of few) expect(lineFor("a\nb\nc", n, code)).toBe("b");
    for (const n of many) expect(lineFor("a\nb\nc", n, code)).toBe("c");
  });
});
