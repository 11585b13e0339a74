import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url } from "../../../src/domain/base64url.ts";
import { canonicalJson, type Json } from "../../../src/domain/log/canonicalJson.ts";
import { commitment, opensCommitment } from "../../../src/domain/log/commitment.ts";
import { chainNext, chainStart, leafHash, nodeHash } from "../../../src/domain/log/hashes.ts";
import { emptyFrontier, frontierRoot, merkleRoot, pushLeaf } from "../../../src/domain/log/merkle.ts";
import { anyJson, anyText, toHex, utf8 } from "../../support/json.ts";

const origin = "comments.example.org/log/1";

const bodies = [
  '{"actor":{"kind":"system"},"at":"2026-01-01T00:00:00.000Z","data":{"alg":"sha256","origin":"comments.example.org/log/1"},"id":"018f0000-0000-7000-8000-000000000011","log":"018f0000-0000-7000-8000-000000000001","priv":{},"rec":"2026-01-01T00:00:00.000Z","seq":1,"stream":"log","sv":1,"tv":1,"type":"LogOpened","v":1}',
  '{"actor":{"kind":"author"},"at":"2026-01-01T00:00:01.000Z","data":{"comment":1,"mode":1,"parent":null,"thread":1},"id":"018f0000-0000-7000-8000-000000000012","log":"018f0000-0000-7000-8000-000000000001","priv":{"author":"PcVfjPCUV7PDQijobxZvhlfR_4GBuGIBTSg53vtujhk","text":"vrgwH1Lz4VCcy_t2eCzPsZig-aQB0dHIZtPWOJd3EMA"},"rec":"2026-01-01T00:00:01.000Z","seq":2,"stream":"comment-1","sv":1,"tv":1,"type":"CommentPosted","v":1}',
  '{"actor":{"kind":"staff","ref":"s1"},"at":"2026-01-01T00:00:02.000Z","data":{"comment":1,"ground":"INCOMPATIBLE_CONTENT","visibility":"CONTENT_REMOVED"},"id":"018f0000-0000-7000-8000-000000000013","log":"018f0000-0000-7000-8000-000000000001","priv":{"note":"8FaTh3_yfb_llMmuAaB1i_MSGrPgV7G5L1_nFXjfVDI"},"rec":"2026-01-01T00:00:02.000Z","seq":3,"stream":"comment-1","sv":2,"tv":1,"type":"CommentRestricted","v":1}',
];
const leaves = bodies.map((body) => leafHash(utf8(body)));
const salt = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

describe("the hash rules, by their published vectors", () => {
  it("hash event bodies to leaves", () => {
    expect(leaves.map(toHex)).toEqual([
      "48fcccd3dec89cc6e97932d7f483968bc9c3e8bbef5aa1ac006053202e244f53",
      "53d155b56e32e79a2975ff55e5b65db3d7c00742ab4ea1519188fc7adce2f2bd",
      "0479b37bbc76abe586038c25540cf8f38fa027efda82009c9b72225b185e7071",
    ]);
  });

  it("chain leaves from the origin on", () => {
    expect(toHex(chainStart(origin))).toBe(
      "7db7ba07dfb1eade160b1d3e4ba21599b61fd2939dbf7dcdb8704fa58c86237e",
    );
    expect(toHex(leaves.reduce(chainNext, chainStart(origin)))).toBe(
      "5c560f320d58760c1fef792f78e567b3df1270129bc5b7c562d7fce3b4e1f269",
    );
  });

  it("give the root after each event, from scratch and step by step", () => {
    const roots = [
      "48fcccd3dec89cc6e97932d7f483968bc9c3e8bbef5aa1ac006053202e244f53",
      "c9da1e89db53b69fd1dc1452135f41e7a4b2eeff5d0402930e4a6cbb322656f9",
      "a6f21a8f9a1791117d1ea0b1e9d1fc357f026109571904350e0a74ab61e6d7ff",
    ];
    expect([1, 2, 3].map((size) => toHex(merkleRoot(leaves.slice(0, size))))).toEqual(roots);
    let frontier = emptyFrontier;
    const stepwise = leaves.map((leaf) => {
      frontier = pushLeaf(frontier, leaf);
      return toHex(frontierRoot(frontier));
    });
    expect(stepwise).toEqual(roots);
  });

  it.each([
    ["author", "Ada", 1, "3dc55f8cf09457b3c34228e86f166f8657d1ff8181b862014d2839defb6e8e19"],
    ["text", "Grüße 👋", 2, "beb8301f52f3e1509ccbfb76782ccfb198a0f9a401d1d1c866d3d638977710c0"],
  ])("commit to the slot %s", (slot, value, saltByte, hash) => {
    const made = commitment(slot, value, salt(saltByte));
    expect(made.ok && toHex(made.value)).toBe(hash);
  });
});

describe("commitment", () => {
  it("differs for another slot, value or salt, and for nothing else", () => {
    const slot = fc.constantFrom("text", "author", "t", "te");
    const value = fc.oneof(fc.constantFrom<Json>("a", "b", 1, 11, true, null), anyJson);
    const saltByte = fc.constantFrom(1, 2);
    fc.assert(
      fc.property(fc.tuple(slot, value, saltByte), fc.tuple(slot, value, saltByte), (one, other) => {
        const [first, second] = [one, other].map(([name, held, byte]) => commitment(name, held, salt(byte)));
        const same = JSON.stringify(canonicalJson(one)) === JSON.stringify(canonicalJson(other));
        expect(JSON.stringify(first) === JSON.stringify(second)).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });

  it("is opened by its own slot, value and salt alone", () => {
    const slot = fc.constantFrom("text", "author");
    const value = fc.oneof(fc.constantFrom("a", "b"), anyText);
    const saltByte = fc.constantFrom(1, 2);
    fc.assert(
      fc.property(
        fc.tuple(slot, value, saltByte),
        fc.tuple(slot, value, saltByte),
        ([name, held, byte], [otherName, other, otherByte]) => {
          const made = commitment(name, held, salt(byte));
          const text = made.ok ? encodeBase64url(made.value) : "";
          const same = name === otherName && held === other && byte === otherByte;
          expect(opensCommitment(text, name, held, salt(byte))).toBe(true);
          expect(opensCommitment(text, otherName, other, salt(otherByte))).toBe(same);
        },
      ),
    );
  });

  it("is opened by nothing that has no commitment, and nothing opens what is none", () => {
    const made = commitment("text", "x", salt(1));
    const text = made.ok ? encodeBase64url(made.value) : "";
    expect(opensCommitment(text, "text", "x", salt(1))).toBe(true);
    expect(opensCommitment(text, "text", "x", new Uint8Array(31))).toBe(false);
    expect(opensCommitment(text, "te xt", "x", salt(1))).toBe(false);
    expect(opensCommitment(text, "text", "\ud83d", salt(1))).toBe(false);
    expect(opensCommitment(`${text}=`, "text", "x", salt(1))).toBe(false);
    expect(opensCommitment(undefined, "text", "x", salt(1))).toBe(false);
  });

  it.each([0, 31, 33])("refuses a salt of %i bytes", (length) => {
    expect(commitment("text", "x", new Uint8Array(length))).toEqual({ ok: false, error: "bad-salt" });
  });

  it.each(["", "a1", "a-", 'a"', "a b", "ä"])("refuses the slot name %j", (slot) => {
    expect(commitment(slot, "x", salt(1))).toEqual({ ok: false, error: "bad-slot" });
  });

  it("refuses a value without a canonical form", () => {
    expect(commitment("text", 0.5, salt(1))).toEqual({ ok: false, error: "not-an-integer" });
  });
});

describe("the prefixes", () => {
  it("keep a leaf, a node and a link of the chain over the same bytes apart", () => {
    const [left, right] = [salt(1), salt(2)];
    const both = Uint8Array.from([...left, ...right]);
    const hashes = [leafHash(both), nodeHash(left, right), chainNext(left, right)].map(toHex);
    expect(new Set(hashes).size).toBe(3);
  });
});
