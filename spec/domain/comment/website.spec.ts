import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isWebsite, normaliseWebsite } from "../../../src/domain/comment/website.ts";

const label = "a".repeat(63);

describe("isWebsite", () => {
  it("accepts every web address of a plain domain", () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        expect(isWebsite(url)).toBe(true);
      }),
    );
  });

  it("refuses every text with a blank before its end", () => {
    const blank = fc.constantFrom(" ", "\t", "\n", "\u001c", "\u0085", "\u00a0", "\u2028", "\u3000");
    fc.assert(
      fc.property(fc.string(), blank, fc.string({ minLength: 1 }), (before, space, after) => {
        expect(isWebsite(`example.com/${before}${space}${after}`)).toBe(false);
      }),
    );
  });

  it("does not mind the case of letters", () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(isWebsite(domain.toUpperCase())).toBe(isWebsite(domain));
      }),
    );
  });

  it("needs time in proportion to the length of hostile texts", () => {
    const hostile = ["a.", "a", "-", "a-", ".", "1.", "1", "/", ":1", `${label}.`, "localhost", "http://"];
    for (const unit of hostile) {
      for (const head of ["", "http://", "a.com/", "a.com:", "a."]) {
        const text = `${head}${unit.repeat(Math.ceil(20_000 / unit.length))} !`;
        const start = performance.now();
        expect(isWebsite(text)).toBe(false);
        expect(performance.now() - start).toBeLessThan(500);
      }
    }
  });

  it.each([
    "example.com",
    "localhost:8080/foo",
    "999.999.999.999",
    "http://münchen.de",
    "http://a_b.com",
    "http://example.123",
    "http://e.com/javascript:alert(1)",
    "example.com.",
    "http://e.com?x=1",
    "http://e.com/#f",
    "HTTP://E.COM",
    "LOCALHOST",
    "x.yy",
    "_.aa",
    "a.--",
    "a.x-y.",
    "²a.com",
    "١٢٣.1.1.1",
    "a.com//",
    "a.com/\ufeff",
    "example.com\n",
    `${label}.com`,
  ])("accepts %j", (website) => {
    expect(isWebsite(website)).toBe(true);
  });

  it.each([
    "",
    "x",
    "x.y",
    "1.2.3",
    "ftp://e.com",
    "javascript:alert(1)",
    "//e.com",
    "http://user@e.com",
    "http://[::1]/",
    "http://e.com#f",
    "http://e.com:",
    "-a.com",
    "a-.com",
    "a..com",
    "a b.com",
    " a.com",
    "a.com ",
    `a${label}.com`,
    "https://localhost.",
    "1.2.3.4.",
    "localhost?",
    "e\u0301.com",
    "a.com\n\n",
    "a.com\r\n",
    "a.com:80:90",
    "a\u200d.com",
  ])("refuses %j", (website) => {
    expect(isWebsite(website)).toBe(false);
  });
});

describe("normaliseWebsite", () => {
  it("changes nothing when applied twice", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(normaliseWebsite(normaliseWebsite(text))).toBe(normaliseWebsite(text));
      }),
    );
  });

  it("puts http:// before an address without a scheme", () => {
    expect(normaliseWebsite("example.com")).toBe("http://example.com");
    expect(normaliseWebsite("https://example.com")).toBe("https://example.com");
  });

  it("knows a scheme in capitals", () => {
    expect(normaliseWebsite("HTTP://E.COM")).toBe("HTTP://E.COM");
  });
});
