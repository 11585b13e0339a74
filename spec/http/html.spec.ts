import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml, html, page } from "../../src/http/html.ts";

describe("escapeHtml", () => {
  it("leaves nothing that could end a text or an attribute", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|#34;|#39;)/);
      }),
    );
  });
});

describe("html", () => {
  it("escapes values but not what is HTML already, and joins lists", () => {
    const items = ["<a>", "b"].map((text) => html`<li>${text}</li>`);
    expect(html`<ul title="${'"'}">${items}</ul>${3}`.html).toBe(
      '<ul title="&#34;"><li>&lt;a&gt;</li><li>b</li></ul>3',
    );
  });
});

describe("page", () => {
  it("escapes its title", () => {
    expect(page("</title><script>", html``)).toContain("<title>&lt;/title&gt;&lt;script&gt;</title>");
  });
});
