/** A cookie as an answer sets it: its value under `value`, its attributes under their names, those without value "". */
export type SetCookie = Readonly<Record<string, string>>;

/** The cookies that the lines of a header set, by name. */
export function readSetCookies(lines: readonly string[]): ReadonlyMap<string, SetCookie> {
  return new Map(lines.map(readSetCookie));
}

function readSetCookie(line: string): readonly [string, SetCookie] {
  const [first = "", ...attributes] = line.split(";").map((part) => part.trim());
  const [name, value] = cut(first);
  return [name, Object.fromEntries([["value", value.replace(/^"(.*)"$/, "$1")], ...attributes.map(cut)])];
}

function cut(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

/** Keeps in a jar what an answer sets, and drops what it clears. */
export function keepCookies(jar: Map<string, string>, set: ReadonlyMap<string, SetCookie>): void {
  for (const [name, cookie] of set) {
    if (cookie["Max-Age"] === "0") jar.delete(name);
    else jar.set(name, cookie["value"] ?? "");
  }
}

/** The `Cookie` header for these values; undefined for none. */
export function cookieHeader(cookies: Iterable<readonly [string, string]>): string | undefined {
  const header = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return header === "" ? undefined : header;
}
