import type { Difference } from "../differences.ts";
import type { StepResult, Verdict } from "../judge.ts";
import { curlLine } from "./curl.ts";
import { allPass, failuresOf, reasonsNotRun, type Tally, tallies, total } from "./tally.ts";

/** The lines between which a document of somebody's own holds the tables of a report. */
export const markers: { readonly begin: string; readonly end: string } = {
  begin: "<!-- conformance: begin -->",
  end: "<!-- conformance: end -->",
};

/**
 * A document with the tables of a report between its markers: the areas, and the differences that are meant under the
 * headings of their areas. Undefined if it does not hold the markers.
 */
export function withTables(
  document: string,
  verdict: Verdict,
  differences: readonly Difference[],
): string | undefined {
  const [before, rest] = cutAt(document, markers.begin);
  const [, after] = cutAt(rest ?? "", markers.end);
  if (before === undefined || after === undefined) return undefined;
  const areas = [...new Set(differences.map(({ area }) => area))];
  const groups = areas.flatMap((area) => [
    `### ${area}`,
    "",
    ...differenceTable(
      differences.filter((difference) => difference.area === area),
      verdict,
    ),
    "",
  ]);
  const tables = [...areaTable(verdict), ...groups].join("\n");
  return `${before}${markers.begin}\n\n${tables}\n${markers.end}${after}`;
}

function cutAt(text: string, marker: string): readonly [string, string] | readonly [undefined, undefined] {
  const at = text.indexOf(marker);
  return at < 0 ? [undefined, undefined] : [text.slice(0, at), text.slice(at + marker.length)];
}

/** A report for readers: what was compared, the counts, each failure with its request, and the differences that are meant. */
export function markdownReport(verdict: Verdict, differences: readonly Difference[]): string {
  return [
    "# Conformance report",
    "",
    `Server: \`${verdict.server}\`, compared with: ${verdict.comparedWith}.`,
    "",
    summaryLine(verdict),
    "",
    ...areaTable(verdict),
    ...notRunLines(verdict),
    ...failureLines(verdict),
    ...faultLines(verdict),
    ...seenLines(verdict, differences),
  ].join("\n");
}

function summaryLine(verdict: Verdict): string {
  const { counts, steps } = total(verdict);
  const result = allPass(verdict) ? "All agree" : "They do not agree";
  return (
    `**${result}**: of ${steps} steps ${counts.passed} passed, ${counts.listed} differ in a way that is meant, ` +
    `${counts.failed} failed, ${counts["not run"]} were not run. A step is one request whose answer was compared: ` +
    "status, headers, cookies and body."
  );
}

/** The table of areas, in lines. */
function areaTable(verdict: Verdict): readonly string[] {
  const row = ({ title, counts, steps }: Tally): string =>
    `| ${title} | ${steps} | ${counts.passed} | ${counts.listed} | ${counts.failed} | ${counts["not run"]} |`;
  return [
    "| area | steps | passed | differ as listed | failed | not run |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...tallies(verdict).map(row),
    row(total(verdict)),
    "",
  ];
}

function notRunLines(verdict: Verdict): readonly string[] {
  const reasons = [...reasonsNotRun(verdict)].map(([why, count]) => `- ${count} steps: ${why}`);
  return reasons.length === 0 ? [] : ["## Not run", "", ...reasons, ""];
}

function failureLines(verdict: Verdict): readonly string[] {
  const failures = failuresOf(verdict);
  return failures.length === 0 ? [] : ["## Failures", "", ...failures.flatMap(failure)];
}

function failure({ name, title, profile, mismatches, request }: StepResult): readonly string[] {
  return [
    `### ${name}`,
    "",
    `${title} (profile \`${profile}\`)`,
    "",
    ...(request === undefined ? [] : ["```sh", curlLine(request), "```", ""]),
    "| where | expected | came |",
    "| --- | --- | --- |",
    ...mismatches.map(({ at, expected, got }) => `| ${cell(at)} | ${cell(expected)} | ${cell(got)} |`),
    "",
  ];
}

function faultLines({ faults }: Verdict): readonly string[] {
  return faults.length === 0
    ? []
    : ["## Faults of the list of differences", "", ...faults.map((fault) => `- ${fault}`), ""];
}

function seenLines(verdict: Verdict, differences: readonly Difference[]): readonly string[] {
  const seen = new Set(verdict.steps.flatMap(({ listed }) => listed));
  const shown = differences.filter(({ id }) => seen.has(id));
  return shown.length === 0
    ? []
    : ["## Differences that are meant", "", ...differenceTable(shown, verdict), ""];
}

/** A table of differences with the number of steps that show each, in lines. */
function differenceTable(differences: readonly Difference[], verdict: Verdict): readonly string[] {
  const row = ({ id, situation, original, ours, reason, steps }: Difference): string => {
    const shown = verdict.steps.filter(({ listed }) => listed.includes(id)).length;
    const names = steps.map((step) => `\`${step}\``).join(", ");
    return `| ${situation} | ${original} | ${ours} | ${reason} | ${shown}: ${names} |`;
  };
  return [
    "| request or situation | the original | ours | why | steps that show it |",
    "| --- | --- | --- | --- | --- |",
    ...differences.map(row),
  ];
}

/** A text as the content of a table cell, to the letter. */
function cell(text: string): string {
  const fence = text.includes("`") ? "``" : "`";
  return `${fence} ${text.replaceAll("|", "\\|").replace(/\s+/g, " ")} ${fence}`;
}
