const FIRST_MS = Date.UTC(-1, 12, 1);
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * A time of the log: RFC 3339, UTC, exactly three decimals (`2026-01-01T00:00:00.000Z`).
 * `ms` is milliseconds since 1970; fractions are rounded down. Times outside the years 0000 to 9999, which the form
 * cannot write, become the nearest one it can. `NaN` is a defect of the caller and throws.
 */
export function rfc3339(ms: number): string {
  return new Date(Math.floor(Math.min(Math.max(ms, FIRST_MS), LAST_MS))).toISOString();
}

/** Milliseconds since 1970 of a text that {@link rfc3339} could have written; `undefined` for any other. */
export function parseRfc3339(text: string): number | undefined {
  if (!FORM.test(text)) return undefined;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text ? ms : undefined;
}
