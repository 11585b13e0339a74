import { createHash, getHashes, pbkdf2Sync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HashSpec } from "../../../src/domain/config/hashSpec.ts";
import { formatHashSpec, parseHashSpec } from "../../../src/domain/config/hashSpec.ts";

const configuredNames = [
  ...["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256"],
  ...["sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s", "ripemd160", "sm3"],
];

function parsed(text: string): HashSpec {
  const read = parseHashSpec(text);
  if (!read.ok) {
    throw new Error(read.error);
  }
  return read.value;
}

/** The hash of a key under a setting, as section 2.2 defines it. */
function hashOf(algorithm: string, key: string, salt: string): string {
  const spec = parsed(algorithm);
  switch (spec.kind) {
    case "none":
      return Buffer.from(key).toString("hex");
    case "digest":
      return createHash(spec.name).update(key).digest("hex");
    case "pbkdf2":
      return pbkdf2Sync(key, salt, spec.iterations, spec.length, spec.digest).toString("hex");
  }
}

const digest = fc.constantFrom(...configuredNames).map((name) => {
  const spec = parsed(name);
  return spec.kind === "digest" ? spec.name : "";
});
const positive = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const anySpec: fc.Arbitrary<HashSpec> = fc.oneof(
  fc.constant<HashSpec>({ kind: "none" }),
  digest.map((name): HashSpec => ({ kind: "digest", name })),
  fc
    .tuple(positive, positive, digest)
    .map(([iterations, length, name]): HashSpec => ({ kind: "pbkdf2", iterations, length, digest: name })),
);

describe("parseHashSpec", () => {
  test("reads back what formatHashSpec wrote", () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        expect(parsed(formatHashSpec(spec))).toEqual(spec);
      }),
    );
  });

  test("answers any text, with one line where it refuses", () => {
    const text = fc.string({ unit: fc.constantFrom(..."pbkdf2:10 _-\nsha".split("")) });
    fc.assert(
      fc.property(text, (any) => {
        const read = parseHashSpec(any);
        expect(read.ok || !read.error.includes("\n")).toBe(true);
      }),
    );
  });

  test.each(configuredNames)("knows the digest %s in any case, by a name of node:crypto", (name) => {
    const spec = parsed(name);
    expect(getHashes()).toContain(spec.kind === "digest" ? spec.name : "");
    expect(parsed(name.toUpperCase())).toEqual(spec);
  });

  const salt = "Eech7co8Ohloopo9Ol6baimi";
  test.each([
    ["pbkdf2", "", salt, "42476aafe2e4"],
    ["pbkdf2", "127.0.0.0", salt, "4505c1eeda98"],
    ["pbkdf2", "foo@example.com", salt, "34c4987094a4"],
    ["pbkdf2", "ünïcode@例え.jp", salt, "82aa3d565eb4"],
    ["pbkdf2", "127.0.0.0", "pépper", "724168ff0946"],
    ["pbkdf2:4096", "127.0.0.0", salt, "b50b9cd58817"],
    ["pbkdf2:16:2:md5", "127.0.0.0", salt, "ff75"],
    [
      "pbkdf2:1:32:sha256",
      "127.0.0.0",
      salt,
      "102ccf7853353697b041ef82f145b79c31e679970f39206ff7e0092711941376",
    ],
    ["pbkdf2:1000:20:SHA512", "127.0.0.0", salt, "6258a2f2bd3ea1ebb2ae18cfc0bc92b1c5cd39d0"],
    ["pbkdf2:16:8:sha1:extra", "127.0.0.0", salt, "d9184e42e7243dbf"],
    ["pbkdf2: 16 : 4 ", "127.0.0.0", salt, "d9184e42"],
    ["pbkdf2:16::md5", "127.0.0.0", salt, "d9184e42e724"],
    ["pbkdf2:", "127.0.0.0", salt, "4505c1eeda98"],
    ["pbkdf2::12", "127.0.0.0", salt, "4505c1eeda98"],
    ["pbkdf2foo", "127.0.0.0", salt, "4505c1eeda98"],
    ["pbkdf2 :5", "127.0.0.0", salt, "cb127ce6f132"],
    ["none", "foo@example.com", salt, "666f6f406578616d706c652e636f6d"],
    ["sha1", "127.0.0.0", salt, "dca7d1294c67e6b1ff2b4863b3d5fa1385bc0524"],
    ["md5", "foo@example.com", salt, "b48def645758b95537d4424c84d1a9ff"],
  ])("makes %j give the original's hash of %j", (algorithm, key, withSalt, hash) => {
    expect(hashOf(algorithm, key, withSalt)).toBe(hash);
  });

  test.each([
    "",
    "foo",
    "None",
    "PBKDF2",
    "shake_128",
    "shake_256",
    "pbkdf2:0",
    "pbkdf2:-1",
    "pbkdf2:x",
    "pbkdf2:2147483648",
    "pbkdf2:1.5",
    "pbkdf2: ",
    "pbkdf2:16:0",
    "pbkdf2:16:x",
    "pbkdf2:16:6:foo",
    "pbkdf2:16:6: sha1",
    "pbkdf2:16:6:none",
    "pbkdf2:16:6:shake_128",
  ])("refuses %j", (text) => {
    expect(parseHashSpec(text).ok).toBe(false);
  });

  test("says what would be right", () => {
    expect(parseHashSpec("pbkdf2:0")).toEqual({
      ok: false,
      error: 'expected pbkdf2 iterations from 1 to 2147483647, got "0"',
    });
  });
});
