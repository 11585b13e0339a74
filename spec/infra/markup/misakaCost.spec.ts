import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChain, dialectOf } from "../../../src/infra/markup/chain.ts";
import { plainText } from "../../../src/infra/markup/plainText.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { findMark, newSearch } from "../../../src/infra/markup/syntax/misaka/findMark.ts";
import { misakaSettings } from "./misakaFixtures.ts";

const pieces = fc.constantFrom(
  ...'a| |\n|*|**|_|`|``|[|]|(|)|](|[b]|\\|^|~~|"|<b>|<|>|http://a.b|www.c.d|e@f.g|:|&amp;|&|$$|=='.split(
    "|",
  ),
  ...[
    "|",
    "\n\n",
    "- ",
    "1. ",
    "> ",
    "# ",
    "---\n",
    "    ",
    "```\n",
    "[b]: c\n",
    "[^1]",
    "[^1]: d\n",
    "é",
    "漢字",
  ],
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(""));
const everything = misakaSettings([
  ...["autolink", "fenced-code", "strikethrough", "superscript", "tables", "footnotes", "highlight", "quote"],
  ...["underline", "math"],
]);

describe("searches in one text", () => {
  it("answer as if each were the only one, in whatever order they come", () => {
    const marks = fc.constantFrom("*", "]", ")", '"', "|");
    fc.assert(
      fc.property(texts, marks, fc.array(fc.nat(60), { maxLength: 20 }), (text, mark, places) => {
        const shared = newSearch(mark);
        for (const place of places) {
          expect(findMark(text, place, shared)).toBe(findMark(text, place, newSearch(mark)));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe.each([
  ["defaults", misakaSettings()],
  ["every line end a break", misakaSettings(undefined, ["hard-wrap"])],
  ["every extension", everything],
])("misaka with %s", (_, settings) => {
  const chain = createChain(settings);
  const { plain } = dialectOf(settings);

  it("is not needed for texts that show no mark", () => {
    const sentence = fc.constantFrom(
      "a",
      "B, c!",
      " ",
      "  ",
      "\n",
      "\n\n",
      "é",
      "漢字",
      "1",
      "-",
      "'",
      "/",
      "?",
      "\u00a0",
    );
    const sentences = fc.oneof(
      fc.array(sentence, { maxLength: 15 }).map((parts) => parts.join("")),
      texts,
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(sentences.map(cleanSource), (source) => {
        const html = plainText(source, plain);
        fc.pre(html !== undefined);
        expect(html).toBe(chain(source));
      }),
      { numRuns: 1000 },
    );
  });

  it("gets through hostile texts of 20 kB, all of them before the test's own time is over", () => {
    const patterns = [
      ...'[|![|`|``a` |a**a|***a|*a_ |**a *|_a __a |~~a|==a |[a][|[a](|[a](b "|[](|[a](()|[**a][z] |"|"" |^|^(a|$$'.split(
        "|",
      ),
      ..."<|<b>|<a:|<a@|<!--|<!--a>|</a|&|&a;|\\|http://a|www.a.b |a@|>|> |- |1. |- a\n|# a\n|a\n=\n".split(
        "|",
      ),
      ...[
        "<div>\n",
        "<!--\n",
        "<b>\n\n",
        "a|b\n--|--\n",
        "[a]: b\n",
        "[^a]: b\n",
        "[^1]",
        "- a\n\n",
        "`a     b ",
      ],
    ];
    for (const pattern of patterns) {
      const source = pattern.repeat(Math.ceil(20_000 / pattern.length));
      expect(chain(source), JSON.stringify(pattern)).toMatch(/^</);
    }
  });
});
