import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["math"]);

describe("a formula", () => {
  rule(chain, "stands in a line with single dollars", {
    "$a^2$ and $b$": '<p><span class="math">\\(a^2\\)</span> and <span class="math">\\(b\\)</span></p>',
    "a $\\$b$ c": '<p>a <span class="math">\\(\\$b\\)</span> c</p>',
  });

  rule(chain, "is no price", {
    "$5 and $10": "<p>$5 and $10</p>",
    "5$ and 10$ $ a$": "<p>5$ and 10$ $ a$</p>",
  });

  rule(chain, "may have backticks inside its dollars", {
    "$`a$b`$": '<p><span class="math">\\(a$b\\)</span></p>',
  });

  rule(chain, "is set apart with double dollars", {
    "$$\na\nb\n$$": '<p></p><div class="math">$$\na\nb\n$$</div><p></p>',
    "a\n$$b$$\nc": '<p>a</p>\n<div class="math">$$\nb\n$$</div>\n<p>c</p>',
    "a $$b$$ c": '<p>a <div class="math">$$\nb\n$$</div>\n c</p>',
  });

  rule(chain, "stays as typed if nothing closes it", {
    $a: "<p>$a</p>",
    "$$\na": "<p>$$<br>\na</p>",
    $$a$: '<p>$<span class="math">\\(a\\)</span></p>',
  });
});
