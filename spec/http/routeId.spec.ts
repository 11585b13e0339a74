import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { routeId } from "../../src/http/routeId.ts";

describe("routeId", () => {
  it("reads the decimal digits of any id, with zeros before it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.nat(5), (id, zeros) => {
        expect(routeId("0".repeat(zeros) + id)).toBe(id);
      }),
    );
  });

  it.each([
    ["١٢٣", 123],
    ["1٢3", 123],
    ["０９", 9],
    ["𝟗𝟘", 90],
  ])("reads digits of other scripts: %s", (digits, id) => {
    expect(routeId(digits)).toBe(id);
  });

  it.each(["0", "9007199254740992", "99999999999999999999", "9".repeat(400)])(
    "knows no id of %s",
    (digits) => {
      expect(routeId(digits)).toBeUndefined();
    },
  );
});
