import { createHash, createHmac } from "node:crypto";

/** A fixed moment after the comments of the old databases were made: recordings then do not differ by the clock. */
const signedAt = 1_700_000_000;

const secondBytes = (seconds) => Buffer.from(BigInt(seconds).toString(16).padStart(8, "0"), "hex");

/** A token over a small JSON value in the original's format, without compression (behaviour section 2.5). */
export function sign(secret, value, seconds = signedAt) {
  const body = `${Buffer.from(JSON.stringify(value)).toString("base64url")}.${secondBytes(seconds).toString("base64url")}`;
  const key = createHash("sha1").update(`itsdangeroussigner${secret}`).digest();
  return `${body}.${createHmac("sha1", key).update(body).digest("base64url")}`;
}

/** The edit cookie of a comment with this text. */
export function editCookie(secret, id, text) {
  return `${id}=${sign(secret, [id, createHash("sha1").update(text).digest("hex")])}`;
}
