import type { Verdict } from "../judge.ts";
import { curlLine } from "./curl.ts";
import { allPass, tallies } from "./tally.ts";

/** A report for programs: every step with its outcome, and the counts by area. */
export function jsonReport(verdict: Verdict): string {
  const { server, comparedWith, steps, faults } = verdict;
  const report = {
    server,
    comparedWith,
    passed: allPass(verdict),
    areas: tallies(verdict).map(({ area, title, counts }) => ({ area, title, ...counts })),
    steps: steps.map(({ request, ...step }) => ({
      ...step,
      ...(request === undefined ? {} : { curl: curlLine(request) }),
    })),
    faultsOfTheList: faults,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
