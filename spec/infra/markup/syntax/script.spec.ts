import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["superscript", "subscript"]);

describe("a single marker", () => {
  rule(chain, "raises or lowers what stands between two", {
    "H~2~O 2^10^": "<p>H<sub>2</sub>O 2<sup>10</sup></p>",
    "a^*b*^": "<p>a<sup><em>b</em></sup></p>",
  });

  rule(chain, "has no white space inside but after a backslash", {
    "a^b c^": "<p>a^b c^</p>",
    "a^b\\ c^": "<p>a<sup>b c</sup></p>",
    "a~b\nc~": "<p>a~b<br>\nc~</p>",
  });

  rule(chain, "closes at an escaped marker only if there is no other", {
    "^a\\^b^": "<p><sup>a^b</sup></p>",
    "^a\\^": "<p><sup>a\\</sup></p>",
  });

  rule(chain, "needs something inside", {
    "^^": "<p>^^</p>",
    "~~": "<p>~~</p>",
    "^^^": "<p><sup>^</sup></p>",
  });

  rule(
    mistuneChain(["strikethrough", "subscript", "insert", "superscript"]),
    "leaves two markers to the pair",
    {
      "~~a~~ b~c~": "<p><del>a</del> b<sub>c</sub></p>",
      "^^a^^": "<p><ins>a</ins></p>",
    },
  );
});
