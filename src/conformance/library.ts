import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Difference, parseDifferences } from "./differences.ts";
import { type Json, parseJson } from "./json.ts";
import { parseArea } from "./parseScenario.ts";
import { fromFile, type Recording, type RecordingFile } from "./recordingFile.ts";
import type { Area } from "./scenario.ts";
import { refuseTwice } from "./shape.ts";

/** The folder of what ships with the kit: scenarios, profiles, recordings, differences. */
export const shipped: string = fileURLToPath(new URL("../../spec/conformance/", import.meta.url));

/** The version of the original that the scenarios describe. */
export const describedVersion = "0.14.0";

/** Scenarios with the configuration profiles that they name. */
export interface Library {
  readonly areas: readonly Area[];
  /** Templates of configuration files by name. */
  readonly profiles: ReadonlyMap<string, string>;
}

async function readJson(path: string): Promise<Json> {
  const text = await readFile(path, "utf8");
  try {
    return parseJson(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : "no JSON"}`);
  }
}

async function filesOf(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => {
    throw new Error(`${folder} is not there`);
  });
  return names.filter((name) => name.endsWith(ending)).sort();
}

/** Reads `scenarios/*.json` and `profiles/*.conf` of a folder; throws one sentence when a file is not as it must be. */
export async function readLibrary(folder: string): Promise<Library> {
  const scenarios = join(folder, "scenarios");
  const names = await filesOf(scenarios, ".json");
  const areas = await Promise.all(
    names.map(async (name) => parseArea(await readJson(join(scenarios, name)), `scenarios/${name}`)),
  );
  refuseTwice(
    areas.map(({ area }) => area),
    scenarios,
  );
  const profiles = await readProfiles(join(folder, "profiles"));
  for (const { area, scenarios: all } of areas) {
    const stray = all.find(({ profile }) => !profiles.has(profile));
    if (stray !== undefined) throw new Error(`${area}/${stray.id}: there is no profile '${stray.profile}'`);
  }
  return { areas, profiles };
}

async function readProfiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await filesOf(folder, ".conf");
  const read = names.map(
    async (name) => [name.replace(/\.conf$/, ""), await readFile(join(folder, name), "utf8")] as const,
  );
  return new Map(await Promise.all(read));
}

/** Reads the answers that `record` stored in a folder. */
export async function readRecording(folder: string): Promise<Recording> {
  const names = await filesOf(folder, ".json");
  const files = await Promise.all(names.map((name) => readJson(join(folder, name))));
  const recordings = files.map((file) => fromFile(file as unknown as RecordingFile));
  const version = recordings[0]?.version;
  if (version === undefined) throw new Error(`${folder} holds no recorded answers`);
  return { version, answers: new Map(recordings.flatMap(({ answers }) => [...answers])) };
}

/** Reads a list of differences. */
export async function readDifferences(path: string): Promise<readonly Difference[]> {
  return parseDifferences(await readJson(path), path);
}
