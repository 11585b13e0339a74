import { sha256 } from "../digest.ts";

/** The hash rules of the log. A first byte of its own for each use keeps one from passing for another. */

/** Length of every hash of the log in bytes. */
export const HASH_BYTES = 32;

const LEAF_PREFIX: Uint8Array = Uint8Array.of(0x00);
/** The same byte as text: the log is hashed in one call for each event, without a copy of its bytes. */
const LEAF_PREFIX_TEXT = "\u0000";
const NODE_PREFIX: Uint8Array = Uint8Array.of(0x01);
const CHAIN_PREFIX: Uint8Array = Uint8Array.of(0x02);

/** Hash of one event from its body exactly as stored (RFC 6962 section 2.1, leaf); text counts as its UTF-8. */
export function leafHash(body: Uint8Array | string): Uint8Array {
  return typeof body === "string" ? sha256(LEAF_PREFIX_TEXT + body) : sha256(LEAF_PREFIX, body);
}

/** Hash of two neighbouring subtrees (RFC 6962 section 2.1, inner node). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE_PREFIX, left, right);
}

/** Where the hash chain of a log begins: bound to the log's origin line, before any event. */
export function chainStart(origin: string): Uint8Array {
  return sha256(CHAIN_PREFIX, origin);
}

/** The hash chain after one more event, from the chain before it and the event's leaf hash. */
export function chainNext(previous: Uint8Array, leaf: Uint8Array): Uint8Array {
  return sha256(CHAIN_PREFIX, previous, leaf);
}
