import type { Codec } from "../../src/domain/token/payload.ts";

/** A codec that never saves anything, so that no payload is compressed. */
export const plainCodec: Codec = { deflate: (bytes) => bytes, inflate: (bytes) => bytes };
