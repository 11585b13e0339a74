import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Coding, preferredCoding } from "../../src/http/acceptEncoding.ts";

const all: ReadonlySet<Coding> = new Set<Coding>(["identity", "br", "gzip"]);

describe("preferredCoding", () => {
  it("chooses only what is available", () => {
    const codings = fc.subarray<Coding>(["br", "gzip"]).map((some) => new Set<Coding>(["identity", ...some]));
    fc.assert(
      fc.property(fc.string(), codings, (header, available) => {
        expect(available).toContain(preferredCoding(header, available));
      }),
    );
  });

  it("takes the one with the highest weight", () => {
    const weight = fc.integer({ min: 1, max: 999 });
    fc.assert(
      fc.property(weight, weight, (br, gzip) => {
        const header = `br;q=${br / 1000}, gzip;q=${gzip / 1000}`;
        expect(preferredCoding(header, all)).toBe(gzip > br ? "gzip" : "br");
      }),
    );
  });

  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip, deflate", "gzip"],
    ["x-gzip", "gzip"],
    ["GZIP;Q=0.5", "gzip"],
    ["deflate", "identity"],
    ["*", "br"],
    ["*, br;q=0", "gzip"],
    ["br;q=0, gzip;q=0", "identity"],
    ["gzip;q=0.5, identity", "identity"],
    ["gzip;q=nonsense", "identity"],
    ["identity;q=0", "identity"],
  ] as const)("reads %j as %s", (header, coding) => {
    expect(preferredCoding(header, all)).toBe(coding);
  });
});
