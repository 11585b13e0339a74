import fc from "fast-check";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, it } from "vitest";
import { type PageTitle, titleOf } from "../../../src/infra/titles/titleOf.ts";

const thread = '<section id="isso-thread"></section>';

function read(html: string): PageTitle {
  return titleOf(fromHtml(html));
}

function rule(title: string, pages: Readonly<Record<string, string>>): void {
  it(title, () => {
    for (const [html, expected] of Object.entries(pages))
      expect([html, read(html).title]).toEqual([html, expected]);
  });
}

describe("titleOf", () => {
  it("finds any heading before the thread, without blanks around it", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", " ", "日", "1") });
    fc.assert(fc.property(text, (words) => read(`<h1>${words}</h1>${thread}`).title === words.trim()));
  });

  it("reads any attribute back that was percent-encoded", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, (title, uri) => {
        const [encodedTitle, encodedUri] = [title, uri].map((value) => encodeURIComponent(value));
        const html = `<div id=isso-thread data-title="${encodedTitle}" data-isso-id="${encodedUri}"></div>`;
        expect(read(html)).toEqual({ title, uri });
      }),
    );
  });

  rule("is Untitled without a thread element", {
    "": "Untitled.",
    "<h1>A</h1>": "Untitled.",
    "<h1>A</h1><p id=isso-thread></p>": "Untitled.",
    "<h1>A</h1><div id=Isso-Thread></div>": "Untitled.",
  });

  rule("takes the first div before any section", {
    "<div><h1>A</h1><section id=isso-thread></section></div><div><h1>B</h1><div id=isso-thread></div></div>":
      "B",
    "<div><h1>A</h1><div id=isso-thread></div></div><div><h1>B</h1><div id=isso-thread></div></div>": "A",
  });

  rule("takes the nearest heading of an element around the thread", {
    "<h1>A</h1><div id=isso-thread></div>": "A",
    "<h1>A</h1><article><h1>B</h1><div id=isso-thread></div></article>": "B",
    "<h1>A</h1><article><div id=isso-thread></div></article>": "A",
    "<div id=isso-thread></div><h1>A</h1>": "A",
  });

  rule("prefers a heading inside the thread", {
    "<h1>A</h1><div id=isso-thread><h1>B</h1></div>": "B",
    "<h1>A</h1><div id=isso-thread><p><b>x</b></p><h1>B</h1></div>": "A",
  });

  rule("looks into the first other child only and stops there", {
    "<p>x</p><h1>T</h1><div id=isso-thread></div>": "Untitled.",
    "<header><div><h1>T</h1></div></header><div id=isso-thread></div>": "T",
    "<header><p>x</p><h1>T</h1></header><div id=isso-thread></div>": "Untitled.",
    "<header><h1>T</h1></header><h1>U</h1><div id=isso-thread></div>": "T",
  });

  rule("takes all text of a heading, scripts included, comments not", {
    "<h1> a <b>b<i>c</i></b><script>d</script><!-- e --> </h1><div id=isso-thread></div>": "a bcd",
    "<h1> </h1><div id=isso-thread></div>": "",
  });

  rule("takes data-title before any heading, even empty", {
    "<h1>A</h1><div id=isso-thread data-title='a%20b+c%2'></div>": "a b+c%2",
    "<h1>A</h1><div id=isso-thread data-title></div>": "",
    "<h1>A</h1><div id=isso-thread data-title=1></div>": "1",
    "<h1>A</h1><div id=isso-thread data-title=%ff></div>": "\ufffd",
  });

  it("reads the thread's own address, which may be empty", () => {
    expect(read("<div id=isso-thread data-isso-id='/a%2Fb+c'></div>").uri).toBe("/a/b+c");
    expect(read("<div id=isso-thread data-isso-id></div>").uri).toBe("");
    expect(read(thread).uri).toBeUndefined();
  });

  it("reads a page that ends in a comment", () => {
    expect(read(`<html><body><h1>A</h1>${thread}</body></html><!-- x -->`).title).toBe("A");
  });
});
