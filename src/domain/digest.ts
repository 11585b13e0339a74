import { createHash, createHmac, hash, timingSafeEqual } from "node:crypto";

/** Bytes that {@link sha256} joins in {@link joinedChunks}; longer input is hashed piece by piece. */
const JOIN_LIMIT = 8192;

// Reused for every call: a fresh block for each hash costs more than hashing it.
const joinedChunks: Uint8Array = new Uint8Array(JOIN_LIMIT);

/** SHA-256 (FIPS 180-4) of the chunks read one after the other: 32 bytes. No chunks hash like empty input. */
export function sha256(...chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return hash("sha256", only, "buffer");
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  return length <= JOIN_LIMIT ? sha256OfShort(chunks, length) : sha256OfLong(chunks);
}

function sha256OfShort(chunks: readonly Uint8Array[], length: number): Uint8Array {
  let offset = 0;
  for (const chunk of chunks) {
    joinedChunks.set(chunk, offset);
    offset += chunk.length;
  }
  return hash("sha256", joinedChunks.subarray(0, length), "buffer");
}

function sha256OfLong(chunks: readonly Uint8Array[]): Uint8Array {
  const hasher = createHash("sha256");
  for (const chunk of chunks) hasher.update(chunk);
  return hasher.digest();
}

/** SHA-256 of the text as UTF-8: 32 bytes. */
export function sha256OfText(text: string): Uint8Array {
  return hash("sha256", text, "buffer");
}

/** SHA-1 (FIPS 180-4) of the text as UTF-8: 20 bytes. Only where Isso's formats ask for it. */
export function sha1(text: string): Uint8Array {
  return hash("sha1", text, "buffer");
}

/** SHA-1 of the text as UTF-8, in 40 lower-case hex digits. */
export function sha1Hex(text: string): string {
  return hash("sha1", text, "hex");
}

/** MD5 of the text as UTF-8, in 32 lower-case hex digits. Only for the addresses of Gravatar pictures. */
export function md5Hex(text: string): string {
  return hash("md5", text, "hex");
}

/** HMAC-SHA1 (RFC 2104) of the message as UTF-8: 20 bytes. */
export function hmacSha1(key: Uint8Array, message: string): Uint8Array {
  return createHmac("sha1", key).update(message, "utf8").digest();
}

/** Whether both hold the same bytes; the time taken tells nothing about where they differ, only about length. */
export function constantTimeEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
