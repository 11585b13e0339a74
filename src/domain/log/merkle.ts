import { sha256 } from "../digest.ts";
import { err, ok, type Result } from "../result.ts";
import { HASH_BYTES, nodeHash } from "./hashes.ts";

/** Merkle tree hash of the leaf hashes, worked out from scratch (RFC 6962 section 2.1): 32 bytes. */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return first;
  const split = largestPowerOfTwoBelow(leaves.length);
  return nodeHash(merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/**
 * The right edge of a growing tree: all that is needed to add leaves and to know the root.
 * `complete` holds the roots of the complete subtrees from left (largest) to right, one for each 1 in the binary
 * form of `size`.
 */
export interface Frontier {
  readonly size: number;
  readonly complete: readonly Uint8Array[];
}

/** The tree without leaves. */
export const emptyFrontier: Frontier = { size: 0, complete: [] };

/** The tree with one more leaf hash at its right end. */
export function pushLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  const complete = [...frontier.complete];
  let subtree = leaf;
  // Every trailing 1 of the size is a subtree that the new leaf completes to one of double size.
  for (let rest = frontier.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = complete.pop();
    if (left !== undefined) subtree = nodeHash(left, subtree);
  }
  complete.push(subtree);
  return { size: frontier.size + 1, complete };
}

/** The root of the tree, equal to {@link merkleRoot} of all its leaves. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  const root = frontier.complete.reduceRight<Uint8Array | undefined>(
    (right, left) => (right === undefined ? left : nodeHash(left, right)),
    undefined,
  );
  return root ?? sha256();
}

/** The hashes of the frontier one after the other, left to right; its size is to be stored beside them. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  const bytes = new Uint8Array(frontier.complete.length * HASH_BYTES);
  frontier.complete.forEach((hash, index) => {
    bytes.set(hash, index * HASH_BYTES);
  });
  return bytes;
}

/** The frontier of a tree of `size` leaves from its encoding; refused when the two cannot belong together. */
export function decodeFrontier(size: number, bytes: Uint8Array): Result<Frontier, "bad-frontier"> {
  if (!Number.isSafeInteger(size) || size < 0) return err("bad-frontier");
  if (bytes.length !== countOnes(size) * HASH_BYTES) return err("bad-frontier");
  const complete: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) complete.push(bytes.slice(at, at + HASH_BYTES));
  return ok({ size, complete });
}

function countOnes(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
