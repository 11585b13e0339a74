import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeAttribute, escapeHtml } from "../../../src/domain/comment/escape.ts";

describe("escaping before storage", () => {
  it("leaves nothing that opens a tag or an entity of the sender's", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        expect(escapeAttribute(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#x27);)/);
      }),
    );
  });

  it("can be undone, so that nothing is lost", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("&", "<", ">", "a", ";", "amp", "lt") }), (text) => {
        const back = escapeHtml(text)
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&amp;", "&");
        expect(back).toBe(text);
      }),
    );
  });

  it("keeps quotes in names and escapes them in websites", () => {
    expect(escapeHtml(`<b>"O'Neil" & co`)).toBe(`&lt;b&gt;"O'Neil" &amp; co`);
    expect(escapeAttribute(`<b>"O'Neil" & co`)).toBe("&lt;b&gt;&quot;O&#x27;Neil&quot; &amp; co");
  });

  it("escapes what is escaped already once more", () => {
    expect(escapeHtml("&lt;")).toBe("&amp;lt;");
  });
});
