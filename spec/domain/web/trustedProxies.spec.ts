import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProxy, isTrustedPeer, trustedProxies } from "../../../src/domain/web/trustedProxies.ts";

function bits(address: string): string {
  return address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}

describe("trusted proxies", () => {
  it("hold exactly the addresses that share the leading bits of a network", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.nat({ max: 32 }), fc.ipV4(), (network, prefix, address) => {
        const expected = bits(network).slice(0, prefix) === bits(address).slice(0, prefix);
        expect(isProxy(trustedProxies([`${network}/${prefix}`]), address)).toBe(expected);
      }),
    );
  });

  it("hold every address that is named", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (entry) => {
        expect(isProxy(trustedProxies([entry]), entry)).toBe(true);
      }),
    );
  });

  it.each([
    ["2001:db8::/32", "2001:db8:ffff::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["2001:db8::/33", "2001:db8:8000::1", false],
    ["2001:db8::1", "2001:0DB8:0::1", true],
    ["::/0", "2001:db8::1", true],
    ["::/0", "1.2.3.4", false],
    ["0.0.0.0/0", "1.2.3.4", true],
    ["0.0.0.0/0", "::1", false],
    ["10.0.0.0/8", "::ffff:10.1.2.3", true],
    ["::ffff:10.0.0.0/104", "10.1.2.3", true],
    ["::ffff:10.0.0.0/104", "11.1.2.3", false],
    ["::ffff:10.0.0.0/90", "10.0.0.0", false],
    ["10.0.0.1/33", "10.0.0.1", false],
    ["10.0.0.1/", "10.0.0.1", false],
    ["10.0.0.1/8/8", "10.0.0.1", false],
    ["10.0.0.1/-1", "10.0.0.1", false],
    ["proxy", "proxy", true],
    ["proxy", "127.0.0.1", false],
  ])("with %s and %s: %s", (entry, address, expected) => {
    expect(isProxy(trustedProxies([entry]), address)).toBe(expected);
  });

  it("are believed, and so are the same machine and Unix sockets, but nobody else", () => {
    const proxies = trustedProxies(["10.0.0.0/8"]);
    expect(isTrustedPeer({ kind: "unix" }, proxies)).toBe(true);
    for (const address of ["10.9.8.7", "127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"]) {
      expect(isTrustedPeer({ kind: "tcp", address }, proxies)).toBe(true);
    }
    for (const address of ["11.0.0.1", "192.168.0.1", "::2", "::127.0.0.1", "", "localhost", undefined]) {
      expect(isTrustedPeer({ kind: "tcp", address }, proxies)).toBe(false);
    }
  });
});
