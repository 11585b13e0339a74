import { decodeBase64Leniently, encodeBase64url } from "../base64url.ts";

/** Unix seconds as the second part of a token: base64url of the fewest big-endian bytes, none for 0. */
export function encodeTimestamp(seconds: number): string {
  const bytes: number[] = [];
  for (let rest = Math.floor(seconds); rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return encodeBase64url(Uint8Array.from(bytes));
}

/** Unix seconds of a token's second part; `undefined` when it is no base64 or beyond 2^53 − 1. */
export function decodeTimestamp(text: string): number | undefined {
  const bytes = decodeBase64Leniently(text);
  if (bytes === undefined || bytes.length > 8) return undefined;
  const seconds = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  return Number.isSafeInteger(seconds) ? seconds : undefined;
}
