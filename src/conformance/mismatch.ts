import type { Json } from "./json.ts";

/** One place where an answer is not as it must be. */
export interface Mismatch {
  /** `status`, `header.NAME`, `cookie.NAME.ATTRIBUTE`, `json` with a path, `body`, or `answer` for none at all. */
  readonly at: string;
  readonly expected: string;
  readonly got: string;
}

/** What is said in place of a value that is not there. */
export const nothing = "(nothing)";

const longest = 400;

/** A value as a report shows it: JSON, cut where it is long. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return nothing;
  const text = JSON.stringify(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`;
}

/** Whether a place is one of these or below one; `*` stands for any text, and `body` for a body of any kind. */
export function covers(places: readonly string[], at: string): boolean {
  return places.some((place) => {
    if (place === "body" && (at === "json" || at.startsWith("json."))) return true;
    const source = place.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${source.join(".*")}(?:\\..*)?$`).test(at);
  });
}
