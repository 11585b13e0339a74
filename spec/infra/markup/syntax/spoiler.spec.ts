import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["spoiler"]);

describe("a spoiler", () => {
  rule(chain, "covers a part of a line", {
    "a >! b !< c": '<p>a <span class="spoiler">b</span> c</p>',
    "a >!*b*!< c": '<p>a <span class="spoiler"><em>b</em></span> c</p>',
  });

  rule(chain, "does not go over lines or cover nothing", {
    "a >! b\nc !<": "<p>a >! b<br>\nc !&lt;</p>",
    "a >!  !<": "<p>a >!  !&lt;</p>",
  });

  rule(chain, "covers a quote of which every line is marked", {
    ">! a\n>! b\n\nc": '<div class="spoiler">\n<p>a<br>\nb</p>\n</div>\n<p>c</p>',
    "> ! a": '<p></p><div class="spoiler">\n<p>a</p>\n</div><p></p>',
  });

  rule(chain, "has blocks inside", {
    ">! - a\n>! - b": '<p></p><div class="spoiler">\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div><p></p>',
  });

  rule(chain, "is a quote if a line is not marked", {
    ">! a\n> b": "<p></p><blockquote>\n<p>! a<br>\nb</p>\n</blockquote><p></p>",
  });

  rule(chain, "is a quote inside of another", {
    "> >! a": "<p></p><blockquote>\n<blockquote>\n<p>! a</p>\n</blockquote>\n</blockquote><p></p>",
  });
});
