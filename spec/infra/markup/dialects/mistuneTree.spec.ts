import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain([]);

describe("a text of mistune", () => {
  rule(chain, "breaks at every line end and drops the white space after it", {
    "a\nb  \n  c": "<p>a<br>\nb<br>\nc</p>",
    "a\n　　b": "<p>a<br>\nb</p>",
  });

  rule(chain, "decodes references in addresses and titles only", {
    '[a](/f&ouml; "&auml;") &ouml;':
      '<p><a href="/f%C3%B6" title="ä" rel="nofollow noopener">a</a> &amp;ouml;</p>',
    "[a]\n\n[a]: /&ouml;": '<p><a href="/%C3%B6" rel="nofollow noopener">a</a></p>',
  });

  rule(chain, "replaces dangerous addresses", {
    "[a](javascript:b) [c](java&#115;cript:d) [e](%6Aavascript:f)":
      '<p><a href="#harmful-link" rel="nofollow noopener">a</a> <a href="#harmful-link" rel="nofollow noopener">c</a> <a href="#harmful-link" rel="nofollow noopener">e</a></p>',
  });

  rule(chain, "has no links inside links", {
    "[a <http://b.c>](d)": '<p><a href="d" rel="nofollow noopener">a &lt;http://b.c></a></p>',
  });

  rule(chain, "shows raw HTML as typed, a block of it as a paragraph", {
    "<div>*a*</div>": "<p>&lt;div>*a*&lt;/div></p>",
    "- <div>\n- b": "<p></p><ul>\n<li>\n<p>&lt;div></p>\n</li>\n<li>b</li>\n</ul><p></p>",
    "a <b>*c*</b>": "<p>a &lt;b><em>c</em>&lt;/b></p>",
  });

  rule(chain, "ends blocks of code by fences with a line end only", {
    "    a": "<p></p><pre><code>a</code></pre><p></p>",
    "```\na\n```": "<p></p><pre><code>a\n</code></pre><p></p>",
  });

  rule(chain, "keeps a leading byte order mark", {
    "﻿a": "<p>﻿a</p>",
  });
});
