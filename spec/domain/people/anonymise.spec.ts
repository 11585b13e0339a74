import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anonymise } from "../../../src/domain/people/anonymise.ts";

const byte = fc.nat({ max: 255 });
const group = fc.nat({ max: 0xffff }).map((value) => value.toString(16));

describe("anonymise", () => {
  it("changes nothing when applied twice", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (address) => {
        expect(anonymise(anonymise(address))).toBe(anonymise(address));
      }),
    );
  });

  it("gives one of the two stored forms for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6()), (address) => {
        expect(anonymise(address)).toMatch(
          /^(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.0|[0-9a-f]{4}:[0-9a-f]{4}:[0-9a-f]{4}(?::0000){5})$/,
        );
      }),
    );
  });

  it("keeps the first three octets of IPv4 and nothing of the fourth", () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        expect(anonymise(`${a}.${b}.${c}.${d}`)).toBe(`${a}.${b}.${c}.0`);
        expect(anonymise(`::ffff:${a}.${b}.${c}.${d}`)).toBe(`${a}.${b}.${c}.0`);
      }),
    );
  });

  it("keeps the first three groups of IPv6 and nothing of the other five", () => {
    const host = fc.array(group, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.tuple(group, group, group), host, host, (network, one, other) => {
        // Zeros there could be those of a mapped address.
        fc.pre(network.some((part) => part !== "0"));
        const kept = network.map((part) => part.padStart(4, "0")).join(":");
        const expected = `${kept}:0000:0000:0000:0000:0000`;
        expect(anonymise([...network, ...one].join(":"))).toBe(expected);
        expect(anonymise([...network, ...other].join(":"))).toBe(expected);
      }),
    );
  });

  const zero = "0000:0000:0000:0000:0000:0000:0000:0000";

  it.each([
    ["12.34.56.78", "12.34.56.0"],
    ["255.255.255.255", "255.255.255.0"],
    ["::1", zero],
    ["::", zero],
    ["::127.0.0.1", zero],
    ["::ffff:0:1.2.3.4", zero],
    ["::ffff:127.0.0.1", "127.0.0.0"],
    ["::ffff:7f00:1", "127.0.0.0"],
    ["::FFFF:10.11.12.13", "10.11.12.0"],
    ["0:0:0:0:0:ffff:1.2.3.4", "1.2.3.0"],
    ["64:ff9b::1.2.3.4", "0064:ff9b:0000:0000:0000:0000:0000:0000"],
    ["2001:0DB8:85A3::8a2e:370:7334", "2001:0db8:85a3:0000:0000:0000:0000:0000"],
    ["1:2:3:4:5:6:7::", "0001:0002:0003:0000:0000:0000:0000:0000"],
    ["::2:3:4:5:6:7:8", "0000:0002:0003:0000:0000:0000:0000:0000"],
    ["1:2:3:4:5:6:1.2.3.4", "0001:0002:0003:0000:0000:0000:0000:0000"],
  ])("takes %s to %s", (address, network) => {
    expect(anonymise(address)).toBe(network);
  });

  it.each(["1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.04", "0000.1.1.1"])(
    "counts %s as no address: quads are strict",
    (address) => {
      expect(anonymise(address)).toBe("0.0.0.0");
    },
  );

  it.each([
    "",
    "unknown",
    "<local>",
    "localhost",
    "1.2.3.4 ",
    " 1.2.3.4",
    "1.2.3.4\n",
    "1.2.3.4:80",
    "1.2.3.4/24",
    "2130706433",
    "0x7f.0.0.1",
    "１.2.3.4",
    "[::1]",
    "::g",
    "1::2::3",
    "1:::2",
    "::ffff:300.1.1.1",
    "1:2:3:4:5:6:7",
    "1:2:3:4::5:6:7:8",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:1.2.3.4",
    "1::1.2.3.4:5",
    "1.2.3.4::",
    "00001::",
    ":1::",
    ":",
    "%",
  ])("counts %j as no address", (address) => {
    expect(anonymise(address)).toBe("0.0.0.0");
  });

  it("tolerates a zone on mapped addresses only", () => {
    expect(anonymise("::ffff:1.2.3.4%eth0")).toBe("1.2.3.0");
    expect(anonymise("::ffff:102:304% x")).toBe("1.2.3.0");
    for (const address of ["fe80::1%eth0", "fe80::1%25eth0", "::1%lo", "1.2.3.4%eth0"]) {
      expect(anonymise(address)).toBe("0.0.0.0");
    }
    for (const zone of ["%", "%a%b", "%eth0/8", "/24"]) {
      expect(anonymise(`::ffff:1.2.3.4${zone}`)).toBe("0.0.0.0");
    }
  });
});
