/**
 * The prefix of all requests, without a slash at the end (behaviour section 1): the first `data-isso` that says
 * anything, of the script elements in document order, else the folder above the script that is running.
 */
export function findEndpoint(named: readonly (string | null)[], running: string): string {
  return (
    named.find((prefix) => prefix)?.replace(/\/$/, "") ??
    running.replace(/[?#].*$/, "").replace(/(?:\/js)?\/[^/]*$/, "")
  );
}
