/** What decides the attributes of a cookie (behaviour section 3.4). */
export interface CookiePolicy {
  /** Address under which visitors reach the server; only its scheme matters. */
  readonly baseUrl: string;
  /** Overrides SameSite; empty: by the scheme. */
  readonly samesite: "" | "Strict" | "Lax" | "None";
}

/** A cookie to set: its name, its value, and how many seconds it lives from `now` (Unix seconds). */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly maxAge: number;
  readonly now: number;
}

/** `Set-Cookie` of a cookie, attributes in the original's order: no HttpOnly, no Domain, and Path is `/`. */
export function setCookie(cookie: Cookie, policy: CookiePolicy): string {
  const expires = new Date((Math.floor(cookie.now) + cookie.maxAge) * 1000).toUTCString();
  return `${cookie.name}=${cookie.value}; Expires=${expires}; Max-Age=${cookie.maxAge}; ${scope(policy)}`;
}

/** `Set-Cookie` that makes the browser forget a cookie. */
export function clearCookie(name: string, policy: CookiePolicy): string {
  return `${name}=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; ${scope(policy)}`;
}

function scope(policy: CookiePolicy): string {
  const secure = policy.baseUrl.startsWith("https://");
  const samesite = policy.samesite || (secure ? "None" : "Lax");
  return `${secure ? "Secure; " : ""}Path=/; SameSite=${samesite}`;
}

/** The value of a cookie in a `Cookie` header: the first of that name, without quotes around it. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((part) => part.split("="));
  const found = pairs.find(([key = "", ...rest]) => key.trim() === name && rest.length > 0);
  return found === undefined ? undefined : unquote(found.slice(1).join("=").trim());
}

function unquote(value: string): string {
  return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
}
