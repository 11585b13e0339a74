import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["strikethrough", "mark", "insert"]);

describe("a pair of markers", () => {
  rule(chain, "marks what stands between two pairs", {
    "~~a b~~ ==c== ^^d^^": "<p><del>a b</del> <mark>c</mark> <ins>d</ins></p>",
    "x~~y~~z": "<p>x<del>y</del>z</p>",
  });

  rule(chain, "needs no white space at the edges", {
    "~~ a~~": "<p>~~ a~~</p>",
    "~~a ~~": "<p>~~a ~~</p>",
    "== a ==": "<p>== a ==</p>",
    "~~a ~~ b~~": "<p><del>a ~~ b</del></p>",
  });

  rule(chain, "ends at the first closing pair, also inside code", {
    "~~a `~~` b~~": "<p><del>a `</del>` b~~</p>",
    "~~a **b~~ c**": "<p><del>a **b</del> c**</p>",
  });

  rule(chain, "goes over lines, but not over paragraphs", {
    "~~a\nb~~": "<p><del>a<br>\nb</del></p>",
    "~~a\n\nb~~": "<p>~~a</p>\n<p>b~~</p>",
  });

  rule(chain, "counts a run of three only after a backslash", {
    "~~a~~~": "<p>~~a~~~</p>",
    "~~a\\~~~": "<p><del>a~</del></p>",
    "~~~~a~~~~": "<p></p><pre><code></code></pre><p></p>",
  });

  rule(chain, "keeps what is inside to itself", {
    "~~*a*~~ ~~[b](c)~~": '<p><del><em>a</em></del> <del><a href="c" rel="nofollow noopener">b</a></del></p>',
    "*a ~~b* c~~": "<p>*a <del>b* c</del></p>",
    "==^^~~a~~^^==": "<p><mark><ins><del>a</del></ins></mark></p>",
  });

  rule(chain, "leaves a marker alone that nothing closes", {
    "~~a": "<p>~~a</p>",
    "==a =b": "<p>==a =b</p>",
    "a ~~": "<p>a ~~</p>",
  });
});
