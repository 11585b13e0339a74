import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { createChain, dialectOf } from "../../../src/infra/markup/chain.ts";
import { plainText } from "../../../src/infra/markup/plainText.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { defaults } from "./fixtures.ts";
import { everyPlugin } from "./mistuneFixtures.ts";

const { plain } = dialectOf(defaults);
const words = fc.constantFrom("a", "word", "1", "12.", "3)", "é", "漢字", "\u00a0", "\u3000", "\u2028", "😀");
const marks = fc.constantFrom(
  ...[" ", "  ", "\n", "\n\n", "\r", "-", "+", "=", "#", ">", "!", "&amp;", "&", "|", ":", "(c)"],
  ...["==", "$", "^", "https://", "http://a.b", "www.", "@", '"', "~", "'", "--", "...", ":-)"],
);
const rare = fc.constantFrom(
  ...["*", "_", "`", "<", "~", "[", "]", "\\", "\t", "\0", "\u0007", "\ufeff", "\u0085"],
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
const anything = fc.oneof(typed, fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

const softWrap = { ...defaults.mistune, parameters: [] };
const misaka = ["autolink", "no-intra-emphasis", "superscript", "tables", "highlight", "quote", "underline"];
const settings: Readonly<Record<string, MarkupSettings>> = {
  "mistune's defaults": defaults,
  "mistune without plugins": { ...defaults, mistune: { ...defaults.mistune, plugins: [] } },
  "mistune without hard wrap": { ...defaults, mistune: softWrap },
  "every plugin of mistune": { ...defaults, mistune: everyPlugin },
  "misaka without extensions": { ...defaults, renderer: "misaka" },
  "misaka with extensions": {
    ...defaults,
    renderer: "misaka",
    misaka: {
      options: [...misaka, "math", "footnotes", "strikethrough", "fenced-code"],
      flags: ["hard-wrap"],
    },
  },
  gfm: { ...defaults, renderer: "gfm" },
};

describe("plainText", () => {
  it.each(Object.keys(settings))("gives what the whole chain gives, or nothing: %s", (name) => {
    const markup = settings[name] ?? defaults;
    const chain = createChain(markup);
    const { plain } = dialectOf(markup);
    fc.assert(
      fc.property(anything.map(cleanSource), (source) => {
        const html = plainText(source, plain);
        fc.pre(html !== undefined);
        expect(html).toBe(chain(source));
      }),
      { numRuns: 1000 },
    );
  });

  it("takes ordinary sentences", () => {
    expect(plainText("Thanks!\nSee you & yours: a/b (c), 'd' = \"e\".\n\nBye", plain)).toBe(
      "<p>Thanks!<br>\nSee you &amp; yours: a/b (c), 'd' = \"e\".</p>\n<p>Bye</p>",
    );
  });

  it("is linear: 64 kB of line ends take no time", () => {
    const started = performance.now();
    expect(plainText(`a${"\n".repeat(65_536)}b`, plain)).toBe("<p>a</p>\n<p>b</p>");
    expect(performance.now() - started).toBeLessThan(200);
  });
});
