import { describe, expect, it } from "vitest";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { defaults } from "./fixtures.ts";

const chain = createChain(defaults);

function rule(title: string, pairs: Readonly<Record<string, string>>): void {
  it(title, () => {
    for (const [source, html] of Object.entries(pairs)) expect(chain(source)).toBe(html);
  });
}

describe("the Markdown chain", () => {
  rule("leaves output alone that begins or ends with a paragraph", {
    a: "<p>a</p>",
    "a\n\n- b": "<p>a</p>\n<ul>\n<li>b</li>\n</ul>",
    "# a\nb": "<h1>a</h1>\n<p>b</p>",
  });

  rule("puts empty paragraphs around other output", {
    "- a": "<p></p><ul>\n<li>a</li>\n</ul><p></p>",
    "***": "<p></p><hr><p></p>",
    "# a": "<p></p><h1>a</h1><p></p>",
    "> a": "<p></p><blockquote>\n<p>a</p>\n</blockquote><p></p>",
  });

  rule("gives one empty paragraph for a text without output", {
    "": "<p></p>",
    " \n": "<p></p>",
    "[a]: http://example.org": "<p></p>",
    "![a](http://example.org/i.png)": "<p></p>",
  });

  rule("breaks the line at every line end and drops the blanks around it", {
    "a\nb": "<p>a<br>\nb</p>",
    "a  \n   b": "<p>a<br>\nb</p>",
    "a\\\nb": "<p>a\\<br>\nb</p>",
    "*a\nb*": "<p><em>a<br>\nb</em></p>",
  });

  rule("strikes through between double tildes and lowers between single ones", {
    "~~a~~ ~b~ ~~ c ~~": "<p><del>a</del> <sub>b</sub> ~~ c ~~</p>",
  });

  rule("has no tables, task lists, footnotes or bare links", {
    "a | b\n--|--\n1 | 2": "<p>a | b<br>\n--|--<br>\n1 | 2</p>",
    "- [x] a": "<p></p><ul>\n<li>[x] a</li>\n</ul><p></p>",
    "a[^1]\n\n[^1]: A note.": "<p>a[^1]</p>\n<p>[^1]: A note.</p>",
    "https://example.org www.example.org a@example.org":
      "<p>https://example.org www.example.org a@example.org</p>",
  });

  rule("shows raw HTML as text", {
    "a <b>*b*</b>": "<p>a &lt;b><em>b</em>&lt;/b></p>",
    "<div>*a*</div>\n\nb": "<p>&lt;div>*a*&lt;/div></p>\n<p>b</p>",
    "> <div>": "<p></p><blockquote>\n<p>&lt;div></p>\n</blockquote><p></p>",
    "<!-- a -->": "<p>&lt;!-- a --></p>",
  });

  rule("shows character references as typed", {
    "a & b &amp; &copy; &#65;": "<p>a &amp; b &amp;amp; &amp;copy; &amp;#65;</p>",
  });

  rule("marks every link but mail for search engines", {
    "[a](http://example.org)": '<p><a href="http://example.org" rel="nofollow noopener">a</a></p>',
    "[a](#b)": '<p><a href="#b" rel="nofollow noopener">a</a></p>',
    "<a@example.org>": '<p><a href="mailto:a@example.org">a@example.org</a></p>',
  });

  rule("keeps the language of a block of code if it is alphanumeric and at most 20 long", {
    "```js\na\n```": '<p></p><pre><code class="language-js">a\n</code></pre><p></p>',
    "```c++\na\n```": "<p></p><pre><code>a\n</code></pre><p></p>",
    [`\`\`\`${"a".repeat(21)}\na\n\`\`\``]: "<p></p><pre><code>a\n</code></pre><p></p>",
  });

  rule("removes what the allow-list lacks and keeps its content", {
    '[a](b "title")': '<p><a href="b" rel="nofollow noopener">a</a></p>',
    "3. a": "<p></p><ol>\n<li>a</li>\n</ol><p></p>",
  });
});

describe("the allow-list", () => {
  it("takes additions from the settings, an image with its address", () => {
    const generous = createChain({ ...defaults, allowedElements: ["img"], allowedAttributes: ["title"] });
    expect(generous('![a](/i.png "b") [c](d "e")')).toBe(
      '<p><img src="/i.png" title="b"> <a href="d" title="e" rel="nofollow noopener">c</a></p>',
    );
    expect(generous("![a](javascript:alert(1))")).toBe('<p><img src="#harmful-link"></p>');
  });

  it("applies added attributes to every element but code", () => {
    const classes = createChain({ ...defaults, allowedAttributes: ["class"] });
    expect(classes("```c++\na\n```")).toBe("<p></p><pre><code>a\n</code></pre><p></p>");
  });
});
