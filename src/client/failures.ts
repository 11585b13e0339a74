import type { GuardReason } from "../domain/comment/rejections.ts";
import { en } from "./i18n/en.ts";
import type { PlainKey } from "./i18n/keys.ts";

/** Why a request came to nothing. `reason` is the guard's code, `message` the server's English; both may be empty. */
export type Failure =
  | { readonly kind: "offline" | "network" }
  | { readonly kind: "refused"; readonly status: number; readonly reason: string; readonly message: string };

const statuses: Readonly<Record<number, PlainKey>> = {
  404: "error-gone",
  413: "error-too-long",
  429: "guard-ratelimit",
};

/** The text that tells a reader what went wrong and what to do (behaviour section 9). */
export function failureKey(failure: Failure): PlainKey {
  if (failure.kind !== "refused") return `error-${failure.kind}`;
  const { status, reason, message } = failure;
  if (reason) {
    const key = `guard-${reason}`;
    return isGuardKey(key) ? key : "guard-error";
  }
  if (status >= 500) return "error-server";
  const usual = statuses[status];
  if (usual) return usual;
  // What is left are fields that passed the form and not the server (behaviour section 3.6 of the server).
  if (/website|arbitrary/i.test(message)) return "invalid-website";
  return /create new thread/.test(message) ? "error-page-unknown" : "error-refused";
}

function isGuardKey(key: string): key is `guard-${GuardReason}` {
  return key in en;
}

/** Whether the server did not take the caller for the author of a comment. */
export function isForbidden(failure: Failure): boolean {
  return failure.kind === "refused" && failure.status === 403 && failure.reason === "";
}
