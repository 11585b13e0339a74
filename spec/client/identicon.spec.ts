import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identiconOf } from "../../src/client/identicon.ts";

const palette = ["#9abf88", "#5698c4", "#e279a3", "#9163b6", "#be5168", "#f19670", "#e4bf80", "#447c69"];
const hashes = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 1, maxLength: 40 })
  .map((digits) => digits.join(""));

/** The picture as five rows of marks, separated by slashes. */
function drawn(hash: string): string {
  const rows = Array.from({ length: 5 }, () => Array<string>(5).fill("."));
  for (const [column, row] of identiconOf(hash).cells) rows[row]?.splice(column, 1, "#");
  return rows.map((row) => row.join("")).join("/");
}

describe("an identicon", () => {
  it.each([
    ["4505c1eeda98", "#9abf88", "#####/.#.#./#...#/#####/..#.."],
    ["34f4b563ece1", "#5698c4", "#.#.#/#####/#####/#...#/#...#"],
    ["0123456789ab", "#9163b6", "#.#.#/##.##/#.#.#/...../.###."],
    ["edab536b36a2", "#e279a3", "#####/#...#/.###./.#.#./#...#"],
    ["ffffffffffff", "#447c69", "#####/#####/#####/#####/#####"],
  ])("is the one that the original draws for %s", (hash, colour, picture) => {
    expect(drawn(hash)).toBe(picture);
    expect(palette[identiconOf(hash).colour]).toBe(colour);
  });

  it("is the same on both sides of its middle column, and names no cell twice", () => {
    fc.assert(
      fc.property(hashes, (hash) => {
        const cells = identiconOf(hash).cells.map(([column, row]) => `${column} ${row}`);
        expect(new Set(cells).size).toBe(cells.length);
        for (const [column, row] of identiconOf(hash).cells) expect(cells).toContain(`${4 - column} ${row}`);
      }),
    );
  });

  it("depends on the last sixteen digits only", () => {
    fc.assert(
      fc.property(hashes, hashes, (before, hash) => {
        const last = hash.padStart(16, "0").slice(-16);
        expect(identiconOf(before + last)).toEqual(identiconOf(last));
      }),
    );
  });

  it("is empty for what is no number", () => {
    expect(identiconOf("not a hash")).toEqual({ cells: [], colour: 0 });
  });
});
