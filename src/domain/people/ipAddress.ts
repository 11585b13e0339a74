const quad: RegExp = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const hexGroup: RegExp = /^[0-9a-f]{1,4}$/i;
const zoned: RegExp = /^([^%]*)%[^%/]+$/;

/**
 * The bytes of a textual address in network order: 4 for IPv4 and for IPv4-mapped IPv6 (RFC 4291, section
 * 2.5.5.2), 16 for other IPv6; undefined for anything else. Strict: no blanks, ports, prefixes or octets with
 * leading zeros. A zone id (RFC 4007) is tolerated on mapped addresses only (behaviour section 2.3).
 */
export function parseIp(text: string): readonly number[] | undefined {
  if (!text.includes(":")) return parseIpv4(text);
  const withoutZone = zoned.exec(text)?.[1];
  const bytes = parseIpv6(withoutZone ?? text);
  if (bytes === undefined) return undefined;
  if (isMapped(bytes)) return bytes.slice(12);
  return withoutZone === undefined ? bytes : undefined;
}

function parseIpv4(text: string): readonly number[] | undefined {
  const octets = quad.exec(text)?.slice(1);
  if (octets === undefined) return undefined;
  const strict = octets.every((octet) => Number(octet) <= 255 && (octet === "0" || !octet.startsWith("0")));
  return strict ? octets.map(Number) : undefined;
}

function parseIpv6(text: string): readonly number[] | undefined {
  const [left, right, ...more] = text.split("::");
  if (left === undefined || more.length > 0) return undefined;
  if (right === undefined) {
    const bytes = groupBytes(left, true);
    return bytes?.length === 16 ? bytes : undefined;
  }
  const head = groupBytes(left, false);
  const tail = groupBytes(right, true);
  // The two colons stand for at least one group.
  if (head === undefined || tail === undefined || head.length + tail.length > 14) return undefined;
  return [...head, ...new Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** Bytes of groups between single colons; the last group of an address may be a dotted quad. */
function groupBytes(text: string, atEnd: boolean): readonly number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const octets = atEnd && index === groups.length - 1 ? parseIpv4(group) : undefined;
    if (octets !== undefined) bytes.push(...octets);
    else if (hexGroup.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
}

function isMapped(bytes: readonly number[]): boolean {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}
