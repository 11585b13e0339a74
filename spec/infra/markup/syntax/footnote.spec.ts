import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["footnotes"]);

describe("a footnote", () => {
  rule(chain, "stands at the end with a way back", {
    "a[^1]\n\n[^1]: b":
      '<p>a<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup></p>\n<section class="footnotes">\n<ol>\n<li>\n<p>b<a href="#fnref-1" class="footnote" rel="nofollow noopener">↩</a></p>\n</li>\n</ol>\n</section>',
  });

  rule(chain, "has the number of its first reference", {
    "a[^x] b[^y] c[^x]\n\n[^y]: d\n\n[^x]: e":
      '<p>a<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup> b<sup class="footnote-ref"><a href="#fn-2" rel="nofollow noopener">2</a></sup> c<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup></p>\n<section class="footnotes">\n<ol>\n<li>\n<p>e<a href="#fnref-1" class="footnote" rel="nofollow noopener">↩</a></p>\n</li>\n<li>\n<p>d<a href="#fnref-2" class="footnote" rel="nofollow noopener">↩</a></p>\n</li>\n</ol>\n</section>',
  });

  rule(chain, "is not shown if nothing refers to it", {
    "a\n\n[^1]: b": "<p>a</p>",
  });

  rule(chain, "stays as typed if it is not defined", {
    "a[^1] [^2](b)": "<p>a[^1] [^2](b)</p>",
  });

  rule(chain, "goes on with indented lines", {
    "a[^1]\n\n[^1]: b\n    c":
      '<p>a<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup></p>\n<section class="footnotes">\n<ol>\n<li>\n<p>b<br>\nc<a href="#fnref-1" class="footnote" rel="nofollow noopener">↩</a></p>\n</li>\n</ol>\n</section>',
    "a[^1]\n\n[^1]: b\n\n    - c":
      '<p>a<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup></p>\n<section class="footnotes">\n<ol>\n<li>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n<a href="#fnref-1" class="footnote" rel="nofollow noopener">↩</a>\n</li>\n</ol>\n</section>',
  });

  rule(chain, "is the first of those with the same label", {
    "a[^1]\n\n[^1]: b\n[^1]: c":
      '<p>a<sup class="footnote-ref"><a href="#fn-1" rel="nofollow noopener">1</a></sup></p>\n<section class="footnotes">\n<ol>\n<li>\n<p>b<a href="#fnref-1" class="footnote" rel="nofollow noopener">↩</a></p>\n</li>\n</ol>\n</section>',
  });

  rule(chain, "is none inside quotes", {
    "a[^1]\n\n> [^1]: b": "<p>a[^1]</p>\n<blockquote>\n</blockquote>",
  });
});
