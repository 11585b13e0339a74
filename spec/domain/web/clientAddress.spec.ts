import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anonymise } from "../../../src/domain/people/anonymise.ts";
import { clientAddress } from "../../../src/domain/web/clientAddress.ts";
import { type Peer, trustedProxies } from "../../../src/domain/web/trustedProxies.ts";

const local: Peer = { kind: "tcp", address: "127.0.0.1" };
const none = trustedProxies([]);
const one = trustedProxies(["127.0.0.1"]);
const two = trustedProxies(["127.0.0.1", "10.0.0.1"]);

describe("clientAddress", () => {
  it("is the peer's network when the peer is not trusted, whatever it sends", () => {
    const anyHeader = fc.option(fc.oneof(fc.string(), fc.ipV4()), { nil: undefined });
    fc.assert(
      fc.property(fc.ipV4(), anyHeader, (address, header) => {
        fc.pre(!address.startsWith("127."));
        expect(clientAddress({ kind: "tcp", address }, header, one)).toBe(anonymise(address));
      }),
    );
  });

  it("is the last address that is no proxy, whatever comes before it", () => {
    const proxy = fc.constantFrom("127.0.0.1", "10.0.0.1");
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), fc.array(proxy), (before, client, proxies) => {
        fc.pre(client !== "127.0.0.1" && client !== "10.0.0.1");
        const header = [before, client, ...proxies].join(", ");
        expect(clientAddress(local, header, two)).toBe(anonymise(client));
      }),
    );
  });

  it.each([
    [undefined, "127.0.0.0", "127.0.0.0", "127.0.0.0"],
    ["", "127.0.0.0", "127.0.0.0", "127.0.0.0"],
    [",", "127.0.0.0", "127.0.0.0", "127.0.0.0"],
    ["1.2.3.4", "1.2.3.0", "1.2.3.0", "1.2.3.0"],
    ["1.2.3.4, 5.6.7.8", "5.6.7.0", "5.6.7.0", "5.6.7.0"],
    ["9.9.9.9, 127.0.0.1", "127.0.0.0", "9.9.9.0", "9.9.9.0"],
    ["8.8.8.8, 9.9.9.9, 10.0.0.1, 127.0.0.1", "127.0.0.0", "10.0.0.0", "9.9.9.0"],
    ["unknown, 127.0.0.1", "127.0.0.0", "0.0.0.0", "0.0.0.0"],
    ["1.2.3.4:5678", "0.0.0.0", "0.0.0.0", "0.0.0.0"],
    ["[2001:db8::1]:443", "0.0.0.0", "0.0.0.0", "0.0.0.0"],
    ["1.2.3.4,,127.0.0.1", "127.0.0.0", "1.2.3.0", "1.2.3.0"],
    ['1.2.3.4, "127.0.0.1"', "127.0.0.0", "1.2.3.0", "1.2.3.0"],
    ["127.0.0.1, 127.0.0.1", "127.0.0.0", "127.0.0.0", "127.0.0.0"],
  ])("reads %j with no, one and two proxies configured", (header, withNone, withOne, withTwo) => {
    expect(clientAddress(local, header, none)).toBe(withNone);
    expect(clientAddress(local, header, one)).toBe(withOne);
    expect(clientAddress(local, header, two)).toBe(withTwo);
  });

  it("comes from the header when a Unix socket or the machine itself says so", () => {
    const peers: Peer[] = [
      { kind: "unix" },
      { kind: "tcp", address: "::1" },
      { kind: "tcp", address: "::ffff:127.0.0.1" },
      { kind: "tcp", address: "127.1.2.3" },
    ];
    for (const peer of peers) expect(clientAddress(peer, "1.2.3.4", none)).toBe("1.2.3.0");
  });

  it("is 0.0.0.0 without anything to go by", () => {
    expect(clientAddress({ kind: "unix" }, undefined, none)).toBe("0.0.0.0");
    expect(clientAddress({ kind: "tcp", address: undefined }, undefined, none)).toBe("0.0.0.0");
  });

  it("does not believe a connection that is gone", () => {
    expect(clientAddress({ kind: "tcp", address: undefined }, "1.2.3.4", none)).toBe("0.0.0.0");
  });

  it("skips proxies that a network in the settings covers", () => {
    const proxies = trustedProxies(["172.16.0.0/12", "2001:db8::/32"]);
    const peer: Peer = { kind: "tcp", address: "172.18.0.5" };
    expect(clientAddress(peer, "1.2.3.4, 2001:db8:1::9, ::ffff:172.31.0.1", proxies)).toBe("1.2.3.0");
    expect(clientAddress(peer, "1.2.3.4, 172.32.0.1", proxies)).toBe("172.32.0.0");
  });
});
