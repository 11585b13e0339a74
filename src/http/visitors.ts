import type { IncomingMessage } from "node:http";
import { unescape as decodePercent } from "node:querystring";
import type { ListenAddress, Settings } from "../domain/config/settings.ts";
import type { AnonymisedIp } from "../domain/values.ts";
import { type RequestBase, requestBase } from "../domain/web/baseUrl.ts";
import { clientAddress } from "../domain/web/clientAddress.ts";
import { canonicalOrigin, siteOrigins } from "../domain/web/origin.ts";
import { isTrustedPeer, type Peer, trustedProxies } from "../domain/web/trustedProxies.ts";

/** Answers questions about who asks, from headers and connection; prepared once for a site. */
export interface Visitors {
  /** The configured site that the request comes from. */
  origin(request: IncomingMessage): string;
  /** The address under which the caller reaches this server, and the path below it. */
  base(request: IncomingMessage): RequestBase;
  /** The network that the request comes from. */
  network(request: IncomingMessage): AnonymisedIp;
}

/** Prepares {@link Visitors} for the sites and proxies of the settings. */
export function visitorsOf({ general, server }: Pick<Settings, "general" | "server">): Visitors {
  const sites = siteOrigins(general.hosts);
  const proxies = trustedProxies(server.trustedProxies);
  const unix = server.listen.kind === "unix";
  const fallbackHost = hostOf(server.listen);
  return {
    origin: ({ headers }) => canonicalOrigin(sites, headers.origin, headers.referer),
    base: (request) =>
      requestBase({
        encrypted: "encrypted" in request.socket,
        trusted: isTrustedPeer(peerOf(request, unix), proxies),
        host: request.headers.host,
        fallbackHost,
        forwardedProto: header(request, "x-forwarded-proto"),
        forwardedPrefix: header(request, "x-forwarded-prefix"),
        scriptName: header(request, "x-script-name"),
        path: pathOf(request),
      }),
    network: (request) => clientAddress(peerOf(request, unix), header(request, "x-forwarded-for"), proxies),
  };
}

function hostOf(listen: ListenAddress): string {
  if (listen.kind === "unix") return "localhost";
  return listen.port === 80 ? listen.host : `${listen.host}:${listen.port}`;
}

function peerOf({ socket }: IncomingMessage, unix: boolean): Peer {
  if (unix && socket.remoteAddress === undefined) return { kind: "unix" };
  return { kind: "tcp", address: socket.remoteAddress };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}

/** The decoded path of the request target, which is a path, an absolute address or `*` (RFC 9112 section 3.2). */
function pathOf({ url = "/" }: IncomingMessage): string {
  const target = url.startsWith("/") ? url : url.replace(/^[a-z][\w+.-]*:\/\/[^/?#]*/i, "");
  const end = target.search(/[?#]/);
  return decodePercent(end < 0 ? target : target.slice(0, end)).replace(/^\/*/, leadingSlash);
}

/** Slashes at the front count as one; a target without any gets none, so that it matches nothing. */
function leadingSlash(slashes: string): string {
  return slashes === "" ? "" : "/";
}
