interface Entry {
  readonly type: string;
  /** Type named, subtype named, number of parameters, quality: the first that differs decides. */
  readonly rank: readonly [number, number, number, number];
}

const quality: RegExp = /^(?:0|1)(?:\.\d*)?$/;

/**
 * Whether an error is answered in JSON: the best entry of `Accept` is exactly `application/json`, without
 * parameters and in lower case. Unlike RFC 9110 section 12.5.1, more specific entries come before those of
 * higher quality, a quality of zero is no refusal, and order decides ties (behaviour section 3.2).
 */
export function acceptsJson(accept: string | undefined): boolean {
  let best: Entry | undefined;
  for (const text of accept?.split(",") ?? []) {
    const entry = entryOf(text);
    if (entry !== undefined && (best === undefined || outranks(entry, best))) best = entry;
  }
  return best?.type === "application/json";
}

function entryOf(text: string): Entry | undefined {
  const [type = "", ...rest] = text.split(";").map((part) => part.trim());
  if (type === "") return undefined;
  const parameters = rest.filter((part) => part !== "");
  const weights = parameters.filter((part) => /^q=/i.test(part));
  const weight = weights[0]?.slice(2) || "1";
  if (!quality.test(weight) || Number(weight) > 1) return undefined;
  const [main = "", sub = "*"] = type.split("/");
  const extras = parameters.length - weights.length;
  return {
    type: extras === 0 ? type : `${type};`,
    rank: [main === "*" ? 0 : 1, sub === "*" ? 0 : 1, extras, Number(weight)],
  };
}

function outranks(left: Entry, right: Entry): boolean {
  for (const [index, value] of left.rank.entries()) {
    const other = right.rank[index] ?? 0;
    if (value !== other) return value > other;
  }
  return false;
}
