import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["strikethrough"]);

describe("emphasis", () => {
  rule(chain, "matches delimiters as CommonMark says", {
    "*a **b** c*": "<p><em>a <strong>b</strong> c</em></p>",
    "***a** b*": "<p><em><strong>a</strong> b</em></p>",
    "***a***": "<p><em><strong>a</strong></em></p>",
    "**a*": "<p>*<em>a</em></p>",
    "a*b*c a_b_c": "<p>a<em>b</em>c a_b_c</p>",
    "*a _b* c_": "<p><em>a _b</em> c_</p>",
  });

  rule(chain, "takes pictures and combining marks for punctuation", {
    "😀_a_😀": "<p>😀<em>a</em>😀</p>",
    "**a!**😀": "<p><strong>a!</strong>😀</p>",
    "**❤️**a": "<p>**❤️**a</p>",
  });

  rule(chain, "takes other letters for letters", {
    "漢*字*漢": "<p>漢<em>字</em>漢</p>",
    𝐀_b_𝐀: "<p>𝐀_b_𝐀</p>",
    "日本語**「強調」**です": "<p>日本語**「強調」**です</p>",
  });

  rule(chain, "goes no deeper than 20", {
    "*a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a *a b**********************":
      "<p>*a *a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a <em>a b</em></em></em></em></em></em></em></em></em></em></em></em></em></em></em></em></em></em></em></em>**</p>",
  });
});
