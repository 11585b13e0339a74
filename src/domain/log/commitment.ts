import { sha256, sha256Base64url } from "../digest.ts";
import { err, ok, type Result } from "../result.ts";
import { canonicalJson, type Json, type NotCanonical } from "./canonicalJson.ts";

/** Why nothing can be committed to. */
export type NoCommitment = NotCanonical | "bad-slot" | "bad-salt";

/** Length of a salt in bytes. */
const SALT_BYTES = 32;

const COMMITMENT_PREFIX: Uint8Array = Uint8Array.of(0x03);

/**
 * What an event carries in place of a private value: SHA-256 over 0x03, salt, slot name and canonical JSON, 32
 * bytes. With the salt erased, nobody can test a guess against it.
 * The slot name is Latin letters and `_`, so that it cannot run into the value: no JSON text that starts with a
 * letter has a tail that is JSON too. The salt is {@link SALT_BYTES} random bytes, used once.
 */
export function commitment(slot: string, value: Json, salt: Uint8Array): Result<Uint8Array, NoCommitment> {
  const text = committedText(slot, value, salt);
  return text.ok ? ok(sha256(COMMITMENT_PREFIX, salt, text.value)) : text;
}

/** Whether the value in its slot is what `committed`, the base64url of a {@link commitment}, was made of. */
export function opensCommitment(committed: unknown, slot: string, value: Json, salt: Uint8Array): boolean {
  const text = committedText(slot, value, salt);
  return text.ok && sha256Base64url(COMMITMENT_PREFIX, salt, text.value) === committed;
}

function committedText(slot: string, value: Json, salt: Uint8Array): Result<string, NoCommitment> {
  if (salt.length !== SALT_BYTES) return err("bad-salt");
  if (!/^[A-Za-z_]+$/.test(slot)) return err("bad-slot");
  const text = canonicalJson(value);
  return text.ok ? ok(slot + text.value) : text;
}
