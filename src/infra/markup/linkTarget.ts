/** Schemes that an address may have; without a scheme it is relative to the page. */
const schemes: readonly string[] = ["http", "https", "mailto"];

/**
 * The address as it is, undefined if nothing may lead there (behaviour section 11.5, but stricter: a target in which a
 * lenient reader finds a scheme after decoding is judged by that scheme).
 */
export function linkTarget(target: string): string | undefined {
  const scheme = /^([^:/?#]*):/.exec(lenient(target))?.[1];
  return scheme === undefined || schemes.includes(scheme) ? target : undefined;
}

/** Without any of these a target is what it looks like. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them inside a scheme
const disguise = /[%&\u0000-\u0020\u007f-\u00a0]/;

/** Percent signs and character references decoded, blanks and control characters gone. */
function lenient(target: string): string {
  if (!disguise.test(target)) return target.toLowerCase();
  return (
    target
      .replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/&#x([0-9a-f]{1,4});?/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/&#(\d{1,5});?/g, (_, digits: string) => String.fromCharCode(Number(digits)))
      .replace(/&colon;/gi, ":")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers skip them inside a scheme
      .replace(/&(?:tab|newline);|[\u0000-\u0020\u007f-\u00a0]/gi, "")
      .toLowerCase()
  );
}
