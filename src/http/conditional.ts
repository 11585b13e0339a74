/** Headers of a request that make its answer depend on what the caller has (RFC 9110 section 13). */
export interface Conditions {
  readonly "if-match"?: string | undefined;
  readonly "if-none-match"?: string | undefined;
  readonly "if-modified-since"?: string | undefined;
}

/** What the caller may have: its entity tag with quotes, and its last change in Unix seconds, if that is known. */
export interface Validators {
  readonly etag: string;
  readonly lastChange?: number;
}

/** The status of a GET under these conditions: 412 and 304 as in RFC 9110 section 13.2.2, else 200. */
export function conditionalStatus(conditions: Conditions, current: Validators): 200 | 304 | 412 {
  const { "if-match": match, "if-none-match": noneMatch, "if-modified-since": since } = conditions;
  const mustMatch = match !== undefined && match.trim() !== "";
  if (mustMatch && !tags(match).some((tag) => tag === "*" || tag === current.etag)) return 412;
  if (noneMatch !== undefined) {
    return tags(noneMatch).some((tag) => tag === "*" || opaque(tag) === current.etag) ? 304 : 200;
  }
  if (since === undefined || current.lastChange === undefined) return 200;
  return Date.parse(since) >= Math.floor(current.lastChange) * 1000 ? 304 : 200;
}

/** The tags of a header; `*` stands for any tag when it stands alone. */
function tags(header: string): readonly string[] {
  return header.trim() === "*" ? ["*"] : (header.match(/(?:W\/)?"[^"]*"/g) ?? []);
}

/** The tag without its mark of weakness, which does not count for GET. */
function opaque(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}
