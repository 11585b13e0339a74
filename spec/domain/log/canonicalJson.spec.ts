import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, isCanonical, type Json, MAX_DEPTH } from "../../../src/domain/log/canonicalJson.ts";
import { anyJson, anyText } from "../../support/json.ts";

const textOf = (value: Json): string => {
  const text = canonicalJson(value);
  return text.ok ? text.value : `refused: ${text.error}`;
};

/** The same value with the members of every object in opposite order. */
const turned = (value: Json): Json => {
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map(turned);
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, turned(member ?? null)]));
};

describe("canonicalJson", () => {
  it("gives the same text for its own text read back", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(textOf(JSON.parse(textOf(value)))).toBe(textOf(value));
      }),
    );
  });

  it("keeps the value", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(JSON.parse(textOf(value))).toEqual(zeroed(value));
      }),
    );
  });

  it("does not depend on the order of members", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(textOf(turned(value))).toBe(textOf(value));
      }),
    );
  });

  it("orders members by UTF-16 code units (example of RFC 8785 section 3.2.3)", () => {
    const members = {
      "\u20ac": 1,
      "\r": 2,
      "\ufb33": 3,
      "1": 4,
      "\ud83d\ude00": 5,
      "\u0080": 6,
      "\u00f6": 7,
    };
    expect(textOf(members)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it("orders numeric names as text", () => {
    expect(textOf({ "9": 1, "10": 2 })).toBe('{"10":2,"9":1}');
  });

  it("escapes as little as RFC 8785 section 3.2.2.2 asks for", () => {
    expect(textOf('\b\t\n\f\r"\\/\u0000\u001f\u007f\u2028é')).toBe(
      '"\\b\\t\\n\\f\\r\\"\\\\/\\u0000\\u001f\u007f\u2028é"',
    );
  });

  it("leaves Unicode as it is, composed or not", () => {
    expect(textOf("é")).not.toBe(textOf("e\u0301"));
  });

  it("takes text that spells an escape for what it is", () => {
    expect(textOf("\\ud83d")).toBe('"\\\\ud83d"');
    expect(textOf("\\ud83d \ud83d\ude00")).toBe('"\\\\ud83d \ud83d\ude00"');
    expect(textOf("\\ud83d \ud83d")).toBe("refused: lone-surrogate");
  });

  it("leaves absent members out and keeps null", () => {
    expect(textOf({ b: undefined, a: null })).toBe('{"a":null}');
  });

  it("writes the number -0 as 0", () => {
    expect(textOf([-0])).toBe("[0]");
  });

  it.each<[string, Json]>([
    ["not-an-integer", 0.5],
    ["not-an-integer", [Number.NaN]],
    ["not-an-integer", { a: Number.POSITIVE_INFINITY }],
    ["integer-out-of-range", 2 ** 53],
    ["integer-out-of-range", -(2 ** 53)],
    ["lone-surrogate", "\ud83d"],
    ["lone-surrogate", ["a\ude00b"]],
    ["lone-surrogate", { "\ude00\ud83d": 1 }],
  ])("refuses as %s: %j", (reason, value) => {
    expect(canonicalJson(value)).toEqual({ ok: false, error: reason });
  });

  it("takes the largest whole numbers", () => {
    expect(textOf([2 ** 53 - 1, -(2 ** 53) + 1])).toBe("[9007199254740991,-9007199254740991]");
  });

  it("refuses what is no JSON at all", () => {
    const values: unknown[] = [undefined, 1n, () => 1, [undefined], Symbol("s"), { a: 1n }];
    for (const value of values) {
      expect(canonicalJson(value as Json)).toEqual({ ok: false, error: "not-json" });
    }
  });

  it("refuses what is nested too deep, and what contains itself", () => {
    const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
    expect(canonicalJson(nested(MAX_DEPTH)).ok).toBe(true);
    expect(canonicalJson(nested(MAX_DEPTH + 1))).toEqual({ ok: false, error: "too-deep" });
    const loop: Json[] = [];
    loop.push(loop);
    expect(canonicalJson(loop)).toEqual({ ok: false, error: "too-deep" });
  });
});

describe("isCanonical", () => {
  it("holds for every canonical text", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(isCanonical(textOf(value))).toBe(true);
      }),
    );
  });

  it("holds for no other text of the same value", () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = JSON.stringify(turned(value), null, 1);
        if (text !== textOf(value)) expect(isCanonical(text)).toBe(false);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(isCanonical(text)).toBeTypeOf("boolean");
      }),
    );
    expect(isCanonical("[".repeat(100_000) + "]".repeat(100_000))).toBe(false);
  });

  it.each([
    ["a blank", '{"a": 1}'],
    ["members out of order", '{"b":1,"a":2}'],
    ["the same name twice", '{"a":1,"a":1}'],
    ["a needless escape", '"\\u0041"'],
    ["an escape in upper case", '"\\u001F"'],
    ["an escaped solidus", '"\\/"'],
    ["a lone surrogate", '"\\ud83d"'],
    ["an exponent", "1e2"],
    ["a needless fraction", "1.0"],
    ["a minus before zero", "-0"],
    ["a number out of range", "9007199254740992"],
    ["a byte order mark", "\ufeff1"],
    ["a line end", "1\n"],
    ["nothing", ""],
    ["no JSON", "{a:1}"],
  ])("does not hold for %s", (_rule, text) => {
    expect(isCanonical(text)).toBe(false);
  });
});

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value with 0 for -0, the only number whose text does not bring it back. */
function zeroed(value: Json): Json {
  return JSON.parse(JSON.stringify(value));
}
