import { describe } from "vitest";
import { mistuneChain, rule } from "../mistuneFixtures.ts";

const chain = mistuneChain(["table"]);

describe("a table", () => {
  rule(chain, "has a header, a line of dashes, and rows", {
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |":
      "<p></p><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n<tr>\n<td>3</td>\n<td>4</td>\n</tr>\n</tbody>\n</table><p></p>",
    "a | b\n--|--\n1 | 2":
      "<p></p><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table><p></p>",
  });

  rule(chain, "may have no rows", {
    "a|b\n-|-":
      "<p></p><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n</tbody>\n</table><p></p>",
  });

  rule(chain, "needs as many cells in every line", {
    "a | b\n--|--\n1 | 2 | 3": "<p>a | b<br>\n--|--<br>\n1 | 2 | 3</p>",
    "| a | b |\n|---|\n| 1 | 2 |": "<p>| a | b |<br>\n|---|<br>\n| 1 | 2 |</p>",
  });

  rule(chain, "ends before a line of another form", {
    "|a|b|\n|-|-|\nc|d":
      "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n<p>c|d</p>",
    "a|b\n-|-\nc":
      "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n<p>c</p>",
  });

  rule(chain, "ends a paragraph", {
    "a\nb | c\n--|--\n1 | 2":
      "<p>a</p>\n<table>\n<thead>\n<tr>\n<th>b</th>\n<th>c</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>",
  });

  rule(chain, "has inline Markdown in its cells, and escaped bars", {
    "a|b\n-|-\n*c* \\| d|`e`":
      "<p></p><table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><em>c</em> | d</td>\n<td>\n<code>e</code>\n</td>\n</tr>\n</tbody>\n</table><p></p>",
  });

  rule(chain, "is none inside quotes and lists", {
    "> a|b\n> -|-": "<p></p><blockquote>\n<p>a|b<br>\n-|-</p>\n</blockquote><p></p>",
    "- a|b\n  -|-": "<p></p><ul>\n<li>a|b<br>\n-|-</li>\n</ul><p></p>",
  });
});
