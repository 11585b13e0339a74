import { unlike } from "./compare.ts";
import { type Difference, listFaults, sift } from "./differences.ts";
import type { SentRequest } from "./http.ts";
import { describedVersion } from "./library.ts";
import type { Mismatch } from "./mismatch.ts";
import type { NormalAnswer } from "./normalise.ts";
import type { Recording } from "./recordingFile.ts";
import { newRun, type Run } from "./run.ts";
import { obstacle, runScenario, type StepRun } from "./runScenario.ts";
import { type Area, type Scenario, type Step, stepName } from "./scenario.ts";
import type { Servers } from "./servers.ts";

/** How a step ended; `listed`: it differs, and only in ways that are meant. */
export type Outcome = "passed" | "listed" | "failed" | "not run";

/** A step with its verdict. */
export interface StepResult {
  readonly name: string;
  readonly area: string;
  readonly title: string;
  readonly profile: string;
  readonly outcome: Outcome;
  readonly mismatches: readonly Mismatch[];
  /** Ids of the listed differences that it shows. */
  readonly listed: readonly string[];
  readonly request: SentRequest | undefined;
  /** Why it was not run; empty if it was. */
  readonly why: string;
}

/** The result of a whole run. */
export interface Verdict {
  readonly server: string;
  readonly comparedWith: string;
  readonly areas: readonly Area[];
  readonly steps: readonly StepResult[];
  /** What is wrong with the list of differences. */
  readonly faults: readonly string[];
}

/** What answers are compared with. */
export type Reference =
  | { readonly kind: "nothing" }
  | { readonly kind: "recording"; readonly name: string; readonly recording: Recording }
  | { readonly kind: "servers"; readonly servers: Servers };

/** What is to be judged, and how. */
export interface Task {
  readonly servers: Servers;
  readonly reference: Reference;
  readonly differences: readonly Difference[];
  /** The areas with the scenarios that are to be run. */
  readonly chosen: readonly Area[];
  /** Names of all steps there are, chosen or not. */
  readonly known: readonly string[];
  /** Told after each scenario. */
  readonly progress: (results: readonly StepResult[]) => void;
}

/** Runs the chosen scenarios and judges every answer. Rejects when no server can be started. */
export async function judge(task: Task): Promise<Verdict> {
  const run = newRun();
  const steps: StepResult[] = [];
  for (const [area, scenario] of byProfile(task.chosen)) {
    const results = await judgeScenario(task, run, area, scenario).catch((error: unknown) => {
      if (steps.length === 0) throw error;
      return withoutServer(area, scenario, error);
    });
    task.progress(results);
    steps.push(...results);
  }
  const seen = new Map(steps.filter(({ why }) => why === "").map(({ name, listed }) => [name, listed]));
  return {
    server: task.servers.name,
    comparedWith: nameOf(task.reference),
    areas: task.chosen,
    steps,
    faults: listFaults(task.differences, task.known, seen),
  };
}

function nameOf(reference: Reference): string {
  switch (reference.kind) {
    case "nothing":
      return "the expectations of the scenarios";
    case "recording":
      return reference.name;
    case "servers":
      return reference.servers.name;
  }
}

/** Scenarios in an order that starts few servers: those that share one in a row. */
export function byProfile(areas: readonly Area[]): readonly (readonly [Area, Scenario])[] {
  const key = ({ fresh, profile }: Scenario): string => `${fresh ? 1 : 0} ${profile}`;
  return areas
    .flatMap((area) => area.scenarios.map((scenario): readonly [Area, Scenario] => [area, scenario]))
    .sort(([, a], [, b]) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

async function judgeScenario(
  task: Task,
  run: Run,
  area: Area,
  scenario: Scenario,
): Promise<readonly StepResult[]> {
  const answered = await stepsOf(task.servers, run, area, scenario);
  if (typeof answered === "string") return notRun(area, scenario, answered);
  const other =
    task.reference.kind === "servers" ? await stepsOf(task.reference.servers, run, area, scenario) : [];
  if (typeof other === "string") return notRun(area, scenario, other);
  return answered.map((stepRun, index) =>
    judgeStep(task, area, scenario, { stepRun, other: other[index]?.answer }),
  );
}

async function stepsOf(
  servers: Servers,
  run: Run,
  area: Area,
  scenario: Scenario,
): Promise<readonly StepRun[] | string> {
  const refused = servers.refuses(scenario);
  if (refused !== undefined) return refused;
  const target = await servers.serverFor(scenario);
  return obstacle(target, scenario) ?? runScenario(target, run, area, scenario);
}

function notRun(area: Area, scenario: Scenario, why: string): readonly StepResult[] {
  return scenario.steps.map((step) => ({ ...blank(area, scenario, step), why }));
}

/** A server that refuses a profile fails its steps; one that never started ends the run instead. */
function withoutServer(area: Area, scenario: Scenario, error: unknown): readonly StepResult[] {
  const got = error instanceof Error ? error.message : String(error);
  return scenario.steps.map((step) => ({
    ...blank(area, scenario, step),
    outcome: "failed",
    mismatches: [{ at: "answer", expected: `a server with the profile '${scenario.profile}'`, got }],
  }));
}

function blank(area: Area, scenario: Scenario, step: Step): StepResult {
  return {
    name: stepName(area, scenario, step),
    area: area.area,
    title: step.title,
    profile: scenario.profile,
    outcome: "not run",
    mismatches: [],
    listed: [],
    request: undefined,
    why: "",
  };
}

interface Answered {
  readonly stepRun: StepRun;
  readonly other: NormalAnswer | undefined;
}

function judgeStep(task: Task, area: Area, scenario: Scenario, { stepRun, other }: Answered): StepResult {
  const { step } = stepRun;
  const name = stepName(area, scenario, step);
  if (unmeasured(task.reference, name)) {
    return { ...blank(area, scenario, step), why: `has no recorded answer in ${nameOf(task.reference)}` };
  }
  const wrong = mismatchesOf(task.reference, name, { stepRun, other });
  const { rest, seen } = sift(task.differences, name, wrong, stepRun.against);
  return {
    ...blank(area, scenario, step),
    outcome: rest.length > 0 ? "failed" : seen.length > 0 ? "listed" : "passed",
    mismatches: rest,
    listed: seen,
    request: stepRun.request,
  };
}

/** Whether there is nothing to measure a step by: no recorded answer, and expectations for another version. */
function unmeasured(reference: Reference, name: string): boolean {
  if (reference.kind !== "recording" || reference.recording.version === describedVersion) return false;
  return !reference.recording.answers.has(name);
}

/** Expectations describe one version of the original: they count where that version is the measure. */
function mismatchesOf(reference: Reference, name: string, { stepRun, other }: Answered): readonly Mismatch[] {
  const { step, answer, unmet } = stepRun;
  const compare = (expected: NormalAnswer | undefined): readonly Mismatch[] =>
    expected === undefined || answer === undefined ? [] : unlike(expected, answer, step.ignore);
  switch (reference.kind) {
    case "nothing":
      return unmet;
    case "recording": {
      const { version, answers } = reference.recording;
      const same = compare(answers.get(name));
      return version === describedVersion ? withoutRepeats(unmet, same) : answered(stepRun, same);
    }
    case "servers": {
      const silent = [
        { at: "answer", expected: "no answer, or none that the steps before allow", got: "an answer" },
      ];
      return answered(stepRun, other === undefined ? silent : compare(other));
    }
  }
}

function answered({ answer, unmet }: StepRun, mismatches: readonly Mismatch[]): readonly Mismatch[] {
  return answer === undefined ? unmet : mismatches;
}

/** An expectation and a recording often say the same of a place: once is enough. */
function withoutRepeats(first: readonly Mismatch[], second: readonly Mismatch[]): readonly Mismatch[] {
  const places = new Set(first.map(({ at }) => at));
  return [...first, ...second.filter(({ at }) => !places.has(at))];
}
