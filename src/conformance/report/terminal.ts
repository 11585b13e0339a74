import type { StepResult, Verdict } from "../judge.ts";
import { curlLine } from "./curl.ts";
import { allPass, failuresOf, reasonsNotRun, type Tally, tallies, total } from "./tally.ts";

/** What the command prints at the end: each failure, then a table by area, then one line. */
export function terminalReport(verdict: Verdict): string {
  return [
    ...failuresOf(verdict).flatMap(failure),
    ...verdict.faults.map((fault) => `FAULT ${fault}`),
    ...[...reasonsNotRun(verdict)].map(([why, count]) => `not run: ${count} steps, ${why}`),
    "",
    ...table(verdict),
    "",
    allPass(verdict)
      ? `${verdict.server} agrees with ${verdict.comparedWith}`
      : `${verdict.server} does not agree with ${verdict.comparedWith}`,
    "",
  ].join("\n");
}

function failure({ name, title, profile, mismatches, request }: StepResult): readonly string[] {
  return [
    "",
    `FAIL ${name} (profile ${profile})`,
    `  ${title}`,
    ...(request === undefined ? [] : [`  ${curlLine(request)}`]),
    ...mismatches.flatMap(({ at, expected, got }) => [
      `  ${at}`,
      `    expected ${expected}`,
      `    got      ${got}`,
    ]),
  ];
}

function table(verdict: Verdict): readonly string[] {
  const rows = [...tallies(verdict), total(verdict)].map(({ area, counts, steps }: Tally) => [
    area,
    ...[steps, counts.passed, counts.listed, counts.failed, counts["not run"]].map(String),
  ]);
  const all = [["area", "steps", "passed", "listed", "failed", "not run"], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  return all.map((row) =>
    row
      .map((text, column) =>
        column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
}
