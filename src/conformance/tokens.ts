import { createHash, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Json } from "./json.ts";

/** A token as Isso signs it, over a JSON value, as of a time in Unix seconds (behaviour section 2.5). */
export function signToken(value: Json, sessionKey: string, time: number): string {
  const payload = base64(Buffer.from(JSON.stringify(value)));
  const signed = `${payload}.${base64(timeBytes(time))}`;
  const key = createHash("sha1").update(`itsdangeroussigner${sessionKey}`).digest();
  return `${signed}.${base64(createHmac("sha1", key).update(signed).digest())}`;
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64url");
}

function timeBytes(time: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Math.max(0, Math.floor(time))));
  const first = bytes.findIndex((byte) => byte !== 0);
  return first < 0 ? Buffer.alloc(0) : bytes.subarray(first);
}

/** The SHA-1 of a text in hex, as edit cookies hold it of a comment's text. */
export function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

/**
 * The session key in a database that a server has just opened; undefined if it cannot be found. SQLite keeps the row of
 * the key in one piece, in the file or in its write-ahead log, so no driver is needed to see it.
 */
export async function findSessionKey(database: string): Promise<string | undefined> {
  for (const file of [database, `${database}-wal`]) {
    const bytes = await readFile(file, "latin1").catch(() => "");
    const key = /session-key([0-9a-f]{48})/.exec(bytes)?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}
