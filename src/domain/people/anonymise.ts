import type { AnonymisedIp } from "../values.ts";
import { parseIp } from "./ipAddress.ts";

/**
 * The network that an address belongs to, never the machine: /24 of IPv4 as `a.b.c.0`, /48 of IPv6 as eight
 * groups of four lower-case hex digits. Text that is no address gives `0.0.0.0`. Applying it twice changes
 * nothing (behaviour section 2.3).
 */
export function anonymise(address: string): AnonymisedIp {
  return networkOf(parseIp(address)) as AnonymisedIp;
}

function networkOf(bytes: readonly number[] | undefined): string {
  if (bytes === undefined) return "0.0.0.0";
  if (bytes.length === 4) return `${bytes.slice(0, 3).join(".")}.0`;
  const hex = bytes.slice(0, 6).map((byte) => byte.toString(16).padStart(2, "0"));
  const groups = [0, 2, 4].map((at) => hex.slice(at, at + 2).join(""));
  return `${groups.join(":")}${":0000".repeat(5)}`;
}
