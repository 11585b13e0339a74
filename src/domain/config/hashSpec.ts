import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import { expected, parseDecimal } from "./values.ts";

/**
 * How an author's identity (e-mail, else anonymised address) becomes the public `hash`.
 * Digest names are those of node:crypto. Behaviour section 2.2.
 */
export type HashSpec =
  | { readonly kind: "none" }
  | { readonly kind: "digest"; readonly name: string }
  | {
      readonly kind: "pbkdf2";
      readonly iterations: number;
      /** Bytes of the result. */
      readonly length: number;
      readonly digest: string;
    };

/** Name in the configuration (that of Python's hashlib) to name in node:crypto. */
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ["md5", "md5"],
  ["sha1", "sha1"],
  ["sha224", "sha224"],
  ["sha256", "sha256"],
  ["sha384", "sha384"],
  ["sha512", "sha512"],
  ["sha512_224", "sha512-224"],
  ["sha512_256", "sha512-256"],
  ["sha3_224", "sha3-224"],
  ["sha3_256", "sha3-256"],
  ["sha3_384", "sha3-384"],
  ["sha3_512", "sha3-512"],
  ["blake2b", "blake2b512"],
  ["blake2s", "blake2s256"],
  ["ripemd160", "ripemd160"],
  ["sm3", "sm3"],
]);

/** node:crypto refuses more iterations or bytes than this. */
const LARGEST = 2 ** 31 - 1;

const DEFAULT_FIELDS = ["1000", "6", "sha1"] as const;

/**
 * Reads `[hash] algorithm`: `none`, a digest name, or `pbkdf2[:iterations[:length[:digest]]]`.
 * The error is a sentence without subject, "expected …, got …". Unlike the original, what cannot be computed is
 * refused here and not at the first comment: unknown and extendable-output digests, iterations or length below 1.
 * Behaviour section 2.2.
 */
export function parseHashSpec(text: string): Result<HashSpec, string> {
  if (text === "none") {
    return ok({ kind: "none" });
  }
  if (text.startsWith("pbkdf2")) {
    return parsePbkdf2(text);
  }
  const name = DIGESTS.get(text.toLowerCase());
  return name === undefined
    ? err(expected(`none, pbkdf2 or a digest (${[...DIGESTS.keys()].join(", ")})`, text))
    : ok({ kind: "digest", name });
}

/** The text that {@link parseHashSpec} reads back to the same value, with every field written out. */
export function formatHashSpec(spec: HashSpec): string {
  switch (spec.kind) {
    case "none":
      return "none";
    case "digest":
      return configuredName(spec.name);
    case "pbkdf2":
      return `pbkdf2:${spec.iterations}:${spec.length}:${configuredName(spec.digest)}`;
  }
}

function parsePbkdf2(text: string): Result<HashSpec, string> {
  const [iterationsText, lengthText, digestText] = pbkdf2Fields(text);
  const iterations = positive(iterationsText);
  if (iterations === undefined) {
    return err(expected(`pbkdf2 iterations from 1 to ${LARGEST}`, iterationsText));
  }
  const length = positive(lengthText);
  if (length === undefined) {
    return err(expected(`a pbkdf2 length in bytes from 1 to ${LARGEST}`, lengthText));
  }
  const digest = DIGESTS.get(digestText.toLowerCase());
  return digest === undefined
    ? err(expected(`a pbkdf2 digest (${[...DIGESTS.keys()].join(", ")})`, digestText))
    : ok({ kind: "pbkdf2", iterations, length, digest });
}

/** The three fields after the first colon; from the first empty one on, the defaults hold. */
function pbkdf2Fields(text: string): readonly [string, string, string] {
  const given = text.split(":").slice(1);
  const firstEmpty = given.indexOf("");
  const used = firstEmpty === -1 ? given : given.slice(0, firstEmpty);
  const [iterations, length, digest] = DEFAULT_FIELDS;
  return [used[0] ?? iterations, used[1] ?? length, used[2] ?? digest];
}

function positive(text: string): number | undefined {
  const value = parseDecimal(text);
  return value !== undefined && value >= 1 && value <= LARGEST ? value : undefined;
}

function configuredName(digest: string): string {
  for (const [configured, name] of DIGESTS) {
    if (name === digest) {
      return configured;
    }
  }
  return digest;
}
