import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["url"]);

describe("a bare address", () => {
  rule(chain, "is a link where it stands", {
    "http://example.org/ xhttps://a.b":
      '<p><a href="http://example.org/" rel="nofollow noopener">http://example.org/</a> x<a href="https://a.b" rel="nofollow noopener">https://a.b</a></p>',
    "<b>http://a.b</b>": '<p>&lt;b><a href="http://a.b" rel="nofollow noopener">http://a.b</a>&lt;/b></p>',
    "**http://a.b/*c**": '<p>**<a href="http://a.b/*c**" rel="nofollow noopener">http://a.b/*c**</a></p>',
  });

  rule(chain, "does not end with closing punctuation", {
    'See http://a.b. (http://a.b/c), "http://a.b"!':
      '<p>See <a href="http://a.b" rel="nofollow noopener">http://a.b</a>. (<a href="http://a.b/c" rel="nofollow noopener">http://a.b/c</a>), "<a href="http://a.b%22!" rel="nofollow noopener">http://a.b"!</a></p>',
    "http://a.b/(c)": '<p><a href="http://a.b/(c" rel="nofollow noopener">http://a.b/(c</a>)</p>',
  });

  rule(chain, "needs two characters, and a scheme in lower case", {
    "http://a http://ab HTTP://a.b ftp://a.b":
      '<p>http://a <a href="http://ab" rel="nofollow noopener">http://ab</a> HTTP://a.b ftp://a.b</p>',
  });

  rule(chain, "stays text inside a link", {
    "[http://a.b](c)": '<p><a href="c" rel="nofollow noopener">http://a.b</a></p>',
    "[a <http://b.c> d](e)": '<p><a href="e" rel="nofollow noopener">a &lt;http://b.c> d</a></p>',
  });

  rule(chain, "ends at the bracket that it stands in", {
    "[see http://a.b] http://a.b]c":
      '<p>[see <a href="http://a.b" rel="nofollow noopener">http://a.b</a>] <a href="http://a.b%5Dc" rel="nofollow noopener">http://a.b]c</a></p>',
  });

  rule(chain, "is percent-encoded", {
    "http://例え.jp/パス http://a.b/'c'":
      '<p><a href="http://%E4%BE%8B%E3%81%88.jp/%E3%83%91%E3%82%B9" rel="nofollow noopener">http://例え.jp/パス</a> <a href="http://a.b/%27c" rel="nofollow noopener">http://a.b/\'c</a>\'</p>',
  });
});
