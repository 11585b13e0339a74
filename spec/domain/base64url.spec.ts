import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64Leniently, decodeBase64url, encodeBase64url } from "../../src/domain/base64url.ts";
import { fromHex, toHex } from "../support/json.ts";

const decodedHex = (text: string): string | undefined => {
  const bytes = decodeBase64Leniently(text);
  return bytes === undefined ? undefined : toHex(bytes);
};

describe("base64url", () => {
  it("comes back as the same bytes from both decoders", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(toHex(decodeBase64url(text) ?? fromHex("00"))).toBe(toHex(bytes));
        expect(decodedHex(text)).toBe(toHex(bytes));
      }),
    );
  });

  it("is read strictly from one text for each value", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."AQgw-_+/= .é") }), (text) => {
        const bytes = decodeBase64url(text);
        if (bytes !== undefined) expect(encodeBase64url(bytes)).toBe(text);
      }),
    );
  });

  it.each(["AQ==", "AR", "A", "+/+/", "AQ ", "AQ\n"])("is not read strictly from %j", (text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });

  it("reads a view into a larger buffer as the view alone", () => {
    expect(encodeBase64url(fromHex("00fbff00").subarray(1, 3))).toBe("-_8");
  });
});

describe("lenient base64", () => {
  it.each([
    ["both alphabets", "-_+/", "fbffbf"],
    ["left-over low bits", "AR", "01"],
    ["padding at the end", "AQ==", "01"],
    ["too much padding at the end", "AQ======", "01"],
    ["one padding sign too few", "AQ=", "01"],
    ["digits after complete padding, without them", "AQ==AQ", "01"],
    ["digits after incomplete padding, with them", "AQ=ID", "010203"],
    ["padding that starts anew after a digit", "AQ=I=", "0102"],
    ["padding before any digit, without it", "=AQID", "010203"],
    ["four blanks inside", "A    QID", "010203"],
    ["an odd character that makes the padding come short", "AQ ", undefined],
    ["an odd letter of two bytes, counting both for the padding", "AQIé", "0102"],
    ["a lone digit", "A", undefined],
    ["nothing", "", ""],
    ["no digits at all", "....", ""],
  ])("reads %s", (_rule, text, expected) => {
    expect(decodedHex(text)).toBe(expected);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        decodeBase64Leniently(text);
      }),
    );
  });
});
