import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MarkupExtras } from "../../../src/domain/config/settings.ts";
import { createChain, dialectOf } from "../../../src/infra/markup/chain.ts";
import { loadExtras, mayChange } from "../../../src/infra/markup/extras/extras.ts";
import { plainText } from "../../../src/infra/markup/plainText.ts";
import { createRenderer } from "../../../src/infra/markup/renderer.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { bundleWorker, defaults } from "./fixtures.ts";

async function renderWith(extras: Partial<MarkupExtras>, source: string): Promise<string> {
  const settings = { ...defaults, extras: { ...defaults.extras, ...extras } };
  return createChain(settings, await loadExtras(settings.extras))(source);
}

describe("without additions", () => {
  it("texts keep their characters", async () => {
    expect(await renderWith({}, '"a" -- b... :smile:')).toBe('<p>"a" -- b... :smile:</p>');
  });
});

describe("smart punctuation", () => {
  it("curls quotes and joins dashes and dots", async () => {
    expect(await renderWith({ smartPunctuation: true }, "\"It's *'so'*\" -- he said --- or... not")).toBe(
      "<p>“It’s <em>‘so’</em>” – he said — or… not</p>",
    );
  });

  it("leaves code alone", async () => {
    expect(await renderWith({ smartPunctuation: true }, '`"a" -- b`\n\n    "c"...')).toBe(
      '<p><code>"a" -- b</code></p>\n<pre><code>"c"...</code></pre>',
    );
  });

  it("leaves addresses alone, also where they are shown", async () => {
    expect(
      await renderWith({ smartPunctuation: true }, "<http://e.org/a--b> [c--d](http://e.org/a--b)"),
    ).toBe(
      '<p><a href="http://e.org/a--b" rel="nofollow noopener">http://e.org/a--b</a> ' +
        '<a href="http://e.org/a--b" rel="nofollow noopener">c–d</a></p>',
    );
  });
});

describe("emoji", () => {
  it("replaces known names and nothing else", async () => {
    expect(await renderWith({ emoji: true }, ":smile: :+1: :no-such-name: 10:30:45 :constructor:")).toBe(
      "<p>😄 👍 :no-such-name: 10:30:45 :constructor:</p>",
    );
  });

  it("leaves code and shown addresses alone", async () => {
    expect(await renderWith({ emoji: true }, "`:smile:` <http://e.org/:smile:>")).toBe(
      '<p><code>:smile:</code> <a href="http://e.org/:smile:" rel="nofollow noopener">http://e.org/:smile:</a></p>',
    );
  });
});

describe("highlighting", () => {
  it("marks the parts of code in a known language", async () => {
    expect(await renderWith({ highlight: true }, "```js\nlet a = '<b>';\n```")).toBe(
      '<p></p><pre><code class="language-js"><span class="hljs-keyword">let</span> a = ' +
        "<span class=\"hljs-string\">'&lt;b>'</span>;\n</code></pre><p></p>",
    );
  });

  it("never changes the text of the code", async () => {
    const settings = { ...defaults, extras: { ...defaults.extras, highlight: true } };
    const chain = createChain(settings, await loadExtras(settings.extras));
    const language = fc.constantFrom("js", "html", "php", "css", "bash", "python", "nosuch", "JS");
    const code = fc
      .array(fc.constantFrom("<a>", "&", "'x'", "/*", "//", "if", "\n", "{", "<?php", "1"))
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(language, code, (name, text) => {
        const source = cleanSource(`\`\`\`${name}\n${text}\n\`\`\``);
        const withoutColours = chain(source).replaceAll(/<\/?span[^>]*>/g, "");
        expect(withoutColours).toBe(createChain(defaults)(source));
      }),
    );
  });

  it("leaves unknown languages, very long blocks and code in sentences alone", async () => {
    const long = `\`\`\`js\n${"let a;\n".repeat(1200)}\`\`\``;
    for (const source of ["```nosuch\nlet\n```", long, "`let`"]) {
      expect(await renderWith({ highlight: true }, source)).not.toContain("span");
    }
  });
});

describe("highlighting of hostile code", () => {
  it("stops after some thousand characters of a comment, because grammars take time by the square", async () => {
    const block = `\`\`\`ini\n${"a = 1\n".repeat(900)}\n\`\`\`\n\n`;
    const blocks = (await renderWith({ highlight: true }, block.repeat(3))).split("</pre>");
    expect(blocks.map((html) => html.includes("<span"))).toEqual([true, false, false, false]);
  });

  it("leaves code alone that nests its parts by the thousand", async () => {
    for (const [language, part] of [
      ["ruby", '#{"'],
      ["typescript", "${`"],
      ["scss", "(a{"],
      ["bash", '$("'],
    ]) {
      const html = await renderWith({ highlight: true }, `\`\`\`${language}\n${part?.repeat(2000)}\n\`\`\``);
      expect(html).not.toMatch(/(?:<span[^>]*>[^<]*){40}/);
    }
  });
});

describe("a renderer with additions", () => {
  it("has them for every text, whether it has Markdown or not", async () => {
    const settings = { ...defaults, extras: { highlight: true, smartPunctuation: true, emoji: true } };
    const messages: string[] = [];
    const renderer = createRenderer(settings, {
      workerEntry: bundleWorker(),
      log: (message) => messages.push(message),
    });
    expect(await renderer.render("nothing to change")).toBe("<p>nothing to change</p>");
    expect(await renderer.render(":smile:...")).toBe("<p>😄…</p>");
    expect(await renderer.render("*a* -- b")).toBe("<p><em>a</em> – b</p>");
    expect(await renderer.render("```js\nlet\n```")).toContain('<span class="hljs-keyword">let</span>');
    expect(messages).toEqual([]);
    await renderer.close();
  });
});

describe("a text without Markdown", () => {
  it("is shown without the chain only if no addition could change it", () => {
    const part = fc.constantFrom(
      "word ",
      "10:30 ",
      ":smile:",
      '"',
      "'",
      "--",
      "-",
      "...",
      ". . .",
      ".",
      ",",
      "\n",
      "\n\n",
      "``",
    );
    const extras = fc.record({
      highlight: fc.boolean(),
      smartPunctuation: fc.boolean(),
      emoji: fc.boolean(),
    });
    return fc.assert(
      fc.asyncProperty(extras, fc.array(part), async (on, parts) => {
        const settings = { ...defaults, extras: on };
        const source = cleanSource(parts.join(""));
        const html = mayChange(on, source) ? undefined : plainText(source, dialectOf(settings).plain);
        fc.pre(html !== undefined);
        expect(html).toBe(createChain(settings, await loadExtras(on))(source));
      }),
    );
  });
});
