/** The sites that may embed the server, prepared once so that each request costs a look-up. */
export interface SiteOrigins {
  /** Canonical origin of the first site: the answer whenever nothing matches. */
  readonly fallback: string;
  readonly canonical: ReadonlySet<string>;
}

const maxPort = 65535;

/** Prepares the configured hosts for {@link canonicalOrigin}. A host with an impossible port never matches. */
export function siteOrigins(hosts: readonly [string, ...string[]]): SiteOrigins {
  const canonical = hosts.map(reduce).filter((origin) => origin !== undefined);
  return { fallback: reduce(hosts[0]) ?? hosts[0], canonical: new Set(canonical) };
}

/**
 * The origin `scheme://name[:port]` of the site that a request comes from, default ports left out: by its
 * `Origin` header, else by `Referer`; the first site if that is none of ours. `Origin` wins even when it
 * does not match. Names are compared with their case (behaviour section 6.1).
 */
export function canonicalOrigin(
  sites: SiteOrigins,
  origin: string | undefined,
  referer: string | undefined,
): string {
  const header = origin ?? referer;
  if (header === undefined) return sites.fallback;
  if (sites.canonical.has(header)) return header;
  const reduced = reduce(header);
  return reduced !== undefined && sites.canonical.has(reduced) ? reduced : sites.fallback;
}

/** Scheme, name and port of an address in one canonical text; undefined when the port is none. */
function reduce(address: string): string | undefined {
  const tls = address.startsWith("https://");
  const plain = tls || address.startsWith("http://") ? address : `http://${address}`;
  const authority = plain.slice(plain.indexOf("//") + 2).split(/[/?#]/, 1)[0] ?? "";
  const nameEnd = authority.startsWith("[") ? authority.indexOf("]") + 1 : 0;
  const colon = authority.indexOf(":", nameEnd);
  const defaultPort = tls ? 443 : 80;
  const port = colon < 0 ? defaultPort : portOf(authority.slice(colon + 1));
  if (port === undefined) return undefined;
  const name = colon < 0 ? authority : authority.slice(0, colon);
  return `${tls ? "https" : "http"}://${name}${port === defaultPort ? "" : `:${port}`}`;
}

/** The number after the colon; nothing or zero there means 80 under either scheme. */
function portOf(digits: string): number | undefined {
  if (!/^\d*$/.test(digits)) return undefined;
  const port = Number(digits) || 80;
  return port <= maxPort ? port : undefined;
}
