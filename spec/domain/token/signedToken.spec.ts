import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../src/domain/base64url.ts";
import type { Json } from "../../../src/domain/log/canonicalJson.ts";
import { isWithinAge, readToken, signToken } from "../../../src/domain/token/signedToken.ts";
import { signature, signingKey } from "../../../src/domain/token/signingKey.ts";
import { decodeTimestamp, encodeTimestamp } from "../../../src/domain/token/timestamp.ts";
import { anyJson, anyText, fromHex, toHex, utf8 } from "../../support/json.ts";
import { plainCodec } from "../../support/plainCodec.ts";

const key = signingKey("0123456789abcdef0123456789abcdef0123456789abcdef");
const sha = "0a0a9f2a6772942557ab5355d76af442f8f65e01";
const now = 1700000000;
const anyTime = fc.maxSafeInteger().map(Math.abs);

const read = (token: string) => readToken(token, key, plainCodec);
const sign = (value: Json, at = now) => signToken(value, key, at, plainCodec);
const signRaw = (signed: string) => `${signed}.${encodeBase64url(signature(key, signed))}`;
const refused = (error: string) => ({ ok: false, error });

const vectors: [Json, number, string][] = [
  [1, now, "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
  [23, now, "MjM.ZVPxAA.2Asyjx-bQxHqg0aR4jLwghFRZes"],
  [
    [1, sha],
    now,
    "WzEsIjBhMGE5ZjJhNjc3Mjk0MjU1N2FiNTM1NWQ3NmFmNDQyZjhmNjVlMDEiXQ.ZVPxAA.NJRiaIuRnrzxjiWnrpF8Jwfr72s",
  ],
  [
    ["unsubscribe", "alice@example.com"],
    now,
    "WyJ1bnN1YnNjcmliZSIsImFsaWNlQGV4YW1wbGUuY29tIl0.ZVPxAA.IYiQaSEo7ti2A0xh4FGXzHKXGRs",
  ],
  [
    ["unsubscribe", "ünï@example.com"],
    now,
    "WyJ1bnN1YnNjcmliZSIsIsO8bsOvQGV4YW1wbGUuY29tIl0.ZVPxAA.LdbdqgTgRGseZAv4DW51dGzSCmA",
  ],
  [{ logged: true }, now, "eyJsb2dnZWQiOnRydWV9.ZVPxAA.bg7b8-ujctEIjiL578KdPTEvIGM"],
  [[5, ""], now, "WzUsIiJd.ZVPxAA.pmNH9LWz0yc5kxbesZUhz_aZwjE"],
  [1, 0, "MQ..7Z4yBzHQqsFGesHVs6NIJqmZOh4"],
  [1, 1, "MQ.AQ.VmwYquMdf-xjxsVhSekw77HX-HI"],
  [1, 256, "MQ.AQA.owIpD2T6faqfMIDXZ08hhKAX0QI"],
  [1, 2 ** 31, "MQ.gAAAAA.tp85xyYfDtcjMrhZHn5DPAGHa9U"],
  [1, 2 ** 32, "MQ.AQAAAAA.tvDsyb0up0U65wH1K-FZRKTNVlI"],
];

describe("signToken", () => {
  it.each(vectors)("signs %j at %i as the original does", (value, at, token) => {
    expect(sign(value, at)).toBe(token);
  });

  it("drops a fraction of the time", () => {
    expect(sign(1, now + 0.999)).toBe(sign(1, now));
  });

  it("derives the key from the text of the secret", () => {
    expect(toHex(key.derived)).toBe("00c48bf7e351fb1e0a0e1727c8bbf6a190b65824");
  });
});

describe("readToken", () => {
  it("gives back what was signed, and when", () => {
    fc.assert(
      fc.property(anyJson, anyTime, (value, at) => {
        expect(JSON.stringify(read(sign(value, at)))).toBe(
          JSON.stringify({ ok: true, value: { value, signedAt: at } }),
        );
      }),
    );
  });

  it("refuses a token of another secret", () => {
    fc.assert(
      fc.property(anyText, anyJson, (secret, value) => {
        expect(read(signToken(value, signingKey(secret), now, plainCodec))).toEqual(refused("bad-signature"));
      }),
    );
  });

  it("refuses a token with any bit flipped, or reads the same from it", () => {
    const token = fc.oneof(
      fc.constantFrom(...vectors.map(([, , text]) => text)),
      anyJson.map((v) => sign(v)),
    );
    fc.assert(
      fc.property(token, fc.nat(), fc.integer({ min: 0, max: 15 }), (text, pick, bit) => {
        const at = pick % text.length;
        const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        const result = read(text.slice(0, at) + flipped + text.slice(at + 1));
        if (result.ok) expect(result).toEqual(read(text));
        else expect(result).toEqual(refused("bad-signature"));
      }),
      { numRuns: 2000 },
    );
  });

  it("does not depend on anything but the bits of the signature in its last character", () => {
    const accepted = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].filter(
      (last) => read(`MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyG${last}`).ok,
    );
    expect(accepted.join("")).toBe("ABCD");
  });

  it.each([
    ["with padding", "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA="],
    ["with too much padding", "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA===="],
    ["with four odd bytes inside", "MQ.ZVPxAA.XpQ3t0cC  éY6kNv5nF58lqSzFnyGA"],
  ])("accepts a signature %s", (_rule, token) => {
    expect(read(token)).toEqual({ ok: true, value: { value: 1, signedAt: now } });
  });

  it.each([
    ["with a trailing blank", "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA "],
    ["cut short", "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFny"],
    ["left out", "MQ.ZVPxAA."],
    ["that belongs to another payload", "Mg.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
    ["for another time", "MQ.ZVPxAQ.XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
    ["for a payload written in another way", "MR.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
    ["without anything before it", ".XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
    ["and no dot", "XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
    ["of an empty token", ""],
  ])("refuses a signature %s", (_rule, token) => {
    expect(read(token)).toEqual(refused("bad-signature"));
  });

  it("reads a signed payload and time as forgivingly as the signature", () => {
    expect(read(signRaw("MR==.ZVPxAA=="))).toEqual({ ok: true, value: { value: 1, signedAt: now } });
  });

  it.each([
    ["bad-timestamp", "MQ"],
    ["bad-timestamp", "MQ.A"],
    ["bad-timestamp", "MQ.__________8"],
    ["bad-timestamp", "MQ.AAAAAAAAAAAA"],
    ["bad-payload", ".ZVPxAA"],
    ["bad-payload", "e2E.ZVPxAA"],
  ])("refuses with %s what was signed as %j", (error, signed) => {
    expect(read(signRaw(signed))).toEqual(refused(error));
  });

  it("never throws", () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(".", "MQ", "ZVPxAA", "\ud83d"), anyText));
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(read(parts.join("")).ok).toBe(false);
        read(signRaw(parts.join("")));
      }),
    );
  });
});

describe("the time of a token", () => {
  it("comes back from the fewest bytes", () => {
    fc.assert(
      fc.property(anyTime, (seconds) => {
        const text = encodeTimestamp(seconds);
        expect(decodeTimestamp(text)).toBe(seconds);
        expect(text.length).toBe(
          Math.ceil((Math.ceil(seconds.toString(2).length / 8) * 8) / 6) - (seconds === 0 ? 2 : 0),
        );
      }),
    );
  });

  it("may have zero bytes in front", () => {
    expect(decodeTimestamp(encodeBase64url(fromHex("0000000001")))).toBe(1);
    expect(decodeTimestamp(encodeBase64url(utf8("123456789")))).toBeUndefined();
  });
});

describe("isWithinAge", () => {
  it.each([
    [0, true],
    [900, true],
    [900.9, true],
    [901, false],
    [-1, false],
    [-0.1, false],
  ])("of a token of %d seconds, with 900 allowed, is %s", (age, expected) => {
    expect(isWithinAge(now, now + age, 900)).toBe(expected);
  });

  it("holds for no age at all only in the second of signing", () => {
    fc.assert(
      fc.property(anyTime, anyTime, (signedAt, at) => {
        expect(isWithinAge(signedAt, at, 0)).toBe(at === signedAt);
      }),
    );
  });
});
