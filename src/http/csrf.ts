import { Problem } from "./problem.ts";

/**
 * Refuses a change whose body has a type that a foreign page may send without asking: any non-empty
 * Content-Type that does not start with `application/json`, in exactly this spelling (behaviour section 3.3).
 */
export function refuseForeignForms(contentType: string | undefined): void {
  if (contentType === undefined || contentType === "" || contentType.startsWith("application/json")) return;
  throw new Problem(403, { description: "CSRF" });
}
