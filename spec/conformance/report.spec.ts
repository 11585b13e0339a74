import { describe, expect, it } from "vitest";
import { parseDifferences } from "../../src/conformance/differences.ts";
import type { StepResult, Verdict } from "../../src/conformance/judge.ts";
import { readOptions } from "../../src/conformance/options.ts";
import { curlLine } from "../../src/conformance/report/curl.ts";
import { jsonReport } from "../../src/conformance/report/json.ts";
import { junitReport } from "../../src/conformance/report/junit.ts";
import { markdownReport, markers, withTables } from "../../src/conformance/report/markdown.ts";
import { allPass } from "../../src/conformance/report/tally.ts";
import { terminalReport } from "../../src/conformance/report/terminal.ts";
import { splitCommand } from "../../src/conformance/serverProcess.ts";

const request = {
  method: "POST",
  base: "http://127.0.0.1:8080",
  path: "/new?uri=%2Fa",
  headers: { Host: "127.0.0.1:8080", "Content-Type": "application/json" },
  body: `{"text":"it's | <b>\\u0000"}`,
};

const passed: StepResult = {
  name: "posting/s/one",
  area: "posting",
  title: "It passes",
  profile: "defaults",
  outcome: "passed",
  mismatches: [],
  listed: [],
  request,
  why: "",
};

const failed: StepResult = {
  ...passed,
  name: "posting/s/two",
  outcome: "failed",
  mismatches: [{ at: "json.text", expected: '"<p>a</p>"', got: '"a | b"' }],
};

const listed: StepResult = { ...passed, name: "posting/s/three", outcome: "listed", listed: ["d"] };
const skipped: StepResult = { ...passed, name: "posting/s/four", outcome: "not run", why: "needs a key" };

function verdictOf(...steps: readonly StepResult[]): Verdict {
  return {
    server: "mine {conf}",
    comparedWith: "the recorded answers of Isso 0.14.0",
    areas: [{ area: "posting", title: "Posting a comment", scenarios: [] }],
    steps,
    faults: [],
  };
}

const differences = parseDifferences(
  [
    {
      id: "d",
      area: "Errors",
      steps: ["posting/s/three"],
      at: ["status"],
      situation: "JSON that is no object",
      original: "500",
      ours: "400",
      reason: "the request is at fault",
      answer: { status: 400 },
    },
  ],
  "differences.json",
);

const all = verdictOf(passed, failed, listed, skipped);

describe("a verdict", () => {
  it.each<readonly [string, Verdict, boolean]>([
    [
      "passes with listed differences and steps that could not be run",
      verdictOf(passed, listed, skipped),
      true,
    ],
    ["does not pass with a failure", all, false],
    ["does not pass with a fault of the list", { ...verdictOf(passed), faults: ["f"] }, false],
  ])("%s", (_, verdict, passes) => {
    expect(allPass(verdict)).toBe(passes);
  });
});

describe("the report", () => {
  it("for a terminal names the step, the request, what was expected and what came, and counts by area", () => {
    const text = terminalReport(all);
    for (const part of [
      "FAIL posting/s/two (profile defaults)",
      "curl -i -X POST 'http://127.0.0.1:8080/new?uri=%2Fa'",
      'expected "<p>a</p>"',
      'got      "a | b"',
      "not run: 1 steps, needs a key",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/^posting +4 +1 +1 +1 +1$/m);
  });

  it("in Markdown keeps what came inside its cell, and lists the differences that were seen", () => {
    const text = markdownReport(all, differences);
    expect(text).toContain('| ` json.text ` | ` "<p>a</p>" ` | ` "a \\| b" ` |');
    expect(text).toContain(
      "| JSON that is no object | 500 | 400 | the request is at fault | 1: `posting/s/three` |",
    );
    expect(markdownReport(verdictOf(passed), differences)).not.toContain("JSON that is no object");
  });

  it("in Markdown fills the place between markers and leaves the rest", () => {
    const page = `before ${markers.begin} old ${markers.end} after`;
    const filled = withTables(page, all, differences) ?? "";
    expect(filled).toMatch(/^before [\s\S]*\| Posting a comment \| 4 \| 1 \| 1 \| 1 \| 1 \|[\s\S]* after$/);
    expect(filled).toContain("### Errors");
    expect(filled).not.toContain("old");
    expect(withTables(filled, all, differences)).toBe(filled);
    expect(withTables("no markers", all, differences)).toBeUndefined();
  });

  it("in JSON can be read by a program", () => {
    expect(JSON.parse(jsonReport(all))).toMatchObject({
      passed: false,
      areas: [{ area: "posting", passed: 1, listed: 1, failed: 1, "not run": 1 }],
    });
  });

  it("for CI is XML, whatever was answered", () => {
    const xml = junitReport(
      verdictOf({ ...failed, mismatches: [{ at: "body", expected: "a", got: "<&\u0000>" }] }),
    );
    expect(xml).toContain('<testsuite name="posting" tests="1" failures="1" skipped="0">');
    expect(xml).toContain("got &lt;&amp;\ufffd&gt;");
  });
});

describe("a curl line", () => {
  it("is safe for a shell", () => {
    expect(curlLine(request)).toBe(
      "curl -i -X POST 'http://127.0.0.1:8080/new?uri=%2Fa' -H 'Content-Type: application/json' " +
        `--data-binary '{"text":"it'\\''s | <b>\\u0000"}'`,
    );
  });
});

describe("the arguments", () => {
  it.each<readonly [string, readonly string[], string]>([
    ["no server", [], "give either --server or --url"],
    ["two servers", ["--server", "a {conf}", "--url", "http://a"], "give either --server or --url"],
    ["a command without a place for the file", ["--server", "a"], "--server needs {conf}"],
    ["an address without a scheme", ["--url", "a.example"], "--url must begin with http:// or https://"],
    [
      "a report of an unknown kind",
      ["--url", "http://a", "--report", "r.txt"],
      "a report ends in .md, .json, .xml",
    ],
    ["a recording without a place", ["record", "--server", "a {conf}"], "record needs --out"],
    ["a recording of a given server", ["record", "--url", "http://a", "--out", "o"], "record needs --server"],
    ["two measures", ["--url", "http://a", "--against", "b {conf}", "--recording", "r"], "not both"],
    ["an unknown word", ["judge", "--url", "http://a"], "unknown argument 'judge'"],
    ["an unknown option", ["--sever", "a {conf}"], "--sever"],
  ])("are refused for %s, with a sentence", (_, args, sentence) => {
    expect(readOptions(args)).toMatchObject({ wrong: expect.stringContaining(sentence) });
  });

  it("of a command are split at blanks but not within quotes", () => {
    expect(splitCommand(`'/opt/my server/isso' -c {conf} --name="a b" run`)).toEqual([
      "/opt/my server/isso",
      "-c",
      "{conf}",
      "--name=a b",
      "run",
    ]);
  });
});
