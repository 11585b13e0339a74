import { deflateSync, inflateSync } from "node:zlib";
import type { Codec } from "../domain/token/payload.ts";

/** Most bytes that the payload of a token may inflate to: far above any token, far below what could do harm. */
export const MAX_INFLATED_BYTES: number = 64 * 1024;

/**
 * Bytes of one piece of output: some more than most payloads need. The default of 16 KiB would be kept for a moment
 * with every token, which are tens of megabytes under load on Node 24.
 */
const chunkSize = 256;

/** Compression of token payloads by zlib at its default level. */
export const zlibCodec: Codec = { deflate: (bytes) => deflateSync(bytes, { chunkSize }), inflate };

function inflate(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch {
    return undefined;
  }
}
