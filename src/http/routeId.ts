import { type CommentId, commentId } from "../domain/values.ts";

/**
 * The comment id of a path: decimal digits of any script, leading zeros allowed (behaviour section 3.1).
 * `undefined` for a number that no id can have: 0, and anything beyond 2^53 - 1.
 */
export function routeId(digits: string): CommentId | undefined {
  const value = Number(/^[0-9]+$/.test(digits) ? digits : Array.from(digits, digitValue).join(""));
  return Number.isSafeInteger(value) && value > 0 ? commentId(value) : undefined;
}

/** Unicode keeps the ten digits of every script together and in order, so the value is the distance to the zero. */
function digitValue(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (isDigit(codePoint - before - 1)) before += 1;
  return before % 10;
}

function isDigit(codePoint: number): boolean {
  return codePoint >= 0 && /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));
}
