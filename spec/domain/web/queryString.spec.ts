import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInteger, parseQuery } from "../../../src/domain/web/queryString.ts";

describe("parseQuery", () => {
  it("reads back what URLSearchParams wrote", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
        const query = new URLSearchParams(pairs).toString();
        expect([...parseQuery(query)]).toEqual(pairs);
      }),
    );
  });

  it("agrees with URLSearchParams on any characters of ASCII that escape UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."%&=+;4Eez9cC38 ") }), (query) => {
        const parameters = [...new URLSearchParams(`&${query}`)];
        fc.pre(!parameters.flat().join("").includes("\ufffd"));
        expect(new Map(parseQuery(query))).toEqual(new Map(parameters.reverse()));
      }),
    );
  });

  it("loses no byte of any sequence, whether it is UTF-8 or not", () => {
    const bytes = fc.uint8Array().filter((array) => !array.includes(0x25));
    fc.assert(
      fc.property(bytes, (array) => {
        const escaped = Buffer.from(array).toString("hex").replace(/../g, "%$&");
        const text = parseQuery(`uri=${escaped}`).get("uri") ?? "";
        const parts = text
          .split(/(%..)/)
          .map((part) => (part.startsWith("%") ? Buffer.from(part.slice(1), "hex") : Buffer.from(part)));
        expect(Buffer.concat(parts)).toEqual(Buffer.from(array));
      }),
    );
  });

  it.each([
    ["uri=%C3%A9", "é"],
    ["uri=\u00c3\u00a9", "é"],
    ["uri=a+b", "a b"],
    ["uri=a%2Bb", "a+b"],
    ["&&uri=x", "x"],
    ["uri", ""],
    ["uri=", ""],
    ["uri=a&uri=b", "a"],
    ["uri=a;b", "a;b"],
    ["uri=a=b", "a=b"],
    ["ur%69=x", "x"],
    ["=x&uri=y", "y"],
    ["URI=x&uri=y", "y"],
    ["uri=%zz", "%zz"],
    ["uri=%2", "%2"],
    ["uri=%", "%"],
    ["uri=%u0041", "%u0041"],
    ["uri=%e9", "%E9"],
    ["uri=%E9t%C3%A9", "%E9té"],
    ["uri=%c3%28", "%C3("],
    ["uri=%f0%9f%98", "%F0%9F%98"],
    ["uri=%ed%a0%80", "%ED%A0%80"],
    ["uri=%c0%80", "%C0%80"],
    ["uri=%25ff", "%ff"],
    ["uri=%EF%BB%BFa", "\ufeffa"],
    ["uri=%F0%9F%98%80", "😀"],
    ["uri=😀", "😀"],
  ])("finds in %j the uri %j", (query, uri) => {
    expect(parseQuery(query).get("uri")).toBe(uri);
  });

  it("finds nothing in an empty query", () => {
    expect(parseQuery("").size).toBe(0);
  });
});

describe("parseInteger", () => {
  it("reads every safe integer, with blanks and underscores as well", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseInteger(String(value))).toBe(value);
        expect(parseInteger(` ${String(value).replace(/(\d)(?=\d)/g, "$1_")}\n`)).toBe(value);
      }),
    );
  });

  it("reads the digits of every script", () => {
    const zeros = fc.constantFrom(0x660, 0x966, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1e950);
    fc.assert(
      fc.property(fc.nat(), zeros, (value, zero) => {
        const digits = String(value).replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
        expect(parseInteger(digits)).toBe(value);
      }),
    );
  });

  it.each([
    ["0", 0],
    ["-0", 0],
    ["+1", 1],
    [" 1 ", 1],
    ["\u00851", 1],
    ["\u20281\v", 1],
    ["1_0", 10],
    ["007", 7],
    ["-5", -5],
    ["9007199254740991", 9007199254740991],
  ])("reads %j as %d", (text, value) => {
    expect(parseInteger(text)).toBe(value);
  });

  it.each([
    "",
    " ",
    "_1",
    "1_",
    "1__0",
    "+-1",
    "- 1",
    "1.0",
    "1e3",
    "0x10",
    "null",
    "²",
    "1\0",
    "\ufeff1",
    "\u001c1",
    "1\u001f",
    "9007199254740992",
    "-9007199254740992",
    "99999999999999999999",
  ])("does not read %j", (text) => {
    expect(parseInteger(text)).toBeUndefined();
  });
});
