import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOf } from "../../src/client/time.ts";

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const seconds = fc.double({ min: -day, max: 40 * 365 * day, noNaN: true });

describe("the age of a comment", () => {
  it("is just now for the first 45 seconds, and for what a wrong clock puts in the future", () => {
    fc.assert(fc.property(fc.double({ min: -day, max: 45, noNaN: true }), (s) => ageOf(s) === undefined));
  });

  it("counts at least one of its unit, and always a whole number", () => {
    fc.assert(
      fc.property(seconds, (s) => {
        const age = ageOf(s);
        if (age === undefined) return;
        expect(Number.isInteger(age[1])).toBe(true);
        expect(age[1]).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it("never becomes a smaller unit as time goes by", () => {
    const units = ["date-minute", "date-hour", "date-day", "date-week", "date-month", "date-year"];
    const rank = (s: number): number => units.indexOf(ageOf(s)?.[0] ?? "");
    fc.assert(fc.property(seconds, seconds, (a, b) => rank(Math.min(a, b)) <= rank(Math.max(a, b))));
  });

  it.each([
    ["46 s", 46, "date-minute", 1],
    ["90 s", 90, "date-minute", 1],
    ["the 91st second", 91, "date-minute", 1],
    ["45 minutes", 45 * minute, "date-minute", 45],
    ["46 minutes", 46 * minute, "date-hour", 1],
    ["90 minutes", 90 * minute, "date-hour", 1],
    ["two hours", 2 * hour, "date-hour", 2],
    ["22 hours", 22 * hour, "date-hour", 22],
    ["23 hours", 23 * hour, "date-day", 1],
    ["36 hours", 36 * hour, "date-day", 1],
    ["37 hours, which is one whole day", 37 * hour, "date-day", 1],
    ["5 days", 5 * day, "date-day", 5],
    ["6 days", 6 * day, "date-week", 1],
    ["8 days", 8 * day, "date-week", 1],
    ["20 days", 20 * day, "date-week", 2],
    ["21 days", 21 * day, "date-week", 3],
    ["22 days", 22 * day, "date-month", 1],
    ["45 days", 45 * day, "date-month", 1],
    ["46 days", 46 * day, "date-month", 1],
    ["345 days", 345 * day, "date-month", 11],
    ["346 days", 346 * day, "date-year", 1],
    ["547 days", 547 * day, "date-year", 1],
    ["800 days", 800 * day, "date-year", 2],
  ])("has the original's steps: %s", (_what, s, key, count) => {
    expect(ageOf(s)).toEqual([key, count]);
  });
});
