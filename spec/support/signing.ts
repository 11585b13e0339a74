import { createHash, createHmac } from "node:crypto";

/** A moderation link's key for a comment, as the original signs it (behaviour section 2.5); `seconds` is Unix time. */
export function moderationKey(sessionKey: string, commentId: number, seconds: number): string {
  const time = Buffer.alloc(4);
  time.writeUInt32BE(seconds);
  const signed = `${Buffer.from(String(commentId)).toString("base64url")}.${time.toString("base64url")}`;
  const key = createHash("sha1").update(`itsdangeroussigner${sessionKey}`).digest();
  return `${signed}.${createHmac("sha1", key).update(signed).digest("base64url")}`;
}
