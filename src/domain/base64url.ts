/** Base64 for URLs and file names (RFC 4648 section 5), always written without padding. */

/** The bytes as unpadded base64url. */
export function encodeBase64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64url");
}

/** The bytes behind text that {@link encodeBase64url} could have written; `undefined` for any other text. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

const PADDING = "=";

/**
 * The bytes behind base64 of either alphabet, as forgivingly as the original reads its tokens (behaviour
 * section 2.5): characters that are no digits are skipped, but their UTF-8 bytes count when the missing padding is
 * worked out; nothing is read after padding that completes a group of four; left-over low bits are ignored.
 * `undefined` when the digits end within a group.
 */
export function decodeBase64Leniently(text: string): Uint8Array | undefined {
  const missing = (4 - (new TextEncoder().encode(text).length % 4)) % 4;
  let digits = "";
  let padding = 0;
  for (const character of text + PADDING.repeat(missing)) {
    if (/[\w+/-]/.test(character)) {
      digits += character;
      padding = 0;
    } else if (character === PADDING && digits.length % 4 >= 2) {
      padding += 1;
      if ((digits.length % 4) + padding === 4) return Buffer.from(digits, "base64");
    }
  }
  return digits.length % 4 === 0 ? Buffer.from(digits, "base64") : undefined;
}
