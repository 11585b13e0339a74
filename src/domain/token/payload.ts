import { decodeBase64Leniently, encodeBase64url } from "../base64url.ts";
import type { Json } from "../log/canonicalJson.ts";
import { err, ok, type Result } from "../result.ts";

/** Compression of long payloads in the zlib format (RFC 1950), given by the caller. */
export interface Codec {
  /** Compresses at zlib's default level. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  /** Undoes {@link deflate}; `undefined` for damaged data and for output beyond a sane limit. Never throws. */
  readonly inflate: (bytes: Uint8Array) => Uint8Array | undefined;
}

const COMPRESSED = ".";

/** What zlib makes of nothing at all; less is never saved. */
const LEAST_COMPRESSED = 8;

/**
 * The value as the first part of a token: base64url of compact JSON, or, where that saves more than one byte, a dot
 * and base64url of the compressed JSON (behaviour section 2.5).
 */
export function encodePayload(value: Json, codec: Codec): string {
  const json = new TextEncoder().encode(JSON.stringify(value));
  if (json.length - 1 <= LEAST_COMPRESSED) return encodeBase64url(json);
  const compressed = codec.deflate(json);
  if (compressed.length < json.length - 1) return COMPRESSED + encodeBase64url(compressed);
  return encodeBase64url(json);
}

/** The value of a token's first part, read as forgivingly as the original reads it. */
export function decodePayload(payload: string, codec: Codec): Result<unknown, "bad-payload"> {
  const json = jsonBytes(payload, codec);
  return json === undefined ? err("bad-payload") : parse(json);
}

function jsonBytes(payload: string, codec: Codec): Uint8Array | undefined {
  if (!payload.startsWith(COMPRESSED)) return decodeBase64Leniently(payload);
  const compressed = decodeBase64Leniently(payload.slice(COMPRESSED.length));
  return compressed === undefined ? undefined : codec.inflate(compressed);
}

function parse(json: Uint8Array): Result<unknown, "bad-payload"> {
  try {
    // A byte order mark is kept, so that it is refused as in the original.
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(json)));
  } catch {
    return err("bad-payload");
  }
}
