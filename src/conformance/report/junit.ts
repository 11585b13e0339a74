import type { StepResult, Verdict } from "../judge.ts";
import { curlLine } from "./curl.ts";
import { type Tally, tallies } from "./tally.ts";

/** A report as CI systems read it: an area is a suite, a step a case. */
export function junitReport(verdict: Verdict): string {
  const suites = tallies(verdict).map((tally) => suite(tally, verdict.steps));
  const faults = verdict.faults.map(
    (fault) =>
      `<testcase classname="differences" name="list"><failure message="${escaped(fault)}"/></testcase>`,
  );
  const list = `<testsuite name="differences" tests="${faults.length}" failures="${faults.length}">`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(`conformance of ${verdict.server}`)}">`,
    ...suites,
    ...(faults.length === 0 ? [] : [list, ...faults, "</testsuite>"]),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite({ area, counts, steps }: Tally, all: readonly StepResult[]): string {
  const cases = all.filter((step) => step.area === area).map(testCase);
  const head = `<testsuite name="${area}" tests="${steps}" failures="${counts.failed}" skipped="${counts["not run"]}">`;
  return [head, ...cases, "</testsuite>"].join("\n");
}

function testCase(step: StepResult): string {
  const open = `<testcase classname="${step.area}" name="${escaped(`${step.name}: ${step.title}`)}"`;
  if (step.outcome === "not run") return `${open}><skipped message="${escaped(step.why)}"/></testcase>`;
  if (step.outcome !== "failed") return `${open}/>`;
  const [first] = step.mismatches;
  const lines = step.mismatches.map(({ at, expected, got }) => `${at}: expected ${expected}, got ${got}`);
  if (step.request !== undefined) lines.push(curlLine(step.request));
  return `${open}><failure message="${escaped(first?.at ?? "")}">${escaped(lines.join("\n"))}</failure></testcase>`;
}

/** Text for XML 1.0: characters that it cannot hold become U+FFFD. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
