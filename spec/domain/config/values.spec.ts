import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatTimedelta } from "../../../src/domain/config/timedelta.ts";
import { parseBoolean, parseInteger, parseLines, parseList } from "../../../src/domain/config/values.ts";
import { recordedAnswers } from "./recordedAnswers.ts";

describe("parseInteger", () => {
  test("reads every safe integer, written as a number or as a duration", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(parseInteger(String(value))).toEqual({ ok: true, value });
        expect(parseInteger(formatTimedelta(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test.each(recordedAnswers.integers)("answers like the original to $text", ({ text, value }) => {
    const read = parseInteger(text);
    expect(read.ok ? read.value : null).toBe(value);
  });

  test("says what would be right", () => {
    expect(parseInteger("two")).toEqual({
      ok: false,
      error: 'expected a whole number or a duration such as 1m30s, got "two"',
    });
  });

  test("refuses a number beyond the safe integers", () => {
    expect(parseInteger("9007199254740993").ok).toBe(false);
  });
});

describe("parseBoolean", () => {
  test.each(recordedAnswers.booleans)("answers like the original to $text", ({ text, value }) => {
    const read = parseBoolean(text);
    expect(read.ok ? read.value : null).toBe(value);
  });

  test("says what would be right", () => {
    expect(parseBoolean("y")).toEqual({
      ok: false,
      error: 'expected true or false (also yes, no, on, off, 1, 0), got "y"',
    });
  });
});

describe("parseList and parseLines", () => {
  test("a list has one part more than commas", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseList(text)).toHaveLength(text.replaceAll(/[^,]/g, "").length + 1);
      }),
    );
  });

  test("lines read back what was joined by line breaks", () => {
    const word = fc.stringMatching(/^[a-z:/.]+$/);
    fc.assert(
      fc.property(fc.array(word), fc.constantFrom("\n", "\n\n", "  \n\t"), (words, separator) => {
        expect(parseLines(words.join(separator))).toEqual(words);
      }),
    );
  });

  test.each(recordedAnswers.lists)("split $text like the original", ({ text, list, lines }) => {
    expect(parseList(text)).toEqual(list);
    expect(parseLines(text)).toEqual(lines);
  });
});
