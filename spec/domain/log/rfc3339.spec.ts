import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRfc3339, rfc3339 } from "../../../src/domain/log/rfc3339.ts";

const FIRST_MS = -62_167_219_200_000;
const LAST_MS = 253_402_300_799_999;
const inRange = fc.integer({ min: FIRST_MS, max: LAST_MS });

describe("rfc3339", () => {
  it("writes 24 characters that bring the time back", () => {
    fc.assert(
      fc.property(inRange, (ms) => {
        expect(rfc3339(ms)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
        expect(parseRfc3339(rfc3339(ms))).toBe(ms);
      }),
    );
  });

  it("sorts as text by time", () => {
    fc.assert(
      fc.property(inRange, inRange, (one, other) => {
        expect(rfc3339(one) < rfc3339(other)).toBe(one < other);
      }),
    );
  });

  it.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [1767225600000, "2026-01-01T00:00:00.000Z"],
    [1.9, "1970-01-01T00:00:00.001Z"],
    [-0.5, "1969-12-31T23:59:59.999Z"],
    [FIRST_MS - 1, "0000-01-01T00:00:00.000Z"],
    [LAST_MS + 1, "9999-12-31T23:59:59.999Z"],
    [Number.POSITIVE_INFINITY, "9999-12-31T23:59:59.999Z"],
    [Number.NEGATIVE_INFINITY, "0000-01-01T00:00:00.000Z"],
  ])("writes %d as %s", (ms, text) => {
    expect(rfc3339(ms)).toBe(text);
  });

  it("throws for no number", () => {
    expect(() => rfc3339(Number.NaN)).toThrow(RangeError);
  });
});

describe("parseRfc3339", () => {
  it.each([
    "",
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.00Z",
    "2026-01-01T00:00:00.0000Z",
    "2026-01-01T00:00:00.000+00:00",
    "2026-01-01t00:00:00.000z",
    "2026-01-01 00:00:00.000Z",
    "2026-02-30T00:00:00.000Z",
    "2026-13-01T00:00:00.000Z",
    "2026-01-01T24:00:00.000Z",
    "2026-01-01T23:59:60.000Z",
    "+010000-01-01T00:00:00.000Z",
    " 2026-01-01T00:00:00.000Z",
    "2026-01-01T00:00:00.000Z\n",
  ])("does not read %j", (text) => {
    expect(parseRfc3339(text)).toBeUndefined();
  });

  it("reads only what rfc3339 writes", () => {
    const digit = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(digit, digit, digit, digit, (month, day, hour, minute) => {
        const text = `2024-${month}-${day}T${hour}:${minute}:00.000Z`;
        const ms = parseRfc3339(text);
        if (ms !== undefined) expect(rfc3339(ms)).toBe(text);
      }),
    );
  });
});
