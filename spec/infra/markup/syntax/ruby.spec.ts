import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["ruby"]);

describe("a reading", () => {
  rule(chain, "stands above its word", {
    "[漢字(かんじ)]": "<p><ruby>漢字<rt>かんじ</rt></ruby></p>",
    "[漢(かん)字(じ)]": "<p><ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby></p>",
    "[漢(かん)][字(じ)]": "<p><ruby>漢<rt>かん</rt></ruby><ruby>字<rt>じ</rt></ruby></p>",
  });

  rule(chain, "can be a link", {
    "[漢字(かんじ)](/a)": '<p><a href="/a" rel="nofollow noopener"><ruby>漢字<rt>かんじ</rt></ruby></a></p>',
    "[漢字(かんじ)][b]\n\n[b]: /c":
      '<p><a href="/c" rel="nofollow noopener"><ruby>漢字<rt>かんじ</rt></ruby></a></p>',
  });

  rule(chain, "needs words outside and inside of the parentheses", {
    "[a(b]": "<p>[a(b]</p>",
    "[a()]": "<p>[a()]</p>",
    "[(b)]": "<p>[(b)]</p>",
    "[a(b) c]": "<p>[a(b) c]</p>",
  });
});
