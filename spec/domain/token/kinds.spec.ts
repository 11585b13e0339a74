import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/domain/log/canonicalJson.ts";
import {
  editToken,
  LINK_MAX_AGE,
  moderationToken,
  readEditToken,
  readModerationToken,
  readUnsubscribeToken,
  textFingerprint,
  unsubscribeToken,
} from "../../../src/domain/token/kinds.ts";
import { signToken } from "../../../src/domain/token/signedToken.ts";
import { signingKey } from "../../../src/domain/token/signingKey.ts";
import { commentId } from "../../../src/domain/values.ts";
import { anyJson, anyText } from "../../support/json.ts";
import { plainCodec } from "../../support/plainCodec.ts";

const key = signingKey("0123456789abcdef0123456789abcdef0123456789abcdef");
const now = 1700000000;
const anyId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }).map(commentId);
const readers = [readEditToken, readModerationToken, readUnsubscribeToken];

const kindsOf = (token: string): boolean[] => readers.map((read) => read(token, key, plainCodec).ok);

interface Recorded {
  readonly secret: string;
  readonly editCookies: readonly { readonly id: number; readonly cookie: string; readonly text: string }[];
  readonly moderationLinks: readonly { readonly action: string; readonly path: string }[];
}

describe("tokens of each kind", () => {
  it("grant the editing of one text of one comment", () => {
    fc.assert(
      fc.property(anyId, anyText, (id, text) => {
        const grant = { id, textSha1: textFingerprint(text) };
        const token = editToken(grant, key, now, plainCodec);
        expect(readEditToken(token, key, plainCodec)).toEqual({
          ok: true,
          value: { value: grant, signedAt: now },
        });
        expect(kindsOf(token)).toEqual([true, false, false]);
      }),
    );
  });

  it("let a comment be moderated", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const token = moderationToken(id, key, now, plainCodec);
        expect(readModerationToken(token, key, plainCodec)).toEqual({
          ok: true,
          value: { value: id, signedAt: now },
        });
        expect(kindsOf(token)).toEqual([false, true, false]);
      }),
    );
  });

  it("stop mails to an address", () => {
    fc.assert(
      fc.property(anyText, (email) => {
        const token = unsubscribeToken(email, key, now, plainCodec);
        expect(readUnsubscribeToken(token, key, plainCodec)).toEqual({
          ok: true,
          value: { value: email, signedAt: now },
        });
        expect(kindsOf(token)).toEqual([false, false, true]);
      }),
    );
  });

  it("are written as the original writes them", () => {
    const grant = { id: commentId(1), textSha1: textFingerprint("Hello, World!") };
    expect(editToken(grant, key, now, plainCodec)).toBe(
      "WzEsIjBhMGE5ZjJhNjc3Mjk0MjU1N2FiNTM1NWQ3NmFmNDQyZjhmNjVlMDEiXQ.ZVPxAA.NJRiaIuRnrzxjiWnrpF8Jwfr72s",
    );
    expect(moderationToken(commentId(23), key, now, plainCodec)).toBe(
      "MjM.ZVPxAA.2Asyjx-bQxHqg0aR4jLwghFRZes",
    );
    expect(unsubscribeToken("alice@example.com", key, now, plainCodec)).toBe(
      "WyJ1bnN1YnNjcmliZSIsImFsaWNlQGV4YW1wbGUuY29tIl0.ZVPxAA.IYiQaSEo7ti2A0xh4FGXzHKXGRs",
    );
  });

  it("are never of two kinds", () => {
    const likely = fc.oneof(anyJson, fc.tuple(fc.oneof(anyId, fc.constant("unsubscribe")), anyJson));
    fc.assert(
      fc.property(likely, (value) => {
        const kinds = kindsOf(signToken(value, key, now, plainCodec));
        expect(kinds.filter(Boolean).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each<[Json]>([
    [0],
    [-1],
    [1.5],
    [2 ** 53],
    [true],
    [null],
    ["1"],
    [[1]],
    [[0, "sha1"]],
    [["1", "sha1"]],
    [[1, 2]],
    [[1, "sha1", 3]],
    [["unsubscribe"]],
    [["unsubscribe", 1]],
    [["unsubscribe", "a@b", "c"]],
    [["Unsubscribe", "a@b"]],
    [{ logged: true }],
    [{ "0": 1, "1": "sha1", length: 2 }],
  ])("are not those that hold %j", (value) => {
    const token = signToken(value, key, now, plainCodec);
    for (const read of readers)
      expect(read(token, key, plainCodec)).toEqual({ ok: false, error: "other-kind" });
  });

  it("are not read from an unsigned text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(kindsOf(text)).toEqual([false, false, false]);
      }),
    );
    expect(readEditToken("", key, plainCodec)).toEqual({ ok: false, error: "bad-signature" });
  });

  it("of links last 2^32 seconds", () => {
    expect(LINK_MAX_AGE).toBe(4294967296);
  });
});

describe("tokens that the original signed", () => {
  const path = new URL("../../golden/isso/tokens.json", import.meta.url);
  const recorded: Recorded = JSON.parse(readFileSync(path, "utf8"));
  const theirKey = signingKey(recorded.secret);

  it.each(recorded.editCookies)("grant the editing of comment $id", ({ id, cookie, text }) => {
    const token = cookie.slice(cookie.indexOf("=") + 1);
    const read = readEditToken(token, theirKey, plainCodec);
    expect(read.ok && read.value.value).toEqual({ id, textSha1: textFingerprint(text) });
    expect(read.ok && editToken(read.value.value, theirKey, read.value.signedAt, plainCodec)).toBe(token);
  });

  it.each(recorded.moderationLinks)("moderate by $path", ({ action, path: link }) => {
    const [, , id, verb, token] = link.split("/");
    const read = readModerationToken(token ?? "", theirKey, plainCodec);
    expect(read.ok && read.value.value).toBe(Number(id));
    expect(verb).toBe(action);
  });
});
