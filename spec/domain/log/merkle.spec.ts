import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leafHash } from "../../../src/domain/log/hashes.ts";
import {
  decodeFrontier,
  emptyFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
  merkleRoot,
  pushLeaf,
} from "../../../src/domain/log/merkle.ts";
import { fromHex, toHex, utf8 } from "../../support/json.ts";

const leafNumber = (n: number): Uint8Array => leafHash(utf8(`event ${n}`));
const leavesTo = (size: number): Uint8Array[] => Array.from({ length: size }, (_, n) => leafNumber(n));
const grown = (leaves: readonly Uint8Array[]): Frontier => leaves.reduce(pushLeaf, emptyFrontier);

describe("the frontier of a tree", () => {
  it("gives the root worked out from scratch, for every size from 0 to 1000", () => {
    const leaves = leavesTo(1000);
    let frontier = emptyFrontier;
    expect(toHex(frontierRoot(frontier))).toBe(toHex(merkleRoot([])));
    leaves.forEach((leaf, index) => {
      frontier = pushLeaf(frontier, leaf);
      expect(frontier.size).toBe(index + 1);
      expect(toHex(frontierRoot(frontier))).toBe(toHex(merkleRoot(leaves.slice(0, index + 1))));
    });
  });

  it("holds one hash for each 1 in the binary form of its size", () => {
    fc.assert(
      fc.property(fc.nat({ max: 600 }), (size) => {
        expect(grown(leavesTo(size)).complete).toHaveLength(size.toString(2).replaceAll("0", "").length);
      }),
    );
  });

  it("goes on from its encoding as if never stored", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), fc.nat({ max: 20 }), (size, more) => {
        const leaves = leavesTo(size + more);
        const stored = decodeFrontier(size, encodeFrontier(grown(leaves.slice(0, size))));
        if (!stored.ok) throw new Error(stored.error);
        const root = frontierRoot(leaves.slice(size).reduce(pushLeaf, stored.value));
        expect(toHex(root)).toBe(toHex(merkleRoot(leaves)));
      }),
    );
  });

  it("changes its root with any leaf", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(), (size, pick) => {
        const leaves = leavesTo(size);
        const changed = leaves.with(pick % size, leafNumber(-1));
        expect(toHex(frontierRoot(grown(changed)))).not.toBe(toHex(frontierRoot(grown(leaves))));
      }),
    );
  });

  it("is left as it was by a push", () => {
    const before = grown(leavesTo(5));
    const encoded = toHex(encodeFrontier(before));
    pushLeaf(before, leafNumber(5));
    expect(toHex(encodeFrontier(before))).toBe(encoded);
  });

  it("grows past 2^32 leaves", () => {
    const full = Array.from({ length: 32 }, (_, n) => leafNumber(n));
    const next = pushLeaf({ size: 2 ** 32 - 1, complete: full }, leafNumber(99));
    expect(next.size).toBe(2 ** 32);
    expect(next.complete).toHaveLength(1);
    expect(pushLeaf(next, leafNumber(100)).complete).toHaveLength(2);
  });

  it.each([
    ["a hash too few", 3, 32],
    ["a hash too many", 4, 64],
    ["part of a hash", 1, 31],
    ["hashes of an empty tree", 0, 32],
    ["a negative size", -1, 32],
    ["half a leaf", 1.5, 32],
    ["no size at all", Number.NaN, 0],
    ["a size beyond the whole numbers", 2 ** 53, 32],
  ])("is not decoded from %s", (_rule, size, bytes) => {
    expect(decodeFrontier(size, new Uint8Array(bytes))).toEqual({ ok: false, error: "bad-frontier" });
  });
});

describe("the root of the well-known Certificate Transparency test tree", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].map((hex) => leafHash(fromHex(hex)));

  it.each([
    [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
    [4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
    [6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
    [7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
    [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ])("with %i leaves is as published", (size, root) => {
    expect(toHex(merkleRoot(leaves.slice(0, size)))).toBe(root);
  });
});
