import fc from "fast-check";
import { expect, test } from "vitest";
import type { IniFile } from "../../../src/domain/config/ini.ts";
import { mergeIni } from "../../../src/domain/config/mergeIni.ts";

const name = fc.constantFrom("a", "b", "c");
const options = fc
  .dictionary(name, fc.option(fc.constantFrom("1", "2")))
  .map((entries) => new Map(Object.entries(entries)));
const file: fc.Arbitrary<IniFile> = fc.record({
  defaults: options,
  sections: fc.array(fc.tuple(name, options)).map((sections) => new Map(sections)),
});

test("an option comes from the later file, else from the earlier one, else it is not there", () => {
  fc.assert(
    fc.property(file, file, name, name, (earlier, later, section, option) => {
      const merged = mergeIni(earlier, later);
      const inLater = later.sections.get(section)?.get(option);
      const inEarlier = earlier.sections.get(section)?.get(option);
      expect(merged.sections.get(section)?.get(option)).toBe(inLater === undefined ? inEarlier : inLater);
      const fallback = earlier.defaults.get(option);
      expect(merged.defaults.get(option)).toBe(
        later.defaults.has(option) ? later.defaults.get(option) : fallback,
      );
    }),
  );
});
