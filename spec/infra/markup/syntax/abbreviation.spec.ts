import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["abbr"]);

describe("an abbreviation", () => {
  rule(chain, "is explained wherever it occurs, also inside words", {
    "HTML and XHTML\n\n*[HTML]: Hyper Text":
      '<p><abbr title="Hyper Text">HTML</abbr> and X<abbr title="Hyper Text">HTML</abbr></p>',
  });

  rule(chain, "may be explained in the line below", {
    "CSS\n\n*[CSS]:\n   Style Sheets": '<p><abbr title="Style Sheets">CSS</abbr></p>',
  });

  rule(chain, "is the longest that fits", {
    "HTML5 HTML\n\n*[HTML]: a\n*[HTML5]: b":
      '<p><abbr title="b">HTML5</abbr> <abbr title="a">HTML</abbr></p>',
  });

  rule(chain, "is not explained in code and addresses", {
    "`HTML` <http://HTML.org>\n\n*[HTML]: a":
      '<p><code>HTML</code> <a href="http://HTML.org" rel="nofollow noopener">http://HTML.org</a></p>',
  });

  rule(chain, "ends a paragraph and leaves nothing behind", {
    "a\n*[a]: b\nc": '<p><abbr title="b">a</abbr></p>\n<p>c</p>',
  });
});
