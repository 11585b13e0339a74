import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandReferences, expandVariables } from "../../../src/domain/config/expand.ts";
import { recordedAnswers } from "./recordedAnswers.ts";

describe("expandVariables", () => {
  test("puts the value of a known name in, whatever the value holds", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_]+$/), fc.string(), (name, value) => {
        expect(expandVariables(`<\${${name}}|$${name}>`, { [name]: value })).toBe(`<${value}|${value}>`);
      }),
    );
  });

  test("leaves every text alone in an empty environment", () => {
    const text = fc.string({ unit: fc.constantFrom("$", "{", "}", "a", "A", "_", " ") });
    fc.assert(
      fc.property(text, (any) => {
        expect(expandVariables(any, {})).toBe(any);
      }),
    );
  });

  test.each(recordedAnswers.variables.cases)("expands $text like the original", ({ text, value }) => {
    expect(expandVariables(text, recordedAnswers.variables.environment)).toBe(value);
  });

  test("knows no names but those of the environment", () => {
    expect(expandVariables("$constructor $toString", {})).toBe("$constructor $toString");
  });
});

describe("expandReferences", () => {
  const section = new Map([
    ["name", "blog"],
    ["loop", "%(loop)s"],
    ["bare", null],
  ]);
  const defaults = new Map([
    ["root", "/srv"],
    ["name", "hidden"],
  ]);

  test.each([
    ["%(root)s/%(name)s.db", "/srv/blog.db"],
    ["%(NAME)s", "blog"],
    ["%(other)s", "%(other)s"],
    ["%(bare)s", "%(bare)s"],
    ["%(name)d %s %% %(name", "%(name)d %s %% %(name"],
    ["%(loop)s", "%(loop)s"],
    ["%%(name)s", "%blog"],
  ])("turns %j into %j", (text, expanded) => {
    expect(expandReferences(text, section, defaults)).toBe(expanded);
  });

  test("leaves a text without a known option alone", () => {
    const text = fc.string({ unit: fc.constantFrom(..."%()sa".split("")) });
    fc.assert(
      fc.property(text, (any) => {
        expect(expandReferences(any, new Map(), new Map())).toBe(any);
      }),
    );
  });
});
