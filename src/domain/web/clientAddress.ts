import { anonymise } from "../people/anonymise.ts";
import type { AnonymisedIp } from "../values.ts";
import { isProxy, isTrustedPeer, type Peer, type TrustedProxies } from "./trustedProxies.ts";

/**
 * The network of the client behind a request. From a trusted peer, `X-Forwarded-For` is read from its end:
 * the first address that is no proxy, without configured proxies simply the last one. From any other peer
 * the header means nothing. Unix sockets without the header give `0.0.0.0` (behaviour section 6.4).
 */
export function clientAddress(
  peer: Peer,
  forwardedFor: string | undefined,
  proxies: TrustedProxies,
): AnonymisedIp {
  const own = peer.kind === "tcp" ? (peer.address ?? "") : "";
  const hops = forwardedFor !== undefined && isTrustedPeer(peer, proxies) ? hopsOf(forwardedFor) : [];
  const client = proxies.empty ? undefined : hops.findLast((hop) => !isProxy(proxies, hop));
  return anonymise(client ?? hops.at(-1) ?? own);
}

function hopsOf(header: string): readonly string[] {
  const hops = header.split(",").map((hop) => hop.trim().replace(/^"(.*)"$/, "$1"));
  return hops.filter((hop) => hop !== "");
}
