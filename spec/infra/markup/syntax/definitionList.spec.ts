import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["def_list"]);

describe("a definition list", () => {
  rule(chain, "has terms with their meanings", {
    "Apple\n: A fruit": "<p></p><dl>\n<dt>Apple</dt>\n<dd>A fruit</dd>\n</dl><p></p>",
    "a\nb\n: c\n: d": "<p></p><dl>\n<dt>a</dt>\n<dt>b</dt>\n<dd>c</dd>\n<dd>d</dd>\n</dl><p></p>",
  });

  rule(chain, "has paragraphs where an empty line stands before a meaning", {
    "a\n\n: b": "<p></p><dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n</dd>\n</dl><p></p>",
    "a\n: b\n\n: c": "<p></p><dl>\n<dt>a</dt>\n<dd>b</dd>\n<dd>\n<p>c</p>\n</dd>\n</dl><p></p>",
  });

  rule(chain, "goes on while lines after an empty one are indented", {
    "a\n: b\n\n  c\n\nd": "<dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n<p>c</p>\n</dd>\n</dl>\n<p>d</p>",
  });

  rule(chain, "takes the next terms too", {
    "a\n: b\n\nc\n: d": "<p></p><dl>\n<dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd>d</dd>\n</dl><p></p>",
  });

  rule(chain, "has blocks in its meanings", {
    "a\n: - b\n  - c":
      "<p></p><dl>\n<dt>a</dt>\n<dd>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\n</dd>\n</dl><p></p>",
    "a\n: ```\n  b\n  ```": "<p></p><dl>\n<dt>a</dt>\n<dd>\n<pre><code>b\n</code></pre>\n</dd>\n</dl><p></p>",
  });

  rule(chain, "needs a term and a blank after the colon", {
    ": a": "<p>: a</p>",
    "a\n:b": "<p>a<br>\n:b</p>",
    "- a\n  : b": "<p></p><ul>\n<li>a<br>\n: b</li>\n</ul><p></p>",
  });
});
