/** Schemes that a link may have; without a scheme it is relative to the page. */
export const linkSchemes: readonly string[] = ["http", "https", "mailto"];

/** Schemes that are harmless but not linked: the anchor loses its target. */
const unlinked = /^(?:tel|ftps?|ircs?|data:image\/(?:gif|png|jpeg|webp)[;,])/;

/**
 * What becomes of a link's target: kept, removed (undefined), or replaced with `#harmful-link`.
 * Behaviour sections 11.2 and 11.5, but stricter: a target in which a lenient reader finds a scheme after
 * decoding is judged by that scheme.
 */
export function linkTarget(target: string): string | undefined {
  const address = lenient(target);
  const scheme = /^([^:/?#]*):/.exec(address)?.[1];
  if (scheme === undefined || linkSchemes.includes(scheme)) return target;
  return unlinked.test(address) ? undefined : "#harmful-link";
}

/** Percent signs and character references decoded, blanks and control characters gone. */
function lenient(target: string): string {
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
