import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  constantTimeEqual,
  hmacSha1,
  md5Hex,
  sha1,
  sha1Hex,
  sha256,
  sha256Base64url,
} from "../../src/domain/digest.ts";
import { anyText, toHex, utf8 } from "../support/json.ts";

describe("sha256", () => {
  it("hashes chunks like the bytes in one piece", () => {
    const chunk = fc.uint8Array({ maxLength: 6000 });
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 4 }), (chunks) => {
        const whole = createHash("sha256").update(Buffer.concat(chunks)).digest("hex");
        expect(toHex(sha256(...chunks))).toBe(whole);
      }),
    );
  });

  it("takes text as its UTF-8, alone and between bytes", () => {
    const chunk = fc.oneof(anyText, fc.string({ minLength: 2000, maxLength: 4000 }), fc.uint8Array());
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 4 }), (chunks) => {
        const bytes = chunks.map((one) => (typeof one === "string" ? utf8(one) : one));
        expect(toHex(sha256(...chunks))).toBe(toHex(sha256(...bytes)));
      }),
    );
  });

  it("is the same in base64url", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 6000 }), { maxLength: 3 }), (chunks) => {
        expect(sha256Base64url(...chunks)).toBe(Buffer.from(sha256(...chunks)).toString("base64url"));
      }),
    );
  });

  it("gives a hash that later calls leave alone", () => {
    const first = sha256(utf8("a"), utf8("bc"));
    const before = toHex(first);
    sha256(utf8("d"), utf8("ef"));
    expect(toHex(first)).toBe(before);
  });

  it("gives the published hashes of nothing and of abc", () => {
    expect(toHex(sha256())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(toHex(sha256(utf8("a"), utf8("bc")))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it.each([8191, 8192, 8193])("hashes %i bytes in two chunks", (length) => {
    const bytes = new Uint8Array(length).fill(7);
    const whole = createHash("sha256").update(bytes).digest("hex");
    expect(toHex(sha256(bytes.subarray(0, 100), bytes.subarray(100)))).toBe(whole);
  });

  it.each([2730, 2731])("hashes a text of %i characters of three bytes after a byte", (length) => {
    const text = "€".repeat(length);
    const whole = createHash("sha256").update(`a${text}`).digest("hex");
    expect(toHex(sha256(utf8("a"), text))).toBe(whole);
  });
});

describe("the older digests", () => {
  it("give the published hashes", () => {
    expect(sha1Hex("Hello, World!")).toBe("0a0a9f2a6772942557ab5355d76af442f8f65e01");
    expect(toHex(sha1("Hello, World!"))).toBe("0a0a9f2a6772942557ab5355d76af442f8f65e01");
    expect(md5Hex("foo@example.com")).toBe("b48def645758b95537d4424c84d1a9ff");
    expect(toHex(hmacSha1(utf8("Jefe"), "what do ya want for nothing?"))).toBe(
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    );
  });

  it("take text as UTF-8", () => {
    expect(sha1Hex("Grüße 👋")).toBe(createHash("sha1").update(utf8("Grüße 👋")).digest("hex"));
    expect(md5Hex("Grüße 👋")).toBe(createHash("md5").update(utf8("Grüße 👋")).digest("hex"));
  });
});

describe("constantTimeEqual", () => {
  it("holds for the same bytes alone", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
        expect(constantTimeEqual(left, left.slice())).toBe(true);
        expect(constantTimeEqual(left, right)).toBe(toHex(left) === toHex(right));
      }),
    );
  });

  it("does not hold for bytes of different length", () => {
    expect(constantTimeEqual(utf8("ab"), utf8("abc"))).toBe(false);
  });
});
