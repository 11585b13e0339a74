import { deflateSync, inflateSync } from "node:zlib";
import type { Codec } from "../domain/token/payload.ts";

/** Most bytes that the payload of a token may inflate to: far above any token, far below what could do harm. */
export const MAX_INFLATED_BYTES: number = 64 * 1024;

/** Compression of token payloads by zlib at its default level. */
export const zlibCodec: Codec = { deflate: (bytes) => deflateSync(bytes), inflate };

function inflate(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch {
    return undefined;
  }
}
