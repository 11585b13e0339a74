import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { plainText } from "../../../src/infra/markup/plainText.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { defaults } from "./fixtures.ts";

const chain = createChain(defaults);
const words = fc.constantFrom("a", "word", "1", "12.", "3)", "é", "漢字", "\u00a0", "\u3000", "\u2028", "😀");
const marks = fc.constantFrom(
  " ",
  "  ",
  "\n",
  "\n\n",
  "\r",
  "-",
  "+",
  "=",
  "#",
  ">",
  "!",
  "&amp;",
  "&",
  "|",
  ":",
);
const rare = fc.constantFrom(
  "*",
  "_",
  "`",
  "<",
  "~",
  "[",
  "]",
  "\\",
  "\t",
  "\0",
  "\u0007",
  "\ufeff",
  "\u0085",
);
const typed = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: words },
      { weight: 6, arbitrary: marks },
      { weight: 1, arbitrary: rare },
    ),
  )
  .map((parts) => parts.join(""));

describe("plainText", () => {
  it("gives what the whole chain gives, or nothing", () => {
    const anything = fc.oneof(typed, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(anything.map(cleanSource), (source) => {
        const html = plainText(source);
        fc.pre(html !== undefined);
        expect(html).toBe(chain(source));
      }),
      { numRuns: 2000 },
    );
  });

  it("takes ordinary sentences", () => {
    expect(plainText("Thanks!\nSee you & yours: a/b (c), 'd' = \"e\".\n\nBye")).toBe(
      "<p>Thanks!<br>\nSee you &amp; yours: a/b (c), 'd' = \"e\".</p>\n<p>Bye</p>",
    );
  });

  it("is linear: 64 kB of line ends take no time", () => {
    const started = performance.now();
    expect(plainText(`a${"\n".repeat(65_536)}b`)).toBe("<p>a</p>\n<p>b</p>");
    expect(performance.now() - started).toBeLessThan(200);
  });
});
