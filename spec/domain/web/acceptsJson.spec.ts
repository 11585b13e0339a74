import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptsJson } from "../../../src/domain/web/acceptsJson.ts";

describe("acceptsJson", () => {
  it("answers for any header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (header) => {
        expect(typeof acceptsJson(header)).toBe("boolean");
      }),
    );
  });

  it("never says yes to a header that does not name application/json", () => {
    const entry = fc.constantFrom("*/*", "text/html", "application/*", "application/json2", "a", ";q=1", "");
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(acceptsJson(entries.join(","))).toBe(false);
      }),
    );
  });

  it.each([
    "application/json",
    "application/json, text/html",
    "application/json, text/plain, */*",
    "*/*, application/json",
    "text/*, application/json",
    "application/json;q=0.5",
    "application/json;q=0",
    "application/json ; Q=0.5",
    "application/json;",
    ",application/json,",
    "text/html;q=0.1, application/json",
    "application/json;q=0.1, */*;q=1",
    "text/*;a=b;c=d, application/json",
    "application/json;q=0.5, text/html;q=0.50",
    "text/html;q=abc, application/json",
    "text/html;q=1.5, application/json",
    "application/json;q=",
    "foo, application/json",
  ])("says yes to %j", (header) => {
    expect(acceptsJson(header)).toBe(true);
  });

  it.each([
    undefined,
    "",
    "*/*",
    "application/*",
    "text/html, application/json",
    "application/json; charset=utf-8",
    "application/json;version=1",
    "application/json, application/json;version=1",
    "application/json;q=0.5;ext=1",
    "Application/JSON",
    "application/json;q=0.1, text/html;q=0.9",
    "application/json;q=2, text/html",
    "application/json;q=-1",
    "application/json;q=.5",
    "text/html;level=1;q=0.1, application/json",
    "text/html;q=0, application/json;q=0",
  ])("says no to %j", (header) => {
    expect(acceptsJson(header)).toBe(false);
  });
});
