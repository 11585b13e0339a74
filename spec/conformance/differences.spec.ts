import { describe, expect, it } from "vitest";
import { type Difference, listFaults, parseDifferences, sift } from "../../src/conformance/differences.ts";
import type { Mismatch } from "../../src/conformance/mismatch.ts";

const status: Mismatch = { at: "status", expected: "500", got: "400" };
const body: Mismatch = { at: "json.text", expected: "a", got: "b" };

const listed: readonly Difference[] = parseDifferences(
  {
    differences: [
      {
        id: "d",
        area: "Errors",
        steps: ["posting/s/*"],
        at: ["status"],
        situation: "s",
        original: "500",
        ours: "400",
        reason: "r",
        answer: { status: 400 },
      },
    ],
  },
  "differences.json",
);

const kept = (): readonly Mismatch[] => [];
const broken = (): readonly Mismatch[] => [{ at: "status", expected: "400", got: "418" }];

describe("a listed difference", () => {
  it("takes out what it names", () => {
    expect(sift(listed, "posting/s/one", [status], kept)).toEqual({ rest: [], seen: ["d"] });
  });

  it("leaves every other place", () => {
    expect(sift(listed, "posting/s/one", [status, body], kept)).toEqual({ rest: [body], seen: ["d"] });
  });

  it("leaves every other step", () => {
    expect(sift(listed, "voting/s/one", [status], kept)).toEqual({ rest: [status], seen: [] });
  });

  it("does not cover an answer that is neither the original's nor the promised one", () => {
    const { rest } = sift(listed, "posting/s/one", [status], broken);
    expect(rest).toEqual([{ at: "status", expected: "400 (the listed difference 'd')", got: "418" }]);
  });
});

describe("a list of differences", () => {
  const known = ["posting/s/one", "posting/s/two"];

  it.each<[string, ReadonlyMap<string, readonly string[]>, readonly string[]]>([
    ["is right when each occurs", new Map([["posting/s/one", ["d"]]]), []],
    ["is right as far as nothing was looked at", new Map(), []],
    [
      "is at fault when one does not occur",
      new Map([["posting/s/one", []]]),
      ["the listed difference 'd' does not occur in 'posting/s/*'"],
    ],
  ])("%s", (_, run, faults) => {
    expect(listFaults(listed, known, run)).toEqual(faults);
  });

  it("is at fault when a step does not exist", () => {
    expect(listFaults(listed, ["voting/s/one"], new Map())).toEqual([
      "the listed difference 'd' names 'posting/s/*', and no step is called so",
    ]);
  });
});
