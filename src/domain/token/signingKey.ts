import { hmacSha1, sha1 } from "../digest.ts";

/** The key that tokens are signed with, derived once from the secret of the site. */
export interface SigningKey {
  /** 20 bytes; whoever knows them can sign. */
  readonly derived: Uint8Array;
}

/**
 * The signing key of a secret: SHA-1 over two fixed words and the secret as UTF-8 text. The secret is the
 * preference `session-key` taken as it stands, not decoded from hex (behaviour section 2.5).
 */
export function signingKey(secret: string): SigningKey {
  return { derived: sha1(`itsdangeroussigner${secret}`) };
}

/** HMAC-SHA1 of the signed part of a token: 20 bytes. */
export function signature(key: SigningKey, signed: string): Uint8Array {
  return hmacSha1(key.derived, signed);
}
