const word = "[\\p{L}\\p{N}_]";
const wordOrHyphen = "[\\p{L}\\p{N}_\\-]";
const label = `${word}(?:${wordOrHyphen}{0,61}${word})?`;
const topLevel = `${wordOrHyphen}{2,}\\.?`;
const quad = "\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}";
const host = `(?:${label}\\.)+${topLevel}|localhost|${quad}`;
// The original counts four separators and U+0085 among the blanks, but not the byte order mark.
const noBlank = "(?:[^\\s\\x1c-\\x1f\\x85]|\\ufeff)";
const path = `/?|[/?]${noBlank}+`;

// Labels hold no dot and are bounded, so that no text can be cut in more than a few ways: time stays linear.
const website: RegExp = new RegExp(`^(?:https?://)?(?:${host})(?::\\p{Nd}+)?(?:${path})\\n?$`, "iu");

/**
 * Whether the text has the form of a website: optional `http(s)://`, a host name with a dot, `localhost` or
 * a dotted quad, then optional port and path, and at most one line feed at the end. The case of letters does
 * not matter; no user name, no IPv6, no fragment right after the host (behaviour section 3.6).
 */
export function isWebsite(text: string): boolean {
  return website.test(text);
}

/**
 * The form in which a new comment's website is stored: `http://` is put before an address without a scheme.
 * Unlike the original, `HTTP://` counts as a scheme too. Edits do not normalise (behaviour section 3.6).
 */
export function normaliseWebsite(text: string): string {
  return /^https?:\/\//i.test(text) ? text : `http://${text}`;
}
