import { describe, expect, it } from "vitest";
import { type Chain, createChain } from "../../../src/infra/markup/chain.ts";
import { canonicalHtml } from "../../support/html.ts";
import { misakaSettings } from "./misakaFixtures.ts";

const plain = createChain(misakaSettings());

/** Some settings' HTML for some texts, blanks that nobody sees left aside. */
function rule(title: string, pairs: Readonly<Record<string, string>>, chain: Chain = plain): void {
  it(title, () => {
    for (const [source, html] of Object.entries(pairs)) {
      expect(canonicalHtml(chain(source)), source).toBe(canonicalHtml(html));
    }
  });
}

describe("misaka's blocks", () => {
  rule("take a number sign at the start of a line for a heading, with or without a blank", {
    "#a": "<p></p><h1>a</h1><p></p>",
    "a\n## b ##\nc": "<p>a</p><h2>b</h2><p>c</p>",
    "####### a": "<p></p><h6># a</h6><p></p>",
    " # a": "<p># a</p>",
  });

  rule("make a heading of the last line of a paragraph alone", {
    "a\nb\n===\nc": "<p>a</p><h1>b</h1><p>c</p>",
    "- a\n- b\n---": "<p></p><ul><li>a</li></ul><h2>- b</h2><p></p>",
  });

  rule("end a paragraph at headings, rules and quotations, not at lists, code or fences", {
    "a\n> b": "<p>a</p><blockquote><p>b</p></blockquote>",
    "a\n- b\n1. c": "<p>a\n- b\n1. c</p>",
    "a\n```\nb\n```": "<p>a <code> b </code></p>",
    "a\n    b": "<p>a b</p>",
    "a\n***\nb": "<p>a</p><hr><p>b</p>",
  });

  rule("number items with a full stop only", {
    "1. a\n2. b": "<p></p><ol><li>a</li><li>b</li></ol><p></p>",
    "1) a": "<p>1) a</p>",
  });

  rule("take lines into an item until one after a blank line has no indentation", {
    "- a\nb\n\n c\n\nd": "<ul><li><p>a b</p><p>c</p></li></ul><p>d</p>",
    "- a\n  - b\n\n     c\n- d":
      "<p></p><ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul></li><li><p>d</p></li></ul><p></p>",
  });

  rule("begin another list where the kind of mark changes after a blank line", {
    "- a\n1. b": "<p></p><ul><li>a</li><li>b</li></ul><p></p>",
    "- a\n\n1. b": "<p></p><ul><li><p>a</p></li></ul><ol><li>b</li></ol><p></p>",
  });

  rule("quote unmarked lines up to a blank one", {
    "> a\nb\n\nc": "<blockquote><p>a b</p></blockquote><p>c</p>",
    "> a\n\n\n> b": "<p></p><blockquote><p>a</p><p>b</p></blockquote><p></p>",
  });

  rule("end a fence only with one of the same indentation and length", {
    "```js\na\n````\n```\nb": '<pre><code class="language-js">a\n````\n</code></pre><p>b</p>',
    "```\na\n ```\n```\nb": "<pre><code>a\n ```\n</code></pre><p>b</p>",
    "```\na": "<p></p><pre><code>a\n</code></pre><p></p>",
    "```a```\nb": "<p><code>a</code> b</p>",
  });

  rule("replace tabs with blanks up to every fourth column", {
    "a\n\n\tb\tc": "<p>a</p><pre><code>b   c\n</code></pre>",
  });
});

describe("misaka's spans", () => {
  rule("emphasise no part of a word", {
    "a*b*c *d*e": "<p>a*b*c *d*e</p>",
    "日本語**強調**": "<p>日本語**強調**</p>",
    "(*a*) `b`*c*": "<p>(<em>a</em>) <code>b</code><em>c</em></p>",
  });

  rule("let the first closing mark decide", {
    "*a *b* c*": "<p>*a <em>b</em> c*</p>",
    "***a*** **b *c* d**": "<p><strong><em>a</em></strong> <strong>b <em>c</em> d</strong></p>",
    "****a****": "<p>****a****</p>",
    "**a ** b**": "<p>**a ** b**</p>",
  });

  rule("raise a word or what is in parentheses", {
    "x^2 2^10^ a^(b c)d": "<p>x<sup>2</sup> 2<sup>10^</sup> a<sup>b c</sup>d</p>",
  });

  rule("break a line after two blanks, and only there", { "a  \nb\nc\\\nd": "<p>a<br>b c\\ d</p>" });

  rule("take almost anything in parentheses for an address", {
    "[a](b c) [d](e(f)g) [h](<i> 'j')":
      '<p><a href="b%20c" rel="nofollow noopener">a</a> <a href="e(f)g" rel="nofollow noopener">d</a> ' +
      '<a href="i" rel="nofollow noopener">h</a></p>',
    "![a](b)!": "<p>!</p>",
  });

  rule("find the targets of references anywhere, without regard to case", {
    "[A], [b][a] [c]\n\n> x\n\n[a]: d\n  'title'":
      '<p><a href="d" rel="nofollow noopener">A</a>, <a href="d" rel="nofollow noopener">b</a> [c]</p>' +
      "<blockquote><p>x</p></blockquote>",
  });

  rule("link addresses, hosts with www and mail addresses, without punctuation after them", {
    'http://a.b/c_d, (HTTPS://a.b) "ftp://a.b"':
      '<p><a href="http://a.b/c_d" rel="nofollow noopener">http://a.b/c_d</a>, ' +
      '(<a href="HTTPS://a.b" rel="nofollow noopener">HTTPS://a.b</a>) "<a>ftp://a.b</a>"</p>',
    "www.a.b. c@d.e":
      '<p><a href="http://www.a.b" rel="nofollow noopener">www.a.b</a>. <a href="mailto:c@d.e">c@d.e</a></p>',
    "http://a xwww.a.b irc://a.b": "<p>http://a xwww.a.b irc://a.b</p>",
    "[http://a.b](c)": '<p><a href="c" rel="nofollow noopener">http://a.b</a></p>',
  });

  rule("keep character references, and names that nobody knows as they are", {
    "a & b &amp; &copy; &#65; &nobody;": "<p>a &amp; b &amp; © A &amp;nobody;</p>",
  });
});

describe("raw HTML under misaka", () => {
  rule("keeps allowed elements and the content of others", {
    "<em>a</em> <b>b</b> <script>c</script>": "<p><em>a</em> b c</p>",
    "<div>\n*a*\n</div>": "<p>*a*</p>",
    "<div>\n1 < 2 <i>a</i>\n</div>": "<p>1 &lt; 2 a</p>",
    "a <!-- b --> <img src=x onerror=alert(1)>c": "<p>a c</p>",
  });

  rule("cannot close a paragraph with an element that is not allowed", {
    "a <div>b</div> c": "<p>a b c</p>",
    "a <blockquote>b</blockquote> c": "<p>a</p><blockquote>b</blockquote> c<p></p>",
  });

  rule(
    "is text with `escape`, blocks too",
    { "<em>a</em>": "<p>&lt;em>a&lt;/em></p>", "<div>\n*a*\n</div>": "<p>&lt;div> <em>a</em> &lt;/div></p>" },
    createChain(misakaSettings(undefined, ["escape"])),
  );

  rule(
    "is dropped with `skip-html`",
    { "<em>a</em>": "<p>a</p>", "<div>\n*a*\n</div>": "<p><em>a</em></p>" },
    createChain(misakaSettings(undefined, ["skip-html"])),
  );
});

describe("what the original gets wrong", () => {
  rule("a parenthesis that is not closed loses nothing", { "x^(ab c": "<p>x^(ab c</p>" });

  rule("text that is nested too deep stays", {
    [`${">".repeat(30)}deep`]: `<p></p>${"<blockquote>".repeat(21)}<p>>>>>>>>>>deep</p>${"</blockquote>".repeat(21)}<p></p>`,
  });

  rule(
    "a footnote can be referred to twice",
    {
      "a[^1] b[^1]\n\n[^1]: c":
        '<p>a<sup><a href="#fn1" rel="nofollow noopener">1</a></sup> ' +
        'b<sup><a href="#fn1" rel="nofollow noopener">1</a></sup></p><hr>' +
        '<ol><li><p>c\u00a0<a href="#fnref1" rel="nofollow noopener">↩</a></p></li></ol>',
    },
    createChain(misakaSettings(["footnotes"])),
  );

  rule(
    "two blanks before a line end break it once, even if every line end does",
    { "a  \nb\nc": "<p>a<br>b<br>c</p>" },
    createChain(misakaSettings(undefined, ["hard-wrap"])),
  );
});
