import { describe, expect, it } from "vitest";
import { isCheap } from "../../../src/infra/markup/cost.ts";

describe("isCheap", () => {
  it("lets ordinary comments through", () => {
    expect(isCheap("I **like** [this](http://example.org).\n\n- a\n- b\n\n> c\n\n`d`\n".repeat(4))).toBe(
      true,
    );
  });

  it("refuses texts above 2 kB", () => {
    expect(isCheap("a".repeat(2048))).toBe(true);
    expect(isCheap("a".repeat(2049))).toBe(false);
  });

  it("refuses what nests deeply or has many delimiters", () => {
    const patterns = [
      ">",
      ">- ",
      "+\t",
      "1. ",
      "*a",
      "[",
      "`",
      "<",
      "_a",
      "a\n",
      "a\n=\n",
      "~~a",
      "- a\n",
      "\\",
      ...["^", "^a", "$a", "a\n: b\n", "==a", "[^a", "w.", "@a"],
    ];
    for (const pattern of patterns) expect(isCheap(pattern.repeat(300))).toBe(false);
  });
});
