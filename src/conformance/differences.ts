import { isObject, type Json } from "./json.ts";
import { covers, type Mismatch } from "./mismatch.ts";
import { parseExpectation } from "./parseScenario.ts";
import { type Expectation, fitsPattern } from "./scenario.ts";
import { listAt, objectOf, refuseTwice, slugAt, textAt, textsAt } from "./shape.ts";

/** A difference from the original that is meant. */
export interface Difference {
  readonly id: string;
  /** The heading under which documentation lists it. */
  readonly area: string;
  /** Names of the steps that show it, with `*` for any text; each one must show it somewhere. */
  readonly steps: readonly string[];
  /** Places of the answer that it concerns. */
  readonly at: readonly string[];
  /** What happens, in words, for documentation. */
  readonly situation: string;
  readonly original: string;
  readonly ours: string;
  readonly reason: string;
  /** What the answer must be like where it differs. */
  readonly answer: Expectation;
}

/** A list of differences, checked; throws one sentence that names the place and the fault. */
export function parseDifferences(value: Json, file: string): readonly Difference[] {
  const entries = listAt(isObject(value) ? value : { differences: value }, "differences", file);
  const differences = entries.map((entry, index) => parseDifference(entry, `${file}: differences.${index}`));
  refuseTwice(
    differences.map(({ id }) => id),
    file,
  );
  return differences;
}

function parseDifference(value: Json, place: string): Difference {
  const members = ["id", "area", "steps", "at", "situation", "original", "ours", "reason", "answer"];
  const object = objectOf(value, place, members);
  return {
    id: slugAt(object, "id", place),
    area: textAt(object, "area", place),
    steps: textsAt(object, "steps", place),
    at: textsAt(object, "at", place),
    situation: textAt(object, "situation", place),
    original: textAt(object, "original", place),
    ours: textAt(object, "ours", place),
    reason: textAt(object, "reason", place),
    answer: parseExpectation(object["answer"] ?? null, `${place}.answer`),
  };
}

/** What is left of a step's mismatches after the listed differences, and which of these were seen. */
export interface Sifted {
  readonly rest: readonly Mismatch[];
  readonly seen: readonly string[];
}

/** Takes out the mismatches that are meant; where the answer is not the one that is promised, it stays a failure. */
export function sift(
  differences: readonly Difference[],
  name: string,
  mismatches: readonly Mismatch[],
  against: (expect: Expectation) => readonly Mismatch[],
): Sifted {
  const seen = differences.filter(
    ({ steps, at }) =>
      steps.some((pattern) => fitsPattern(pattern, name)) &&
      mismatches.some((mismatch) => covers(at, mismatch.at)),
  );
  const places = seen.flatMap(({ at }) => at);
  const broken = seen.flatMap(({ id, answer }) =>
    against(answer).map((mismatch) => ({
      ...mismatch,
      expected: `${mismatch.expected} (the listed difference '${id}')`,
    })),
  );
  return {
    rest: [...mismatches.filter(({ at }) => !covers(places, at)), ...broken],
    seen: seen.map(({ id }) => id),
  };
}

/** What is wrong with the list itself: steps that do not exist, and differences that did not occur where they were looked for. */
export function listFaults(
  differences: readonly Difference[],
  known: readonly string[],
  run: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return differences.flatMap(({ id, steps }) =>
    steps.flatMap((pattern) => {
      if (!known.some((name) => fitsPattern(pattern, name))) {
        return [`the listed difference '${id}' names '${pattern}', and no step is called so`];
      }
      const looked = [...run].filter(([name]) => fitsPattern(pattern, name));
      const occurs = looked.length === 0 || looked.some(([, seen]) => seen.includes(id));
      return occurs ? [] : [`the listed difference '${id}' does not occur in '${pattern}'`];
    }),
  );
}
