import { createHash, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import type { HashSpec } from "../domain/config/hashSpec.ts";
import type { AuthorHasher } from "../domain/ports.ts";

/** Identities whose hashes are remembered: some 100 bytes each. */
const capacity = 4096;

const derive = promisify(pbkdf2);

/**
 * Computes the `hash` of authors in lower-case hexadecimal (behaviour section 2.2). The salt counts for PBKDF2
 * only, which runs outside the main thread; a key that was seen lately costs nothing.
 * The fingerprint names salt and algorithm without revealing them. Rejects if node:crypto lacks the digest.
 */
export function createAuthorHasher(hash: { readonly salt: string; readonly spec: HashSpec }): AuthorHasher {
  const { salt, spec } = hash;
  const recent = new Map<string, Promise<string>>();

  function remember(key: string, result: Promise<string>): void {
    recent.delete(key);
    recent.set(key, result);
    if (recent.size <= capacity) return;
    for (const oldest of recent.keys()) {
      recent.delete(oldest);
      return;
    }
  }

  return {
    fingerprint: fingerprint(salt, spec),
    hash: (key) => {
      const result = recent.get(key) ?? compute(key, salt, spec);
      remember(key, result);
      return result;
    },
  };
}

async function compute(key: string, salt: string, spec: HashSpec): Promise<string> {
  switch (spec.kind) {
    case "none":
      return Buffer.from(key, "utf8").toString("hex");
    case "digest":
      return createHash(spec.name).update(key, "utf8").digest("hex");
    case "pbkdf2":
      return (await derive(key, salt, spec.iterations, spec.length, spec.digest)).toString("hex");
  }
}

function fingerprint(salt: string, spec: HashSpec): string {
  const fields = spec.kind === "pbkdf2" ? [spec.iterations, spec.length, spec.digest] : [];
  const name = spec.kind === "digest" ? spec.name : spec.kind;
  return createHash("sha256")
    .update(JSON.stringify([name, fields, salt]))
    .digest("hex")
    .slice(0, 16);
}
