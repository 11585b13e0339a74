import fc from "fast-check";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { afterAll, describe, expect, it } from "vitest";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { createRenderer } from "../../../src/infra/markup/renderer.ts";
import { cleanSource, typedText } from "../../../src/infra/markup/source.ts";
import { defaults } from "./fixtures.ts";

const elements = new Set(
  "a p hr br ol ul li pre code blockquote del ins strong em h1 h2 h3 h4 h5 h6 sub sup table thead tbody th td".split(
    " ",
  ),
);

const renderer = createRenderer(defaults);
afterAll(() => renderer.close());

/** What a browser's parser finds in the HTML that the default allow-list does not have. */
function forbidden(html: string): string[] {
  const found: string[] = [];
  const visit = (node: Root | Element): void => {
    for (const child of node.children) {
      if (child.type === "element") {
        found.push(...faults(child));
        visit(child);
      } else if (child.type !== "text") found.push(child.type);
    }
  };
  visit(fromHtml(html, { fragment: true }));
  return found;
}

function faults({ tagName, properties }: Element): string[] {
  const found = elements.has(tagName) ? [] : [tagName];
  for (const [name, value] of Object.entries(properties)) {
    if (tagName === "a" && name === "href" && isSafeAddress(String(value))) continue;
    if (tagName === "a" && name === "rel" && String(value) === "nofollow,noopener") continue;
    if (tagName === "code" && name === "className" && /^language-[0-9A-Za-z]{1,20}$/.test(String(value)))
      continue;
    found.push(`${tagName} ${name}=${value}`);
  }
  return found;
}

function isSafeAddress(value: string): boolean {
  return ["http:", "https:", "mailto:"].includes(new URL(value, "http://page.example/").protocol);
}

const payloads = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<img src=x onerror=alert(1)>",
  "<img src=`javascript:alert(1)`>",
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
  "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
  "<iframe src=javascript:alert(1)></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<object data=javascript:alert(1)></object>",
  "<embed src=javascript:alert(1)>",
  "<style>@import 'http://evil.example/x.css';</style>",
  "<link rel=stylesheet href=javascript:alert(1)>",
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<base href=javascript:alert(1)//>",
  "<body onload=alert(1)>",
  "<form action=javascript:alert(1)><button>x</button></form>",
  "<details open ontoggle=alert(1)>",
  "<video><source onerror=alert(1)></video>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<template><script>alert(1)</script></template>",
  "<textarea></textarea><script>alert(1)</script>",
  "<title></title><img src=x onerror=alert(1)>",
  "<xmp></xmp><script>alert(1)</script>",
  "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?xml-stylesheet href=javascript:alert(1)?>",
  "<a href=javascript:alert(1)>x</a>",
  "<a href='http://e.org' onclick=alert(1)>x</a>",
  "<p style='background:url(javascript:alert(1))'>x</p>",
  "</p></div><script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](javascript&colon;alert(1))",
  "[x](java&#115;cript:alert(1))",
  "[x](java&amp;#115;cript&amp;#58;alert(1))",
  "[x](java\\&#115;cript\\&#58;alert(1))",
  "[x](<java\u0001script:alert(1)>)",
  "[x](<\u0001javascript:alert(1)>)",
  "[x](< javascript:alert(1)>)",
  "[x](javascript%3Aalert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](file:///etc/passwd)",
  "[x](blob:http://e.org/1)",
  "[x]: javascript:alert(1)\n\n[x]",
  "[x][y]\n\n[y]: <javascript:alert(1)> 'onmouseover=alert(1)'",
  "<javascript:alert(1)>",
  "![x](javascript:alert(1))",
  "![x](http://e.org/i.png 'onload=alert(1)')",
  '[x](http://e.org/"onmouseover="alert(1))',
  '[x](http://e.org/ "\'><script>alert(1)</script>")',
  "[<script>alert(1)</script>](http://e.org/<script>)",
  "[![x](http://e.org/i.png)](javascript:alert(1))",
  "`<script>alert(1)</script>`",
  "```<script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```",
  '```js" onclick="alert(1)\nx\n```',
  "# <img src=x onerror=alert(1)>",
  "> <script>alert(1)</script>",
  "- <script>alert(1)</script>\n  <img src=x onerror=alert(1)>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)&#60;/script&#62;",
  "\\<script>alert(1)\\</script>",
  "<a\u0000b><scri\u0000pt>alert(1)</scri\u0000pt>",
  "~~<script>~~alert(1)</script>",
  "**<img src=x onerror=**alert(1)>",
  "\u2028<script>\u2029alert(1)</script>",
  "\ufeff<script>alert(1)</script>",
];

describe("rendered HTML", () => {
  it.each(payloads)("of %j has only allowed elements, attributes and schemes", async (payload) => {
    expect(forbidden(await renderer.render(payload))).toEqual([]);
    expect(forbidden(typedText(cleanSource(payload)))).toEqual([]);
  });

  it("has only allowed elements, attributes and schemes for any combination of hostile parts", () => {
    const chain = createChain(defaults);
    const part = fc.oneof(
      fc.constantFrom(...payloads),
      fc.constantFrom(...payloads).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
      fc.constantFrom(
        "\n",
        "\n\n",
        "[",
        "](",
        ")",
        "<",
        ">",
        '"',
        "'",
        "`",
        "*",
        "> ",
        "- ",
        "&",
        "    ",
        "\\",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (source) => forbidden(chain(cleanSource(source))).length === 0),
      { numRuns: 1000 },
    );
  });

  it("stays within the allow-list when the settings ask for what runs code", () => {
    const chain = createChain({
      ...defaults,
      allowedElements: ["script", "style", "iframe", "object", "svg"],
      allowedAttributes: ["onclick", "onerror", "style", "srcdoc"],
    });
    for (const payload of payloads) expect(forbidden(chain(cleanSource(payload)))).toEqual([]);
  });
});
