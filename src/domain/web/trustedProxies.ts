import { parseIp } from "../people/ipAddress.ts";

/** Who holds the other end of a connection; a connection that is gone has no address any more. */
export type Peer = { readonly kind: "unix" } | { readonly kind: "tcp"; readonly address: string | undefined };

/** The `trusted-proxies` setting, prepared once. */
export interface TrustedProxies {
  readonly empty: boolean;
  readonly texts: ReadonlySet<string>;
  readonly networks: readonly Network[];
}

interface Network {
  readonly bytes: readonly number[];
  readonly prefix: number;
}

const loopback: readonly Network[] = [
  { bytes: [127, 0, 0, 0], prefix: 8 },
  { bytes: [...new Array<number>(15).fill(0), 1], prefix: 128 },
];

/**
 * Prepares entries that are addresses or networks in CIDR form (RFC 4632, RFC 4291 section 2.3). Any other
 * entry is compared as text, as the original does with all of them.
 */
export function trustedProxies(entries: readonly string[]): TrustedProxies {
  return {
    empty: entries.length === 0,
    texts: new Set(entries),
    networks: entries.map(networkOf).filter((network) => network !== undefined),
  };
}

/** Whether the address, as a header or a socket names it, is one of the proxies. */
export function isProxy(proxies: TrustedProxies, address: string): boolean {
  return proxies.texts.has(address) || isWithin(proxies.networks, address);
}

/**
 * Whether to believe what the peer says about the client: it is one of the proxies, the same machine, or
 * came by a Unix socket. The original believes everybody (behaviour section 6.4, quirk 25).
 */
export function isTrustedPeer(peer: Peer, proxies: TrustedProxies): boolean {
  if (peer.kind === "unix") return true;
  if (peer.address === undefined) return false;
  return isWithin(loopback, peer.address) || isProxy(proxies, peer.address);
}

function networkOf(entry: string): Network | undefined {
  const [address = "", width, ...more] = entry.split("/");
  const bytes = parseIp(address);
  if (bytes === undefined || more.length > 0) return undefined;
  const bits = bytes.length * 8;
  if (width === undefined) return { bytes, prefix: bits };
  if (!/^\d{1,3}$/.test(width)) return undefined;
  // A mapped address was cut to its last 32 bits, and its width counts the 96 before them too.
  const prefix = Number(width) - (address.includes(":") ? 128 - bits : 0);
  return prefix >= 0 && prefix <= bits ? { bytes, prefix } : undefined;
}

function isWithin(networks: readonly Network[], address: string): boolean {
  if (networks.length === 0) return false;
  const bytes = parseIp(address);
  return bytes !== undefined && networks.some((network) => contains(network, bytes));
}

function contains({ bytes, prefix }: Network, address: readonly number[]): boolean {
  if (bytes.length !== address.length) return false;
  return bytes.every((byte, index) => {
    const compared = Math.min(8, Math.max(0, prefix - index * 8));
    return byte >> (8 - compared) === (address[index] ?? 0) >> (8 - compared);
  });
}
