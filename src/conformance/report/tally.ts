import type { Outcome, StepResult, Verdict } from "../judge.ts";

/** How many steps of an area ended in which way. */
export interface Tally {
  readonly area: string;
  readonly title: string;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly steps: number;
}

function countOf(steps: readonly StepResult[]): Readonly<Record<Outcome, number>> {
  const counts = { passed: 0, listed: 0, failed: 0, "not run": 0 };
  for (const { outcome } of steps) counts[outcome] += 1;
  return counts;
}

/** The areas in order, with their counts. */
export function tallies({ areas, steps }: Verdict): readonly Tally[] {
  return areas.map(({ area, title }) => {
    const own = steps.filter((step) => step.area === area);
    return { area, title, counts: countOf(own), steps: own.length };
  });
}

/** The counts of all areas together. */
export function total({ steps }: Verdict): Tally {
  return { area: "all", title: "all", counts: countOf(steps), steps: steps.length };
}

/** Whether nothing differs but what is meant, and the list of what is meant is right. */
export function allPass({ steps, faults }: Verdict): boolean {
  return faults.length === 0 && steps.every(({ outcome }) => outcome !== "failed");
}

/** The steps that failed. */
export function failuresOf({ steps }: Verdict): readonly StepResult[] {
  return steps.filter(({ outcome }) => outcome === "failed");
}

/** Why steps were not run, with their number. */
export function reasonsNotRun({ steps }: Verdict): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const { why } of steps) if (why !== "") reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return reasons;
}
