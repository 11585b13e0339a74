/** What a request and its connection say about the address under which the server is reached. */
export interface RequestFacts {
  /** Whether the connection itself is TLS. */
  readonly encrypted: boolean;
  /** Whether the peer may speak for the client (`isTrustedPeer`): the `X-` headers count only then. */
  readonly trusted: boolean;
  readonly host: string | undefined;
  /** `name[:port]` of the listening socket, for requests without a usable `Host`. */
  readonly fallbackHost: string;
  readonly forwardedProto: string | undefined;
  readonly forwardedPrefix: string | undefined;
  readonly scriptName: string | undefined;
  /** Path of the request with percent encoding resolved, without the query. */
  readonly path: string;
}

/** The address under which the client reaches the server. */
export interface RequestBase {
  readonly scheme: "http" | "https";
  /** `scheme://host[:port]` and the script name, without a slash at the end. */
  readonly url: string;
  /** Path below which the server is mounted, percent-encoded; empty at the root of the host. */
  readonly scriptName: string;
  /** The rest of the path; empty when the request was for the script name without a slash after it. */
  readonly path: string;
}

const hostSyntax: RegExp = /^(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d*)?$/i;

/**
 * Scheme, base URL, script name and path of a request (behaviour section 6.3). `X-Forwarded-Proto` counts by
 * its last entry and only as `http` or `https`; `X-Forwarded-Prefix` names the script without touching the
 * path; `X-Script-Name` goes before it and is cut off the path where it stands as whole segments. Unlike
 * the original, the headers need a trusted peer, and a value with another form counts as absent.
 */
export function requestBase(facts: RequestFacts): RequestBase {
  const scheme = schemeOf(facts);
  const host = facts.host !== undefined && hostSyntax.test(facts.host) ? facts.host : facts.fallbackHost;
  const script = facts.trusted ? mountPath(facts.scriptName) : undefined;
  const prefix = facts.trusted ? mountPath(lastEntry(facts.forwardedPrefix)) : undefined;
  const scriptName = quotePath(script ?? prefix ?? "");
  return {
    scheme,
    url: `${scheme}://${host}${scriptName}`,
    scriptName,
    path: withoutScript(facts.path, script ?? "").replace(/^\/{2,}/, "/"),
  };
}

function schemeOf({ encrypted, trusted, forwardedProto }: RequestFacts): "http" | "https" {
  const named = trusted ? lastEntry(forwardedProto)?.toLowerCase() : undefined;
  if (named === "http" || named === "https") return named;
  return encrypted ? "https" : "http";
}

function lastEntry(header: string | undefined): string | undefined {
  return header?.split(",").at(-1)?.trim();
}

/** A path without slashes at its end; undefined for what could lead to another host or break a header. */
function mountPath(header: string | undefined): string | undefined {
  if (header === undefined || !header.startsWith("/") || header.startsWith("//")) return undefined;
  if (/\p{Cc}/u.test(header)) return undefined;
  let end = header.length;
  while (header.charAt(end - 1) === "/") end -= 1;
  return header.slice(0, end);
}

function withoutScript(path: string, script: string): string {
  return path === script || path.startsWith(`${script}/`) ? path.slice(script.length) : path;
}

/** Percent-encodes all but the characters of a path (RFC 3986, section 3.3). Headers arrive one unit a byte. */
function quotePath(path: string): string {
  return path.replace(/[^\w.~!$&'()*+,/:;=@-]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return code > 255 ? encodeURIComponent(unit) : `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}
