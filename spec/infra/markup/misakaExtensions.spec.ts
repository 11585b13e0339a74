import { describe, expect, it } from "vitest";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { canonicalHtml } from "../../support/html.ts";
import { misakaSettings } from "./misakaFixtures.ts";

/** A text that shows an extension: without it, and with it. */
interface Shown {
  readonly text: string;
  readonly without: string;
  readonly with: string;
}

const table = "a | b\n---|:--:\n1 | 2";
const link = '<a href="http://a.b" rel="nofollow noopener">http://a.b</a>';
const extensions: Readonly<Record<string, Shown>> = {
  autolink: { text: "http://a.b", without: "<p>http://a.b</p>", with: `<p>${link}</p>` },
  "fenced-code": {
    text: "```\na\n```",
    without: "<p><code> a </code></p>",
    with: "<p></p><pre><code>a\n</code></pre><p></p>",
  },
  "no-intra-emphasis": { text: "a*b*c", without: "<p>a<em>b</em>c</p>", with: "<p>a*b*c</p>" },
  strikethrough: { text: "~~a~~ ~b~", without: "<p>~~a~~ ~b~</p>", with: "<p><del>a</del> ~b~</p>" },
  superscript: { text: "a^b", without: "<p>a^b</p>", with: "<p>a<sup>b</sup></p>" },
  tables: {
    text: table,
    without: "<p>a | b ---|:--: 1 | 2</p>",
    with: "<p></p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p></p>",
  },
  footnotes: {
    text: "a[^b]\n\n[^b]: c",
    without: '<p>a<a href="c" rel="nofollow noopener">^b</a></p>',
    with:
      '<p>a<sup><a href="#fn1" rel="nofollow noopener">1</a></sup></p><hr>' +
      '<ol><li><p>c\u00a0<a href="#fnref1" rel="nofollow noopener">↩</a></p></li></ol>',
  },
  highlight: { text: "==a==", without: "<p>==a==</p>", with: "<p><mark>a</mark></p>" },
  quote: { text: 'a "b"', without: '<p>a "b"</p>', with: "<p>a <q>b</q></p>" },
  underline: { text: "_a_ *b*", without: "<p><em>a</em> <em>b</em></p>", with: "<p><u>a</u> <em>b</em></p>" },
  math: { text: "a $$b_c_$$", without: "<p>a $$b<em>c</em>$$</p>", with: "<p>a \\(b_c_\\)</p>" },
  "space-headers": { text: "#a", without: "<p></p><h1>a</h1><p></p>", with: "<p>#a</p>" },
  "disable-indented-code": {
    text: "    a",
    without: "<p></p><pre><code>a\n</code></pre><p></p>",
    with: "<p>a</p>",
  },
};

function shown(text: string, ...options: readonly string[]): string {
  const settings = { ...misakaSettings(options), allowedElements: ["tr", "mark", "q", "u"] };
  return canonicalHtml(createChain(settings)(text));
}

describe("an extension of misaka", () => {
  it.each(Object.entries(extensions))("%s works if it is on", (name, example) => {
    expect(shown(example.text)).toBe(canonicalHtml(example.without));
    expect(shown(example.text, name)).toBe(canonicalHtml(example.with));
  });

  it("math-explicit adds single dollar signs, and a formula of its own block is displayed", () => {
    expect(shown("a $b$", "math")).toBe("<p>a $b$</p>");
    expect(shown("a $b$", "math", "math-explicit")).toBe("<p>a \\(b\\)</p>");
    expect(shown("$$b$$", "math")).toBe("<p>\\[b\\]</p>");
  });

  it("footnotes are numbered by their first reference, and those that nothing refers to are left out", () => {
    const html = shown("a[^y] b[^x]\n\n[^x]: 1\n[^y]: 2\n[^z]: 3\n\nend", "footnotes");
    expect(html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")).toBe(" a 1 b 2 end 2 ↩ 1 ↩ ");
  });
});
