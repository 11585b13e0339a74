import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../src/domain/base64url.ts";
import { type Codec, decodePayload, encodePayload } from "../../../src/domain/token/payload.ts";
import { zlibCodec } from "../../../src/infra/zlibCodec.ts";
import { anyJson, anyText, fromHex, utf8 } from "../../support/json.ts";
import { plainCodec } from "../../support/plainCodec.ts";

/** Claims to compress to so many bytes; inflates to the JSON text `"long"`. */
const codecDownTo = (length: number): Codec => ({
  deflate: () => new Uint8Array(length),
  inflate: () => utf8('"long"'),
});

const bad = { ok: false, error: "bad-payload" };

describe("the payload of a token", () => {
  it("comes back as the same value", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const read = decodePayload(encodePayload(value, plainCodec), plainCodec);
        expect(JSON.stringify(read)).toBe(JSON.stringify({ ok: true, value }));
      }),
    );
  });

  it("is compact JSON with non-ASCII kept as UTF-8", () => {
    expect(encodePayload(["unsubscribe", "ünï@example.com"], plainCodec)).toBe(
      "WyJ1bnN1YnNjcmliZSIsIsO8bsOvQGV4YW1wbGUuY29tIl0",
    );
  });

  it.each([
    [13, true],
    [14, true],
    [15, false],
    [16, false],
  ])("of 16 bytes of JSON that compress to %i is compressed: %s", (length, compressed) => {
    expect(encodePayload("fourteen bytes", codecDownTo(length)).startsWith(".")).toBe(compressed);
  });

  it("is compressed exactly where zlib saves more than a byte, for any JSON", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const json = utf8(JSON.stringify(value));
        const compressed = zlibCodec.deflate(json);
        const shorter = compressed.length < json.length - 1;
        expect(encodePayload(value, zlibCodec)).toBe(
          shorter ? `.${encodeBase64url(compressed)}` : encodeBase64url(json),
        );
      }),
    );
  });

  it("is inflated when it starts with a dot", () => {
    expect(decodePayload(".AAAA", codecDownTo(3))).toEqual({ ok: true, value: "long" });
    expect(decodePayload("AAAA", codecDownTo(3))).toEqual(bad);
  });

  it("is refused when it does not inflate", () => {
    expect(decodePayload(".AAAA", { ...plainCodec, inflate: () => undefined })).toEqual(bad);
  });

  it.each([
    ["no base64", "A"],
    ["no base64 behind a dot", ".A"],
    ["no JSON", encodeBase64url(utf8("{a:1}"))],
    ["empty", ""],
    ["no UTF-8", encodeBase64url(fromHex("22ff22"))],
    ["JSON behind a byte order mark", encodeBase64url(utf8("\ufeff1"))],
    ["JSON with something behind it", encodeBase64url(utf8("1 2"))],
  ])("is refused when it is %s", (_rule, payload) => {
    expect(decodePayload(payload, plainCodec)).toEqual(bad);
  });

  it("makes no reader throw", () => {
    fc.assert(
      fc.property(anyText, (payload) => {
        decodePayload(payload, plainCodec);
      }),
    );
  });
});
