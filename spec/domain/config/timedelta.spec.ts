import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTimedelta, parseTimedelta } from "../../../src/domain/config/timedelta.ts";

const seconds = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

describe("parseTimedelta", () => {
  test("reads back what formatTimedelta wrote", () => {
    fc.assert(
      fc.property(seconds, (total) => {
        expect(parseTimedelta(formatTimedelta(total))).toBe(total);
      }),
    );
  });

  test("adds the units of a timedelta up to seconds, with or without one blank between them", () => {
    const amount = fc.nat({ max: 1000 });
    fc.assert(
      fc.property(
        fc.tuple(amount, amount, amount, amount, amount),
        fc.constantFrom("", " "),
        (amounts, blank) => {
          const [w, d, h, m, s] = amounts;
          const total = w * 604_800 + d * 86_400 + h * 3_600 + m * 60 + s;
          const text = [`${w}w`, `${d}d`, `${h}h`, `${m}m`, `${s}s`].join(blank);
          expect(parseTimedelta(text)).toBe(total === 0 ? undefined : total);
        },
      ),
    );
  });

  test("ignores whatever follows the duration", () => {
    fc.assert(
      fc.property(seconds, fc.string(), (total, tail) => {
        expect(parseTimedelta(`${total}s.${tail}`)).toBe(total);
      }),
    );
  });

  test("never answers anything but a positive safe integer or undefined", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0129wdhms -.".split("")) });
    fc.assert(
      fc.property(text, (any) => {
        const total = parseTimedelta(any);
        expect(total === undefined || (Number.isSafeInteger(total) && total > 0)).toBe(true);
      }),
    );
  });

  test.each([
    ["15m", 900],
    ["1h30m37s", 5437],
    ["3w 12h 57m", 1_861_020],
    ["3h45m12s", 13_512],
    ["1d 2h", 93_600],
    ["1w  2d", 604_800],
    ["1min", 60],
    ["2mo", 120],
    ["1m30", 60],
    ["1m1h", 60],
    ["12h1d", 43_200],
    ["90m xyz", 5400],
  ])("reads %j as %d seconds", (text, total) => {
    expect(parseTimedelta(text)).toBe(total);
  });

  test.each(["1y", "1y30d", "1D", "1.5h", "-5m", "15 m", " 15m", "h", "", "0s", "0m", "0", "5"])(
    "takes %j for no duration",
    (text) => {
      expect(parseTimedelta(text)).toBeUndefined();
    },
  );

  test("takes a total beyond the safe integers for no duration", () => {
    expect(parseTimedelta("99999999999999w")).toBeUndefined();
  });
});

describe("formatTimedelta", () => {
  test.each([
    [900, "15m"],
    [5400, "1h30m"],
    [2_592_000, "4w2d"],
    [1, "1s"],
    [0, "0"],
    [-5, "-5"],
  ])("writes %d as %s", (total, text) => {
    expect(formatTimedelta(total)).toBe(text);
  });
});
