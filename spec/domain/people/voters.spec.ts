import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../src/domain/digest.ts";
import { anonymise } from "../../../src/domain/people/anonymise.ts";
import { bitsOf, filterOf, hasVoted, voterBits, withBits } from "../../../src/domain/people/voters.ts";
import { toHex } from "../../support/json.ts";

const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6()).map(anonymise);
const anyLength = fc.constantFrom(1, 8, 128, 256, 512);

function filterWith(addresses: readonly string[]): Uint8Array {
  return addresses.reduce(
    (filter: Uint8Array, address) => withBits(filter, voterBits(anonymise(address))),
    new Uint8Array(0),
  );
}

describe("the filter of voters", () => {
  it("holds every address that was added, whatever its size", () => {
    fc.assert(
      fc.property(fc.array(anyAddress), anyLength, (addresses, length) => {
        const bits = addresses.flatMap((address) => voterBits(address, length * 8));
        const filter = withBits(new Uint8Array(length), bits);
        expect(addresses.every((address) => hasVoted(filter, address))).toBe(true);
      }),
    );
  });

  it("comes back from its positions to the byte, for any content and length", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (filter) => {
        expect(filterOf(bitsOf(filter), filter.length)).toEqual(filter);
      }),
    );
  });

  it("lists its positions ascending and once", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2047 })), (bits) => {
        expect(bitsOf(filterOf(bits, 256))).toEqual([...new Set(bits)].sort((a, b) => a - b));
      }),
    );
  });

  it("is copied, not changed, when positions are added", () => {
    const filter = new Uint8Array(256);
    expect(bitsOf(withBits(filter, [0, 2047]))).toEqual([0, 2047]);
    expect(bitsOf(filter)).toEqual([]);
  });

  it("stands for 256 zero bytes when it is empty", () => {
    expect(hasVoted(new Uint8Array(0), anonymise("127.0.0.1"))).toBe(false);
    expect(withBits(new Uint8Array(0), [5]).length).toBe(256);
  });

  it("uses another size as the original does", () => {
    const address = anonymise("1.2.3.0");
    expect(voterBits(address, 64)).toEqual([26, 30, 54, 59, 51, 18, 0, 8, 11, 59, 44]);
    expect(voterBits(address, 4096)).toEqual([1434, 30, 2870, 2491, 179, 530, 448, 3720, 3211, 827, 2092]);
  });

  it.each([
    [
      "127.0.0.0",
      "142 1559 1687 1944 678 139 195 413 641 1110 1516",
      "a27d93592b43773ee7016b6f6ad21055548b5119d2fb6b21bee20ff56387cab9",
    ],
    [
      "0.0.0.0",
      "670 857 1227 1187 462 442 950 1107 119 330 186",
      "df4bb05595a4b2eca548933833a241587757ddab78b06e6b95ba6b08b3af307c",
    ],
    [
      "12.34.56.0",
      "1258 842 285 344 1071 115 615 1287 1500 155 1143",
      "f24be1fabbdb89b5c73c3a973bfb56d69458209b0b27a883c1cee6fd68b0077b",
    ],
    [
      "2001:0db8:85a3:0000:0000:0000:0000:0000",
      "330 1802 714 1197 1997 1416 1852 139 843 1030 963",
      "f3095855edf40fdaf7ec9715dcde91c3b69918c23e3bacbc91682ef3b1d368d7",
    ],
    [
      "1.2.3.0",
      "1434 30 822 443 179 530 448 1672 1163 827 44",
      "91c05b092eb7a78583e63ac10a416d8c80cb2eefc21a0ec226fe7402a184d97b",
    ],
  ])("probes and fills for %s as recorded from the original", (address, positions, digest) => {
    expect(voterBits(anonymise(address)).join(" ")).toBe(positions);
    expect(toHex(sha256(filterWith([address])))).toBe(digest);
  });

  it("sets the recorded bytes for 127.0.0.0", () => {
    const filter = filterWith(["127.0.0.0"]);
    const nonZero = [...filter.entries()].filter(([, byte]) => byte > 0).map((entry) => entry.join(":"));
    expect(nonZero.join(" ")).toBe("17:72 24:8 51:32 80:2 84:64 138:64 189:16 194:128 210:128 243:1");
  });

  it("fills up with several addresses as recorded from the original", () => {
    const two = filterWith(["127.0.0.0", "12.34.56.0"]);
    expect(toHex(sha256(two))).toBe("52c2495d1c6ff5db9264397a11b70af1ae28bb4f2d18b9c1a028219966d149fe");
    expect(bitsOf(two).length).toBe(22);
    const many = filterWith(Array.from({ length: 142 }, (_, i) => `1.2.${i}.0`));
    expect(toHex(sha256(many))).toBe("1dee6975768a03f4de75ac1b8093cf423e0334da78c4de17ff36c53290491b51");
    expect(bitsOf(many).length).toBe(1101);
  });
});
