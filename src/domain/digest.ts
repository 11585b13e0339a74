import { type BinaryToTextEncoding, createHash, createHmac, hash, timingSafeEqual } from "node:crypto";

/** A piece of what is hashed; text counts as its UTF-8. */
export type Chunk = Uint8Array | string;

/** Bytes that {@link sha256} joins in {@link joinedChunks}; longer input is hashed piece by piece. */
const JOIN_LIMIT = 8192;

// Reused for every call: a fresh block for each hash costs more than hashing it.
const joinedChunks: Uint8Array = new Uint8Array(JOIN_LIMIT);

const utf8 = new TextEncoder();

/** SHA-256 (FIPS 180-4) of the chunks read one after the other: 32 bytes. No chunks hash like empty input. */
export function sha256(...chunks: readonly Chunk[]): Uint8Array {
  return bytesOf(sha256As("binary", chunks));
}

/** The same in unpadded base64url (RFC 4648 section 5): 43 characters. */
export function sha256Base64url(...chunks: readonly Chunk[]): string {
  return sha256As("base64url", chunks);
}

function sha256As(encoding: BinaryToTextEncoding, chunks: readonly Chunk[]): string {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return hash("sha256", only, encoding);
  const length = join(chunks);
  return length === undefined
    ? sha256OfLong(chunks, encoding)
    : hash("sha256", joinedChunks.subarray(0, length), encoding);
}

/** Puts the chunks into {@link joinedChunks}, and gives their length; undefined when they may not fit. */
function join(chunks: readonly Chunk[]): number | undefined {
  let length = 0;
  for (const chunk of chunks) {
    const isText = typeof chunk === "string";
    // A code unit of UTF-16 makes three bytes at the most.
    if (length + chunk.length * (isText ? 3 : 1) > JOIN_LIMIT) return undefined;
    if (isText) length += utf8.encodeInto(chunk, joinedChunks.subarray(length)).written;
    else {
      joinedChunks.set(chunk, length);
      length += chunk.length;
    }
  }
  return length;
}

function sha256OfLong(chunks: readonly Chunk[], encoding: BinaryToTextEncoding): string {
  const hasher = createHash("sha256");
  for (const chunk of chunks) hasher.update(chunk);
  return hasher.digest(encoding);
}

/** Node makes a block of memory for each digest that it is asked for as bytes: three times the work of hashing. */
function bytesOf(digest: string): Uint8Array {
  return Buffer.from(digest, "latin1");
}

/** SHA-1 (FIPS 180-4) of the text as UTF-8: 20 bytes. Only where Isso's formats ask for it. */
export function sha1(text: string): Uint8Array {
  return bytesOf(hash("sha1", text, "binary"));
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
