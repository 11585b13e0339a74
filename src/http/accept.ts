/** A media type that a caller takes, and how gladly: 0 to 1. */
interface Preference {
  readonly type: string;
  readonly quality: number;
}

/**
 * Whether a caller would rather read HTML than JSON: `Accept` names `text/html`, and neither JSON nor a wildcard
 * with a higher quality, or JSON with the same quality before it (RFC 9110 section 12.5.1). Browsers that open a
 * page do; scripts mostly do not.
 */
export function prefersHtml(accept: string | undefined): boolean {
  const preferences = (accept ?? "").split(",").map(preferenceOf);
  const html = preferences.findIndex(({ type, quality }) => type === "text/html" && quality > 0);
  const wanted = preferences[html]?.quality ?? 0;
  if (html < 0) return false;
  return preferences.every(({ type, quality }, index) => {
    if (type === "application/json") return quality < wanted || (quality === wanted && index > html);
    return !type.endsWith("/*") || quality <= wanted;
  });
}

function preferenceOf(entry: string): Preference {
  const [type = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}
