import type { Mismatch } from "../../../src/conformance/mismatch.ts";
import type { SessionStep } from "./steps.ts";

/** Two answers to the same step that are not alike. */
export interface Unlike {
  readonly step: SessionStep;
  readonly ours: number;
  readonly original: number;
  readonly mismatches: readonly Mismatch[];
}

/** The rest of `mismatches` once those that docs/compatibility.md lists are taken out. */
export function undeliberate({ step, ours, original, mismatches }: Unlike): readonly Mismatch[] {
  // The original fails with an internal error: any refusal is better.
  if (original >= 500 && ours < 500) return [];
  const rules = [ours >= 400 && ours === original ? errorPlaces : [], placesOf(step)].flat();
  return mismatches.filter(({ at }) => !rules.some((rule) => rule.test(at)));
}

/** An error is told by its status; guards give a reason, and both forms are compared by the scenarios. */
const errorPlaces = [/^body/, /^json/, /^header\.(?:content-type|allow)$/];

function placesOf(step: SessionStep): readonly RegExp[] {
  switch (step.kind) {
    case "read":
      return [/^json\.config\.website-field$/];
    case "feed":
      return [/^header\.(?:etag|last-modified)$/, /^body$/];
    case "odd":
      return [
        /^header\.(?:content-type|allow)$/,
        /^json\.(?:website-field|config\.website-field)$/,
        /^body/,
        /^json/,
      ];
    case "unsubscribe":
      return [/^header\.content-type$/, /^body/];
    case "moderate":
      return [/^header\.content-type$/];
    default:
      return [];
  }
}
