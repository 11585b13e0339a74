import { describe, expect, it } from "vitest";
import { prefersHtml } from "../../src/http/accept.ts";

describe("prefersHtml", () => {
  it.each([
    "text/html",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/html, application/json",
    "TEXT/HTML",
    "application/json;q=0.5, text/html",
  ])("holds where HTML is named and nothing outranks it: %s", (accept) => {
    expect(prefersHtml(accept)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "*/*",
    "text/*",
    "application/json",
    "application/json, text/html",
    "text/html;q=0.5, application/json",
    "text/html;q=0.5, */*",
    "text/html;q=0",
    "text/html;q=nonsense",
  ])("does not hold where HTML is missing or outranked: %s", (accept) => {
    expect(prefersHtml(accept)).toBe(false);
  });
});
