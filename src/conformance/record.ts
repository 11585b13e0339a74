import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { byProfile } from "./judge.ts";
import type { Mismatch } from "./mismatch.ts";
import type { NormalAnswer } from "./normalise.ts";
import { type Recording, toFile } from "./recordingFile.ts";
import { newRun } from "./run.ts";
import { obstacle, runScenario } from "./runScenario.ts";
import { type Area, stepName } from "./scenario.ts";
import { infoOf, type Servers } from "./servers.ts";

/** A step whose recorded answer is not as its scenario expects. */
export interface Surprise {
  readonly name: string;
  readonly mismatches: readonly Mismatch[];
}

/** What a recording came to. */
export interface Recorded {
  readonly version: string;
  readonly answers: number;
  readonly surprises: readonly Surprise[];
}

/** Runs scenarios against a server and stores its normalised answers, one file for each area. */
export async function record(servers: Servers, areas: readonly Area[], out: string): Promise<Recorded> {
  const run = newRun();
  const answers = new Map<string, NormalAnswer>();
  const surprises: Surprise[] = [];
  let version: string | undefined;
  for (const [area, scenario] of byProfile(areas)) {
    const target = await servers.serverFor(scenario);
    version ??= (await infoOf(target.base, "version")) ?? "unknown";
    const hindered = obstacle(target, scenario);
    if (hindered !== undefined) throw new Error(`${area.area}/${scenario.id} ${hindered}`);
    for (const { step, answer, unmet } of await runScenario(target, run, area, scenario)) {
      const name = stepName(area, scenario, step);
      if (answer !== undefined) answers.set(name, answer);
      if (unmet.length > 0) surprises.push({ name, mismatches: unmet });
    }
  }
  await store(out, areas, { version: version ?? "unknown", answers });
  return { version: version ?? "unknown", answers: answers.size, surprises };
}

async function store(out: string, areas: readonly Area[], { version, answers }: Recording): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const area of areas) {
    const names = area.scenarios.flatMap((scenario) =>
      scenario.steps.map((step) => stepName(area, scenario, step)),
    );
    const own = names.flatMap((name) => {
      const answer = answers.get(name);
      return answer === undefined ? [] : [[name, answer] as const];
    });
    const file = toFile({ version, answers: new Map(own) });
    await writeFile(join(out, `${area.area}.json`), `${JSON.stringify(file, null, 1)}\n`);
  }
}
