import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { uuidV7 } from "../../../src/domain/log/uuid7.ts";
import { fromHex } from "../../support/json.ts";

const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("uuidV7", () => {
  it("has the form, the version and the variant of RFC 9562", () => {
    fc.assert(
      fc.property(time, random, (ms, bytes) => {
        expect(uuidV7(ms, bytes)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it("holds the time in its first 48 bits", () => {
    fc.assert(
      fc.property(time, random, (ms, bytes) => {
        expect(Number.parseInt(uuidV7(ms, bytes).replaceAll("-", "").slice(0, 12), 16)).toBe(ms);
      }),
    );
  });

  it("sorts as text by time", () => {
    fc.assert(
      fc.property(time, time, random, random, (one, other, first, second) => {
        fc.pre(one < other);
        expect(uuidV7(one, first) < uuidV7(other, second)).toBe(true);
      }),
    );
  });

  it("gives the example of RFC 9562 appendix A.6", () => {
    expect(uuidV7(0x017f22e279b0, fromHex("0cc318c4dc0c0c07398f"))).toBe(
      "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    );
  });

  it("gives version and variant the upper hand over random bits", () => {
    expect(uuidV7(0.9, fromHex("ffffffffffffffffffff"))).toBe("00000000-0000-7fff-bfff-ffffffffffff");
  });

  it.each([-1, 2 ** 48, Number.NaN])("throws for the time %d", (ms) => {
    expect(() => uuidV7(ms, new Uint8Array(10))).toThrow(RangeError);
  });

  it("throws for too little randomness", () => {
    expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError);
  });
});
