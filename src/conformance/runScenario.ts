import { setTimeout as pause } from "node:timers/promises";
import { captured } from "./capture.ts";
import { type Cast, newCast } from "./cast.ts";
import { keepCookies, readSetCookies } from "./cookies.ts";
import { unmet } from "./expect.ts";
import { type Answer, ask, type SentRequest } from "./http.ts";
import type { Mismatch } from "./mismatch.ts";
import { type NormalAnswer, normalAnswer } from "./normalise.ts";
import { makeValues, requestOf } from "./request.ts";
import type { Run, Target } from "./run.ts";
import type { Area, Expectation, Scenario, Step } from "./scenario.ts";
import { fillText } from "./values.ts";

const pollMs = 100;

/** How a step went against one server. */
export interface StepRun {
  readonly step: Step;
  /** Absent when a value for it is missing. */
  readonly request: SentRequest | undefined;
  /** Absent when there was no answer. */
  readonly answer: NormalAnswer | undefined;
  /** Where the answer is not as the scenario expects. */
  readonly unmet: readonly Mismatch[];
  /** Where the answer is not as another expectation says, with the values that the step had. */
  readonly against: (expect: Expectation) => readonly Mismatch[];
}

/** Why a scenario cannot be run against a server; undefined if it can. */
export function obstacle(target: Target, scenario: Scenario): string | undefined {
  if (target.addPages === undefined && Object.keys(scenario.pages).length > 0) {
    return "needs pages of the commented site";
  }
  const signs = scenario.steps.some((step) => JSON.stringify(step.let).includes('"sign"'));
  return signs && target.sessionKey === undefined ? "needs the session key of the server" : undefined;
}

/** Runs the steps of a scenario in order. */
export async function runScenario(
  target: Target,
  run: Run,
  area: Area,
  scenario: Scenario,
): Promise<readonly StepRun[]> {
  const cast = newCast(target, run, area, scenario);
  const uri = fillText("{{uri}}", cast.values);
  target.addPages?.(
    Object.entries(scenario.pages).map(([path, page]) => [
      `${uri}${path}`,
      {
        status: page.status,
        headers: Object.fromEntries(
          Object.entries(page.headers).map(([name, value]) => [name, fillText(value, cast.values)]),
        ),
        body: fillText(page.body, cast.values),
      },
    ]),
  );
  const runs: StepRun[] = [];
  for (const step of scenario.steps) runs.push(await runStep(step, cast, target));
  return runs;
}

async function runStep(step: Step, cast: Cast, target: Target): Promise<StepRun> {
  const deadline = Date.now() + step.until * 1000;
  let last = await tryStep(step, cast, target);
  while (last.unmet.length > 0 && Date.now() < deadline) {
    await pause(pollMs);
    last = await tryStep(step, cast, target);
  }
  return last;
}

async function tryStep(step: Step, cast: Cast, target: Target): Promise<StepRun> {
  let request: SentRequest | undefined;
  try {
    makeValues(step, cast, target);
    request = requestOf(step, cast, target);
    return judged(step, cast, request, await ask(request));
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    const wrong = [{ at: request === undefined ? "request" : "answer", expected: "an answer", got }];
    return { step, request, answer: undefined, unmet: wrong, against: () => wrong };
  }
}

function judged(step: Step, cast: Cast, request: SentRequest, answer: Answer): StepRun {
  const normal = normalAnswer(answer, cast.labels, step.id);
  const jar = cast.jars.get(step.as);
  if (jar !== undefined) keepCookies(jar, readSetCookies(answer.setCookie));
  const missing = Object.entries(step.capture).flatMap(([name, source]) => {
    const value = captured(source, answer);
    if (value !== undefined) cast.values.set(name, value);
    else cast.values.delete(name);
    return value === undefined
      ? [{ at: `capture.${name}`, expected: source.from, got: "nothing there" }]
      : [];
  });
  const values = new Map(cast.values);
  const against = (expect: Expectation): readonly Mismatch[] => unmet(expect, answer, values);
  return {
    step,
    request,
    answer: normal,
    unmet: [...missing, ...safely(() => against(step.expect))],
    against,
  };
}

/** An expectation may name a value that the answer did not give; that is a mismatch, not an end. */
function safely(check: () => readonly Mismatch[]): readonly Mismatch[] {
  try {
    return check();
  } catch (error) {
    return [
      { at: "answer", expected: "values to compare with", got: error instanceof Error ? error.message : "" },
    ];
  }
}
