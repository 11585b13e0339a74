import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDatabase } from "./makeDatabase.mjs";
import { measure, median, verify } from "./measure.mjs";
import { openedBefore, present, startBare, startServer } from "./servers.mjs";
import { number, table } from "./table.mjs";
import { workloads } from "./workloads.mjs";

/** @typedef {import("./load.mjs").Figures} Figures */
/** @typedef {import("./servers.mjs").Running} Running */
/** @typedef {{ idle: number, most: number, start: number }} Machine megabytes and milliseconds */
/** @typedef {{ figures: Map<string, Figures[]>, machines: Map<string, Machine[]> }} Seen a value for every round */

/**
 * Every workload on every server, in turn, with ratios.
 *
 * @param {import("./machine.mjs").Plan} plan
 * @param {string} folder
 */
export async function compare(plan, folder) {
  const database = join(folder, "compared.db");
  const site = await makeDatabase(database, plan.comments);
  const chosen = workloads.filter(({ name }) => plan.only?.includes(name) !== false);
  /** @type {Map<import("./servers.mjs").Kind, string>} */
  const databases = new Map();
  for (const kind of present()) {
    databases.set(kind, (await openedBefore(kind, database, join(folder, `opened-${slug(kind)}`))).database);
  }
  const answers = await record(databases.get("ours") ?? database, site, join(folder, "record"));
  /** @type {Seen} */
  const seen = { figures: new Map(), machines: new Map() };
  for (let round = 0; round < plan.rounds; round += 1) {
    const running = await startAll(databases, answers, join(folder, `round-${round}`));
    try {
      await oneRound(running, { chosen, site, seconds: plan.seconds }, seen);
    } finally {
      for (const server of running) await server.stop();
    }
  }
  return [
    `## Requests, ${site.comments} comments`,
    requestTable(chosen, seen.figures),
    "## Start and memory",
    machineTable(seen.machines),
  ].join("\n\n");
}

/**
 * @param {readonly Running[]} running
 * @param {{ chosen: typeof workloads, site: import("./makeDatabase.mjs").Site, seconds: number }} what
 * @param {Seen} seen
 */
async function oneRound(running, { chosen, site, seconds }, seen) {
  const idle = running.map((server) => server.memory());
  const most = [...idle];
  for (const workload of chosen) {
    for (const [place, server] of running.entries()) {
      if (server.folder === "" && !workload.fixed) continue;
      const figures = await measure(server, workload, site, { seconds });
      add(seen.figures, `${workload.name} ${server.name}`, figures);
      most[place] = Math.max(most[place] ?? 0, server.memory());
      console.error(`${workload.name} ${server.name}: ${figures.rate.toFixed(1)}/s`);
    }
  }
  for (const [place, server] of running.entries()) {
    add(seen.machines, server.name, {
      idle: idle[place] ?? 0,
      most: most[place] ?? 0,
      start: server.firstAnswer,
    });
  }
}

/**
 * What our server answers to the fixed requests, checked, for the bare servers to hand out.
 *
 * @param {string} database
 * @param {import("./makeDatabase.mjs").Site} site
 * @param {string} folder
 */
async function record(database, site, folder) {
  const server = await startServer("ours", database, folder);
  /** @type {Record<string, { type: string, body: string }>} */
  const recorded = {};
  try {
    for (const workload of workloads.filter(({ fixed }) => fixed)) {
      const { method, path } = workload.request(site, 0);
      const { type, body } = await verify(server, workload, site, 0);
      recorded[`${method} ${path}`] = { type, body: body.toString("base64") };
    }
  } finally {
    await server.stop();
  }
  const file = join(folder, "answers.json");
  writeFileSync(file, JSON.stringify(recorded));
  return file;
}

/**
 * @param {Map<import("./servers.mjs").Kind, string>} databases
 * @param {string} answers
 * @param {string} folder
 */
async function startAll(databases, answers, folder) {
  mkdirSync(folder);
  /** @type {Running[]} */
  const running = [];
  for (const [kind, database] of databases) {
    running.push(await startServer(kind, database, join(folder, slug(kind))));
  }
  for (const kind of /** @type {const} */ (["koa", "http"])) running.push(await startBare(kind, answers));
  return running;
}

/** A name for a folder. @param {string} name */
const slug = (name) => name.replace(/\W+/g, "-");

/**
 * @param {typeof workloads} chosen
 * @param {Map<string, Figures[]>} figures
 */
function requestTable(chosen, figures) {
  const names = [...present(), "bare koa", "bare http"];
  const rows = chosen.map(({ name, what }) => {
    const of = (/** @type {string} */ server, /** @type {keyof Figures} */ axis) =>
      median((figures.get(`${name} ${server}`) ?? []).map((one) => one[axis]));
    const ratio = (/** @type {string} */ server) => number(of("ours", "rate") / of(server, "rate"));
    return [
      name,
      what,
      ...names.map((server) => number(of(server, "rate"))),
      `${number(of("ours", "p50"))} / ${number(of("ours", "p99"))}`,
      ratio("bare koa"),
      ...present().slice(1).map(ratio),
      number(Math.max(...names.map((server) => of(server, "failed") || 0))),
    ];
  });
  return table(
    [
      "",
      "work",
      ...names.map((server) => `${server}, /s`),
      "ours p50 / p99, ms",
      "ours : koa",
      ...present()
        .slice(1)
        .map((server) => `ours : ${server}`),
      "failed",
    ],
    rows,
  );
}

/** @param {Map<string, Machine[]>} machines */
function machineTable(machines) {
  const rows = [...machines].map(([name, seen]) => [
    name,
    number(median(seen.map(({ start }) => start))),
    number(median(seen.map(({ idle }) => idle))),
    number(median(seen.map(({ most }) => most))),
  ]);
  return table(["server", "first answer, ms", "memory idle, MB", "most after any work, MB"], rows);
}

/** @template T @param {Map<string, T[]>} map @param {string} key @param {T} value */
function add(map, key, value) {
  map.set(key, [...(map.get(key) ?? []), value]);
}
