import { describe, expect, it } from "vitest";
import { findEndpoint } from "../../src/client/endpoint.ts";

describe("where the server is", () => {
  it.each([
    ["an absolute prefix", "https://comments.example", "https://comments.example"],
    ["the slash at its end left out", "https://example.org/isso/", "https://example.org/isso"],
    ["one slash only", "//example.org/a//", "//example.org/a/"],
    ["the root of the page's own site", "/", ""],
    ["a relative prefix", "../", ".."],
  ])("is what data-isso says: %s", (_what, said, prefix) => {
    expect(
      findEndpoint([null, said, "https://elsewhere.example/"], "https://x.example/js/embed.min.js"),
    ).toBe(prefix);
  });

  it.each([
    ["https://example.org/js/embed.min.js", "https://example.org"],
    ["https://example.org/isso/js/embed.dev.js", "https://example.org/isso"],
    ["https://example.org/js/count.min.js?v=2", "https://example.org"],
    ["https://example.org/isso/js/renamed.js#x", "https://example.org/isso"],
    ["https://example.org/assets/embed.js", "https://example.org/assets"],
  ])("is the folder above the running script where no data-isso says anything: %s", (src, prefix) => {
    expect(findEndpoint([null, ""], src)).toBe(prefix);
  });
});
