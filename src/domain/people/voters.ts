import { sha256 } from "../digest.ts";
import type { AnonymisedIp } from "../values.ts";

/**
 * The Bloom filter of a comment's voters, bit for bit the original's `voters` column (behaviour section
 * 2.4): bit p is in byte p >> 3 under the mask 1 << (p & 7); an empty filter stands for 256 zero bytes.
 */
const probes = 11;
const defaultBytes = 256;

/**
 * The eleven positions that an address sets in a filter of so many bits, in the order of probing; a position
 * may occur twice. Each probe is the low bits of the key's SHA-256 as a big-endian number, which then moves
 * on by eleven bits.
 */
export function voterBits(address: AnonymisedIp, sizeInBits: number = defaultBytes * 8): readonly number[] {
  const digest = sha256(address);
  const mask = sizeInBits - 1;
  return probeNumbers.map((probe) => lowBitsFrom(digest, probe * probes) & mask);
}

const probeNumbers = Array.from({ length: probes }, (_, probe) => probe);

/** The 32 bits of a big-endian number above its lowest `from`: more than the position in any filter takes. */
function lowBitsFrom(number: Uint8Array, from: number): number {
  let above = 0;
  for (let byte = 4; byte >= 0; byte -= 1) {
    above = above * 256 + (number[number.length - 1 - (from >> 3) - byte] ?? 0);
  }
  return Math.floor(above / 2 ** (from & 7)) | 0;
}

/** Whether the address is in the filter: certain when false; when true, wrong with a small probability. */
export function hasVoted(filter: Uint8Array, address: AnonymisedIp): boolean {
  if (filter.length === 0) return false;
  return voterBits(address, filter.length * 8).every((bit) => isSet(filter, bit));
}

/** A copy of the filter with these positions set; positions beyond its end are left out. */
export function withBits(filter: Uint8Array, bits: readonly number[]): Uint8Array {
  const copy = filter.length === 0 ? new Uint8Array(defaultBytes) : Uint8Array.from(filter);
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) | (1 << (bit & 7));
  return copy;
}

/** Every position that is set, ascending. */
export function bitsOf(filter: Uint8Array): number[] {
  const bits: number[] = [];
  for (let bit = 0; bit < filter.length * 8; bit += 1) if (isSet(filter, bit)) bits.push(bit);
  return bits;
}

/** The filter of so many bytes with exactly these positions set: the inverse of {@link bitsOf}. */
export function filterOf(bits: readonly number[], byteLength: number): Uint8Array {
  return byteLength === 0 ? new Uint8Array(0) : withBits(new Uint8Array(byteLength), bits);
}

function isSet(filter: Uint8Array, bit: number): boolean {
  return ((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}
