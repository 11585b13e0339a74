import { createHash, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HashSpec } from "../../src/domain/config/hashSpec.ts";
import { createAuthorHasher } from "../../src/infra/hashing.ts";

const salt = "Eech7co8Ohloopo9Ol6baimi";

function pbkdf2(iterations = 1000, length = 6, digest = "sha1"): HashSpec {
  return { kind: "pbkdf2", iterations, length, digest };
}

const key = fc.oneof(fc.string({ unit: "grapheme" }), fc.emailAddress());

describe("an author hasher", () => {
  it("shows the key itself, the plain digest, or the derived key, as bytes of its UTF-8", async () => {
    await fc.assert(
      fc.asyncProperty(key, fc.string(), async (text, pepper) => {
        const hash = (spec: HashSpec): Promise<string> =>
          createAuthorHasher({ salt: pepper, spec }).hash(text);
        expect(await hash({ kind: "none" })).toBe(Buffer.from(text).toString("hex"));
        expect(await hash({ kind: "digest", name: "sha256" })).toBe(
          createHash("sha256").update(text).digest("hex"),
        );
        expect(await hash(pbkdf2(3, 9, "sha512"))).toBe(
          pbkdf2Sync(text, pepper, 3, 9, "sha512").toString("hex"),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each<[HashSpec, string, string, string]>([
    [pbkdf2(), "", salt, "42476aafe2e4"],
    [pbkdf2(), "127.0.0.0", salt, "4505c1eeda98"],
    [pbkdf2(), "0.0.0.0", salt, "306133d23c87"],
    [pbkdf2(), "2001:0db8:85a3:0000:0000:0000:0000:0000", salt, "483c0db33ee2"],
    [pbkdf2(), "foo@example.com", salt, "34c4987094a4"],
    [pbkdf2(), "Foo@Example.com", salt, "af9c0d12d09e"],
    [pbkdf2(), "ünïcode@例え.jp", salt, "82aa3d565eb4"],
    [pbkdf2(), "127.0.0.0", "", "0186e3598f6b"],
    [pbkdf2(), "127.0.0.0", "pépper", "724168ff0946"],
    [pbkdf2(4096), "127.0.0.0", salt, "b50b9cd58817"],
    [pbkdf2(16, 2, "md5"), "127.0.0.0", salt, "ff75"],
    [
      pbkdf2(1, 32, "sha256"),
      "127.0.0.0",
      salt,
      "102ccf7853353697b041ef82f145b79c31e679970f39206ff7e0092711941376",
    ],
    [pbkdf2(1000, 20, "sha512"), "127.0.0.0", salt, "6258a2f2bd3ea1ebb2ae18cfc0bc92b1c5cd39d0"],
    [pbkdf2(16, 8, "sha1"), "127.0.0.0", salt, "d9184e42e7243dbf"],
    [pbkdf2(16, 4), "127.0.0.0", salt, "d9184e42"],
    [pbkdf2(16), "127.0.0.0", salt, "d9184e42e724"],
    [pbkdf2(5), "127.0.0.0", salt, "cb127ce6f132"],
    [{ kind: "none" }, "foo@example.com", salt, "666f6f406578616d706c652e636f6d"],
    [{ kind: "digest", name: "sha1" }, "127.0.0.0", "any", "dca7d1294c67e6b1ff2b4863b3d5fa1385bc0524"],
    [{ kind: "digest", name: "md5" }, "foo@example.com", "any", "b48def645758b95537d4424c84d1a9ff"],
  ])("computes the original's hashes: %j of %j with salt %j", async (spec, text, pepper, expected) => {
    expect(await createAuthorHasher({ salt: pepper, spec }).hash(text)).toBe(expected);
  });

  it("computes a key once, also when asked twice at the same time", async () => {
    const { hash } = createAuthorHasher({ salt, spec: pbkdf2() });
    const first = hash("a");
    expect(hash("a")).toBe(first);
    await first;
    expect(hash("a")).toBe(first);
  });

  it("forgets the key that was asked for longest ago", () => {
    const { hash } = createAuthorHasher({ salt, spec: { kind: "none" } });
    const results = Array.from({ length: 4096 }, (_, index) => hash(`${index}`));
    expect(hash("0")).toBe(results[0]);
    void hash("new");
    expect(hash("0")).toBe(results[0]);
    expect(hash("1")).not.toBe(results[1]);
    expect(hash("3")).toBe(results[3]);
  });

  it("rejects a digest that is not available", async () => {
    const { hash } = createAuthorHasher({ salt, spec: { kind: "digest", name: "nope" } });
    await expect(hash("a")).rejects.toThrow();
  });

  it("has a fingerprint that tells salts and algorithms apart without showing them", () => {
    const print = (pepper: string, spec: HashSpec): string =>
      createAuthorHasher({ salt: pepper, spec }).fingerprint;
    const prints = [
      print(salt, pbkdf2()),
      print("other", pbkdf2()),
      print(salt, pbkdf2(1001)),
      print(salt, pbkdf2(1000, 7)),
      print(salt, pbkdf2(1000, 6, "md5")),
      print(salt, { kind: "none" }),
      print(salt, { kind: "digest", name: "sha1" }),
      print(salt, { kind: "digest", name: "md5" }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(print(salt, pbkdf2())).toBe(prints[0]);
    for (const text of prints) expect(text).toMatch(/^[0-9a-f]{16}$/);
  });
});
