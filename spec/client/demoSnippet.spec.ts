import { describe, expect, it } from "vitest";
import { snippet } from "../../src/client/demoSnippet.ts";

describe("the snippet of the demo page", () => {
  it("is a script with the server's address and a place for the thread", () => {
    expect(snippet("https://c.example/isso/", [])).toBe(
      '<script data-isso="https://c.example/isso/"\n' +
        '        src="https://c.example/isso/js/embed.min.js"></script>\n' +
        '<section id="isso-thread"></section>',
    );
  });

  it("carries the chosen options, whatever is in them", () => {
    const text = snippet("/", [["data-isso-avatar-fg", '"><script>&']]);
    expect(text).toContain('data-isso-avatar-fg="&quot;>&lt;script>&amp;"');
  });
});
