import { readFileSync } from "node:fs";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/domain/log/canonicalJson.ts";
import { readToken, signToken } from "../../src/domain/token/signedToken.ts";
import { signingKey } from "../../src/domain/token/signingKey.ts";
import { MAX_INFLATED_BYTES, zlibCodec } from "../../src/infra/zlibCodec.ts";
import { anyText, toHex, utf8 } from "../support/json.ts";

interface RecordedToken {
  readonly secret: string;
  readonly now: number;
  readonly value: Json;
  readonly token: string;
}

const golden = new URL("../golden/tokens.json", import.meta.url);
const recorded: { readonly tokens: readonly RecordedToken[] } = JSON.parse(readFileSync(golden, "utf8"));

describe("zlibCodec", () => {
  it("inflates what it deflated", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        const back = zlibCodec.inflate(zlibCodec.deflate(bytes));
        expect(back && toHex(back)).toBe(toHex(bytes));
      }),
    );
  });

  it("inflates to its limit and no further", () => {
    expect(zlibCodec.inflate(deflateSync(new Uint8Array(MAX_INFLATED_BYTES)))).toHaveLength(
      MAX_INFLATED_BYTES,
    );
    expect(zlibCodec.inflate(deflateSync(new Uint8Array(MAX_INFLATED_BYTES + 1)))).toBeUndefined();
    expect(zlibCodec.inflate(deflateSync(new Uint8Array(50_000_000)))).toBeUndefined();
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["no zlib data", utf8("plain text")],
    ["data cut short", deflateSync(utf8("some text to cut")).subarray(0, -3)],
    ["gzip data", gzipSync(utf8("text"))],
    ["data without a header", deflateRawSync(utf8("text"))],
  ])("inflates %s to undefined", (_rule, bytes) => {
    expect(zlibCodec.inflate(bytes)).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        zlibCodec.inflate(bytes);
      }),
    );
  });
});

describe("tokens with zlib", () => {
  it("come back from any text, long or short", () => {
    const key = signingKey("secret");
    fc.assert(
      fc.property(anyText, fc.nat({ max: 200 }), (text, times) => {
        const value = text.repeat(times);
        const read = readToken(signToken(value, key, 1, zlibCodec), key, zlibCodec);
        expect(read).toEqual({ ok: true, value: { value, signedAt: 1 } });
      }),
    );
  });

  it("are compressed when that pays, to the text the original gives", () => {
    const key = signingKey("0123456789abcdef0123456789abcdef0123456789abcdef");
    expect(signToken(["unsubscribe", "a".repeat(120)], key, 1700000000, zlibCodec)).toBe(
      ".eJyLVirNKy5NKk4uykxKVdJRShwgoBQLAPZMM4o.ZVPxAA.9QYJU59USZ-Lws863oWJi_Gg57U",
    );
  });
});

describe("tokens that itsdangerous wrote", () => {
  it("include short and compressed ones", () => {
    const compressed = recorded.tokens.filter(({ token }) => token.startsWith("."));
    expect(compressed.length).toBeGreaterThan(10);
    expect(recorded.tokens.length - compressed.length).toBeGreaterThan(40);
  });

  it.each(recorded.tokens)("are read: $token", ({ secret, now, value, token }) => {
    expect(readToken(token, signingKey(secret), zlibCodec)).toEqual({
      ok: true,
      value: { value, signedAt: now },
    });
  });

  // Compressed bytes may differ between builds of zlib; whoever reads them does not mind.
  it.each(recorded.tokens.filter(({ token }) => !token.startsWith(".")))(
    "are what we write for $value at $now",
    ({ secret, now, value, token }) => {
      expect(signToken(value, signingKey(secret), now, zlibCodec)).toBe(token);
    },
  );
});
