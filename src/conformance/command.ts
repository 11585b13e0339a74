import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Difference } from "./differences.ts";
import { judge, type Reference, type StepResult, type Verdict } from "./judge.ts";
import {
  describedVersion,
  type Library,
  readDifferences,
  readLibrary,
  readRecording,
  shipped,
} from "./library.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { record } from "./record.ts";
import { jsonReport } from "./report/json.ts";
import { junitReport } from "./report/junit.ts";
import { markdownReport, withTables } from "./report/markdown.ts";
import { allPass } from "./report/tally.ts";
import { terminalReport } from "./report/terminal.ts";
import { type Area, fitsPattern, stepName } from "./scenario.ts";
import { givenServer, type Servers, startedServers } from "./servers.ts";

/** Runs `conformance` with its arguments. 0: all agrees, 1: something differs, 2: bad use, or no server. */
export async function conformance(args: readonly string[]): Promise<0 | 1 | 2> {
  const options = readOptions(args);
  if (options === "help") {
    process.stdout.write(usage);
    return 0;
  }
  if ("wrong" in options) return refuse(`${options.wrong}\nTry 'isso-ledger conformance --help'.`);
  // Without a handler the servers that were started would outlive a Ctrl-C.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(2));
  try {
    return options.verb === "record" ? await runRecord(options) : await runJudge(options);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(message: string): 2 {
  process.stderr.write(`conformance: ${message}\n`);
  return 2;
}

async function runJudge(options: Options): Promise<0 | 1> {
  const library = await readLibrary(options.scenarios ?? shipped);
  const chosen = choose(library, options);
  const differences = await differencesOf(options);
  const servers = serversOf(options, library);
  const reference = await referenceOf(options, library);
  const known = namesOf(library.areas);
  const progress = progressOf(namesOf(chosen).length);
  try {
    const verdict = await judge({ servers, reference, differences, chosen, known, progress });
    process.stdout.write(terminalReport(verdict));
    for (const path of options.reports) await writeReport(path, verdict, differences);
    return allPass(verdict) ? 0 : 1;
  } finally {
    await servers.stop();
    if (reference.kind === "servers") await reference.servers.stop();
  }
}

async function runRecord(options: Options): Promise<0 | 1> {
  const library = await readLibrary(options.scenarios ?? shipped);
  const servers = serversOf(options, library);
  try {
    const recorded = await record(servers, choose(library, options), options.out ?? "");
    for (const { name, mismatches } of recorded.surprises) {
      for (const { at, expected, got } of mismatches) {
        process.stdout.write(`${name}: ${at}: expected ${expected}, got ${got}\n`);
      }
    }
    process.stdout.write(
      `${recorded.answers} answers of version ${recorded.version}; ` +
        `${recorded.surprises.length} are not as the scenarios expect\n`,
    );
    return recorded.surprises.length === 0 ? 0 : 1;
  } finally {
    await servers.stop();
  }
}

/** The areas with the scenarios that the options leave; throws when none is left. */
function choose(library: Library, { only, profile, url }: Options): readonly Area[] {
  const wanted = profile ?? (url === undefined ? undefined : "defaults");
  const chosen = library.areas
    .map((area) => ({
      ...area,
      scenarios: area.scenarios.filter(
        (scenario) =>
          (wanted === undefined || scenario.profile === wanted) &&
          (only.length === 0 || only.some((pattern) => fitsPattern(pattern, `${area.area}/${scenario.id}`))),
      ),
    }))
    .filter(({ scenarios }) => scenarios.length > 0);
  if (chosen.length === 0) throw new Error("no scenario fits --only and --profile");
  return chosen;
}

function namesOf(areas: readonly Area[]): readonly string[] {
  return areas.flatMap((area) =>
    area.scenarios.flatMap((scenario) => scenario.steps.map((step) => stepName(area, scenario, step))),
  );
}

async function differencesOf({ differences }: Options): Promise<readonly Difference[]> {
  if (differences === undefined) return [];
  return readDifferences(differences === "isso-ledger" ? join(shipped, "differences.json") : differences);
}

function serversOf({ server, url, sessionKey }: Options, { profiles }: Library): Servers {
  return server === undefined ? givenServer(url ?? "", sessionKey) : startedServers(server, profiles);
}

async function referenceOf({ against, recording }: Options, { profiles }: Library): Promise<Reference> {
  if (against !== undefined) return { kind: "servers", servers: startedServers(against, profiles) };
  if (recording === "none") return { kind: "nothing" };
  const folder = recording ?? join(shipped, "recordings", `isso-${describedVersion}`);
  const read = await readRecording(folder);
  return { kind: "recording", name: `the recorded answers of Isso ${read.version}`, recording: read };
}

async function writeReport(
  path: string,
  verdict: Verdict,
  differences: readonly Difference[],
): Promise<void> {
  if (path.endsWith(".json")) return writeFile(path, jsonReport(verdict));
  if (path.endsWith(".xml")) return writeFile(path, junitReport(verdict));
  const former = await readFile(path, "utf8").catch(() => "");
  return writeFile(path, withTables(former, verdict, differences) ?? markdownReport(verdict, differences));
}

/** Says on standard error how far a run has come: on one line of a terminal, else now and then. */
function progressOf(all: number): (results: readonly StepResult[]) => void {
  let done = 0;
  let failed = 0;
  let told = 0;
  return (results) => {
    done += results.length;
    failed += results.filter(({ outcome }) => outcome === "failed").length;
    const line = `${done} of ${all} steps, ${failed} failed`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}${done === all ? "\n" : ""}`);
    else if (done === all || done - told >= 100) {
      told = done;
      process.stderr.write(`${line}\n`);
    }
  };
}
