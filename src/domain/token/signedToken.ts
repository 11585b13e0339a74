import { decodeBase64Leniently, encodeBase64url } from "../base64url.ts";
import { constantTimeEqual } from "../digest.ts";
import type { Json } from "../log/canonicalJson.ts";
import { err, ok, type Result } from "../result.ts";
import { type Codec, decodePayload, encodePayload } from "./payload.ts";
import { type SigningKey, signature } from "./signingKey.ts";
import { decodeTimestamp, encodeTimestamp } from "./timestamp.ts";

/** What a token with a good signature says, and when it was signed (whole Unix seconds). */
export interface Signed<Value> {
  readonly value: Value;
  readonly signedAt: number;
}

/** Why a token is refused. Beyond `bad-signature` the token was signed with the key, but not by this code. */
export type TokenFlaw = "bad-signature" | "bad-timestamp" | "bad-payload";

const SEPARATOR = ".";

/**
 * Signs a value in the timed URL-safe format of itsdangerous 2, which Isso uses: `payload.timestamp.signature`
 * (behaviour section 2.5). `now` is Unix seconds, 0 or later; a fraction is dropped.
 */
export function signToken(value: Json, key: SigningKey, now: number, codec: Codec): string {
  const signed = encodePayload(value, codec) + SEPARATOR + encodeTimestamp(now);
  return signed + SEPARATOR + encodeBase64url(signature(key, signed));
}

/** The value of a token that was signed with the key, whatever its age: see {@link isWithinAge}. Never throws. */
export function readToken(token: string, key: SigningKey, codec: Codec): Result<Signed<unknown>, TokenFlaw> {
  const [signed, given] = splitAtLast(token);
  if (signed === undefined) return err("bad-signature");
  const bytes = decodeBase64Leniently(given);
  if (bytes === undefined || !constantTimeEqual(bytes, signature(key, signed))) return err("bad-signature");
  return readSigned(signed, codec);
}

function readSigned(signed: string, codec: Codec): Result<Signed<unknown>, TokenFlaw> {
  const [payload, timestamp] = splitAtLast(signed);
  const signedAt = payload === undefined ? undefined : decodeTimestamp(timestamp);
  if (payload === undefined || signedAt === undefined) return err("bad-timestamp");
  const value = decodePayload(payload, codec);
  return value.ok ? ok({ value: value.value, signedAt }) : value;
}

function splitAtLast(text: string): [before: string | undefined, after: string] {
  const at = text.lastIndexOf(SEPARATOR);
  return at < 0 ? [undefined, text] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * Whether a token may still be used at `now`: it is at most `maxAge` whole seconds old, and not from the future
 * (behaviour section 2.5). All in seconds; a fraction of `now` is dropped.
 */
export function isWithinAge(signedAt: number, now: number, maxAge: number): boolean {
  const age = Math.floor(now) - signedAt;
  return age >= 0 && age <= maxAge;
}
