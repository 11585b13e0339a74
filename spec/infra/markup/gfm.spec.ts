import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createChain, dialectOf } from "../../../src/infra/markup/chain.ts";
import { plainText } from "../../../src/infra/markup/plainText.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { canonicalHtml } from "../../support/html.ts";
import { defaults } from "./fixtures.ts";

const settings = { ...defaults, renderer: "gfm" as const };
const chain = createChain(settings);

describe("the renderer gfm", () => {
  it.each([
    ["~~gone~~ but ~here~", "<p><del>gone</del> but ~here~</p>"],
    [
      "see www.example.org.",
      '<p>see <a href="http://www.example.org" rel="nofollow noopener">www.example.org</a>.</p>',
    ],
    [
      "HTTPS://example.org",
      '<p><a href="HTTPS://example.org" rel="nofollow noopener">HTTPS://example.org</a></p>',
    ],
    ["one\ntwo", "<p>one<br>\ntwo</p>"],
    ["a <b>x</b>", "<p>a &lt;b>x&lt;/b></p>"],
    ["a[^1]\n\n[^1]: note", '<p>a<a href="note" rel="nofollow noopener">^1</a></p>'],
  ])("shows %j as GitHub does, as far as comments can", (text, html) => {
    expect(canonicalHtml(chain(text))).toBe(canonicalHtml(html));
  });

  it("keeps the rows of tables", () => {
    const html = chain("| a | b |\n| - | - |\n| 1 | 2 |");
    expect(html).toContain("<tr>");
    expect(html).toContain("<td>2</td>");
  });

  it("shows a text without Markdown as the whole chain does", () => {
    const { plain } = dialectOf(settings);
    const parts = fc.constantFrom(
      "a",
      "wWw.",
      "http",
      "://",
      "x.org",
      "@",
      "|",
      "-",
      "=",
      "#",
      ">",
      "1.",
      " ",
      "\n",
      "\n\n",
      "&",
      "~",
      ":",
      "é",
    );
    fc.assert(
      fc.property(
        fc.array(parts).map((some) => cleanSource(some.join(""))),
        (source) => {
          const html = plainText(source, plain);
          fc.pre(html !== undefined);
          expect(html).toBe(chain(source));
        },
      ),
    );
  });
});
