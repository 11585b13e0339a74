import type { GuardReason } from "../domain/comment/rejections.ts";
import type { PlainKey } from "./i18n/keys.ts";

/** Why a request came to nothing. `reason` is the guard's code, `message` the server's English; both may be empty. */
export type Failure =
  | { readonly kind: "offline" | "network" }
  | { readonly kind: "refused"; readonly status: number; readonly reason: string; readonly message: string };

const guards: readonly GuardReason[] = [
  "ratelimit",
  "direct-reply",
  "reply-to-self",
  "require-email",
  "require-author",
];

/** The text that tells a reader what went wrong and what to do (behaviour section 9). */
export function failureKey(failure: Failure): PlainKey {
  if (failure.kind !== "refused") return `error-${failure.kind}`;
  const { status, reason, message } = failure;
  if (reason) {
    const known = guards.find((guard) => guard === reason);
    return known ? `guard-${known}` : "guard-error";
  }
  if (status >= 500) return "error-server";
  if (status === 404) return "error-gone";
  if (status === 413) return "error-too-long";
  if (status === 429) return "guard-ratelimit";
  // What is left are fields that passed the form and not the server (behaviour section 3.6 of the server).
  if (/website|arbitrary/i.test(message)) return "invalid-website";
  return /create new thread/.test(message) ? "error-page-unknown" : "error-refused";
}

/** Whether the server did not take the caller for the author of a comment. */
export function isForbidden(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 403 && failure.reason === "";
}
