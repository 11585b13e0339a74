/** A content coding that is sent: not compressed, Brotli (RFC 7932) or gzip (RFC 1952). */
export type Coding = "identity" | "br" | "gzip";

/** The codings from the one that makes the smallest answer. */
const bySize: readonly Coding[] = ["br", "gzip", "identity"];

/**
 * The coding that a caller likes best among the available ones, by its `Accept-Encoding`; of equals the smallest.
 * Without the header, and where nothing is acceptable, it is `identity`, which any caller can read
 * (RFC 9110 section 12.5.3).
 */
export function preferredCoding(header: string | undefined, available: ReadonlySet<Coding>): Coding {
  if (header === undefined) return "identity";
  const qualities = new Map(header.split(",").map(qualityOf));
  let best: Coding = "identity";
  let highest = 0;
  for (const coding of bySize.filter((candidate) => available.has(candidate))) {
    const quality = weight(coding, qualities);
    if (quality > highest) [best, highest] = [coding, quality];
  }
  return best;
}

function qualityOf(entry: string): [coding: string, quality: number] {
  const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return [name === "x-gzip" ? "gzip" : name, Number.isNaN(quality) ? 0 : quality];
}

/** What is not named is as good as `*`; `identity` is always acceptable unless refused, but never preferred. */
function weight(coding: Coding, qualities: ReadonlyMap<string, number>): number {
  const given = qualities.get(coding) ?? qualities.get("*");
  if (given !== undefined) return given;
  return coding === "identity" ? Number.MIN_VALUE : 0;
}
