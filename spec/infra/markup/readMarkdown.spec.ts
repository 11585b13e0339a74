import fc from "fast-check";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { type Processor, unified } from "unified";
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../../src/infra/markup/chain.ts";
import { readMarkdown } from "../../../src/infra/markup/readMarkdown.ts";
import { recordedTexts } from "../../support/markdownCorpus.ts";
import { defaults } from "./fixtures.ts";
import { everyPlugin } from "./mistuneFixtures.ts";

/** Parts of texts, of which lists are the most: what tells where items end has the most cases. */
const parts = [
  ...["- ", "* ", "1. ", "2) ", "  - ", "    - ", "-\n", "> ", ">\n", "\n", "\n\n", "\n  \n", "  ", "\t"],
  ...["a", "b\n", "# a\n", "---\n", "```\n", "*", "**a**", "`a`", "~", "~~a~~", "[a]", "[a]: b\n", "![a](b)"],
  ...[
    "<b>",
    "<http://a.b>",
    "&amp;",
    "\\",
    "|a|\n|-|\n",
    "[^a]",
    "[^a]: b\n",
    ": a\n",
    "$$\n",
    ">! a\n",
    "a@b.c ",
  ],
];
const anyMarkdown = fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((found) => found.join(""));

const recorded = [...recordedTexts("commonmark"), ...recordedTexts("pairs")].map(({ text }) => text);

const settings = {
  "no plugins": { ...defaults, mistune: { plugins: [], parameters: [] } },
  "the shipped plugins": defaults,
  "all plugins": { ...defaults, mistune: everyPlugin },
  "GitHub's Markdown": { ...defaults, renderer: "gfm" as const },
};

function processorFor(name: keyof typeof settings): Processor<Root> {
  return unified().use(readMarkdown).use(dialectOf(settings[name]).remark).freeze();
}

/** What `remark-parse` does, for every text anew. */
function reference(processor: Processor<Root>, text: string): Root {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = processor.data();
  return fromMarkdown(text, { extensions: micromarkExtensions, mdastExtensions: fromMarkdownExtensions });
}

describe.each(Object.keys(settings) as (keyof typeof settings)[])("Markdown with %s", (name) => {
  const processor = processorFor(name);
  const sameTree = (text: string): void => {
    expect(processor.parse(text).children).toEqual(reference(processor, text).children);
  };

  it("becomes the tree that mdast-util-from-markdown makes of a recorded text", () => {
    for (const text of recorded) sameTree(text);
  });

  it("becomes the tree that mdast-util-from-markdown makes of any text", () => {
    fc.assert(fc.property(anyMarkdown, sameTree), { numRuns: 1000 });
  });
});

describe("a reader of Markdown", () => {
  const texts = fc.array(anyMarkdown, { minLength: 2, maxLength: 5 });

  it("knows nothing of the texts before", () => {
    const processor = processorFor("all plugins");
    fc.assert(
      fc.property(texts, (all) => {
        for (const text of all.slice(0, -1)) processor.parse(text);
        const last = all.at(-1) ?? "";
        expect(processor.parse(last)).toEqual(processorFor("all plugins").parse(last));
      }),
    );
  });

  it("takes no definition, footnote or depth from one text to the next", () => {
    const processor = processorFor("all plugins");
    const text = "[a] [^b]\n\n> c\n";
    const fresh = processor.parse(text);
    processor.parse("[a]: d\n[^b]: e\n\n> > f\n> > > g\n");
    expect(processor.parse(text)).toEqual(fresh);
  });
});
