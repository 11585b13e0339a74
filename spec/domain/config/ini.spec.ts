import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IniFile } from "../../../src/domain/config/ini.ts";
import { parseIni } from "../../../src/domain/config/ini.ts";
import { recordedAnswers } from "./recordedAnswers.ts";

function plain(file: IniFile) {
  return {
    defaults: [...file.defaults],
    sections: [...file.sections].map(([name, options]) => [name, [...options]]),
  };
}

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const line = fc.stringMatching(/^[a-zA-Z0-9/=:%$.]([a-zA-Z0-9 /=:%$.;#]{0,10}[a-zA-Z0-9])?$/);
const value = fc.oneof(
  fc.constant(null),
  fc.constant(""),
  fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n")),
);
const sections = fc.dictionary(word, fc.dictionary(word, value));

function written(content: Readonly<Record<string, Readonly<Record<string, string | null>>>>): string {
  return Object.entries(content)
    .map(([section, options]) => {
      const body = Object.entries(options).map(([name, text]) =>
        text === null ? name : `${name} = ${text.replaceAll("\n", "\n    ")}`,
      );
      return [`[${section}]`, ...body].join("\n");
    })
    .join("\n\n");
}

describe("parseIni", () => {
  test("reads back the sections, options and values that were written", () => {
    fc.assert(
      fc.property(sections, (content) => {
        expect(parseIni(written(content))).toEqual({
          ok: true,
          value: {
            defaults: new Map(),
            sections: new Map(
              Object.entries(content).map(([name, options]) => [name, new Map(Object.entries(options))]),
            ),
          },
        });
      }),
    );
  });

  test("reads the same whatever the line ends are", () => {
    fc.assert(
      fc.property(sections, fc.constantFrom("\r\n", "\r"), (content, lineEnd) => {
        const text = written(content);
        expect(parseIni(text.replaceAll("\n", lineEnd))).toEqual(parseIni(text));
      }),
    );
  });

  test("answers any text with a file or with a sentence that names the line", () => {
    const text = fc.string({ unit: fc.constantFrom(..."[]ab=: \n\t#;\r\ufeff".split("")), maxLength: 40 });
    fc.assert(
      fc.property(text, (any) => {
        const read = parseIni(any);
        expect(read.ok || /^line [0-9]+: [^\n\r]+$/.test(read.error)).toBe(true);
      }),
    );
  });

  test.each(recordedAnswers.files)("answers like Python: $name", (recorded) => {
    const read = parseIni(recorded.text);
    if (recorded.error === undefined) {
      expect(read.ok && plain(read.value)).toEqual({
        defaults: recorded.defaults,
        sections: recorded.sections,
      });
    } else {
      expect(read.ok).toBe(false);
      expect(read.ok ? "" : read.error).toContain(
        recorded.line === undefined ? "line " : `line ${recorded.line}: `,
      );
    }
  });

  test.each([
    ["x = 1", "line 1: the file has no section headers such as [general] before this line"],
    [
      "\ufeff[a]",
      "line 1: the file begins with a byte order mark, so that no section headers are found; save it without",
    ],
    ["[a]\nx = 1\nX = 2", "line 3: option x of section [a] is there for the second time"],
    ["[a]\n[a]", "line 2: section [a] is there for the second time, its options belong into one place"],
    ["[a]\n= 1", "line 2: section [a] has a value without an option name"],
    ["[a]\nx\n  1", "line 3: option x has no value that an indented line could continue"],
  ])("says what is wrong with %j", (text, error) => {
    expect(parseIni(text)).toEqual({ ok: false, error });
  });
});
