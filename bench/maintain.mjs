import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { endianness } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { countRows } from "./database.mjs";
import { makeDatabase } from "./makeDatabase.mjs";
import { measure, median } from "./measure.mjs";
import { ended, runs, start } from "./processes.mjs";
import { kinds, openedBefore, present, restartServer, writeConfig } from "./servers.mjs";
import { number, table } from "./table.mjs";
import { workloads } from "./workloads.mjs";

const posts = 2000;

const run = promisify(execFile);

/**
 * What a comment costs on disk, and how fast the log is checked and the read tables are rebuilt.
 *
 * @param {import("./machine.mjs").Plan} plan
 * @param {string} folder
 */
export async function maintain(plan, folder) {
  const database = join(folder, "maintained.db");
  const site = await makeDatabase(database, plan.comments);
  /** @type {string[][]} */
  const rows = [];
  for (const kind of present().filter((name) => !name.includes("gunicorn"))) {
    rows.push(await costOnDisk(kind, database, site, join(folder, `disk-${kind}`)));
  }
  return [
    "## Disk",
    table(
      [
        "server",
        "",
        "bytes a comment, whole file",
        "bytes a posted comment",
        "syncs a posted comment",
        "syncs a commit",
      ],
      rows,
    ),
    "## Log",
    await logSpeed(plan, folder),
  ].join("\n\n");
}

/**
 * @param {import("./servers.mjs").Kind} kind
 * @param {string} database
 * @param {import("./makeDatabase.mjs").Site} site
 * @param {string} folder
 */
async function costOnDisk(kind, database, site, folder) {
  const { database: file } = await openedBefore(kind, database, folder);
  const before = { bytes: bytesOf(file), comments: await countRows(file, "comments") };
  const workload = workloads.find(({ name }) => name === "W6M");
  if (workload === undefined) throw new Error("W6M is gone");
  const server = await restartServer(kind, folder);
  let commits = 0;
  const post = async () => {
    const begun = commitsOf(file);
    await measure(server, workload, site, { seconds: 1, amount: posts });
    commits = commitsOf(file) - begun;
  };
  const syncs = await countSyncs(server.pid, join(folder, "syncs.txt"), post);
  await server.stop();
  const posted = (await countRows(file, "comments")) - before.comments;
  return [
    kind,
    `${site.comments} comments, then ${posted} posted`,
    number(before.bytes / before.comments),
    number((bytesOf(file) - before.bytes) / posted),
    syncs === undefined ? "– (strace is not here or may not attach)" : number(syncs / posted),
    syncs === undefined || Number.isNaN(commits) ? "–" : number(syncs / commits),
  ];
}

/**
 * The counter of transactions in the index of the write-ahead log (SQLite, "WAL-mode File Format", section 2.1); NaN
 * where there is none. @param {string} file
 */
function commitsOf(file) {
  try {
    const header = readFileSync(`${file}-shm`);
    return endianness() === "LE" ? header.readUInt32LE(8) : header.readUInt32BE(8);
  } catch {
    return Number.NaN;
  }
}

/** The file with its write-ahead log, without backup copies. @param {string} file */
function bytesOf(file) {
  return ["", "-wal", "-shm", "-journal"]
    .map((suffix) => statSync(file + suffix, { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}

/**
 * Counts how often a process asks the disk to sync while something happens; undefined where that cannot be seen.
 *
 * @param {number} pid
 * @param {string} file for the tool's report
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number | undefined>}
 */
async function countSyncs(pid, file, work) {
  if (!runs("strace", ["-V"])) {
    await work();
    return undefined;
  }
  const tracer = start(1, [
    "strace",
    "-f",
    "-c",
    "-e",
    "trace=fsync,fdatasync",
    "-o",
    file,
    "-p",
    String(pid),
  ]);
  const over = ended(tracer);
  const attached = await Promise.race([
    new Promise((resolve) =>
      tracer.stderr?.once("data", (text) => resolve(String(text).includes("attached"))),
    ),
    over.then(() => false),
  ]);
  await work();
  tracer.kill("SIGINT");
  await over;
  if (!attached) return undefined;
  const calls = readFileSync(file, "utf8").matchAll(
    /^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+).*\b(?:fsync|fdatasync)$/gm,
  );
  return [...calls].reduce((sum, [, count]) => sum + Number(count), 0);
}

/**
 * Whole runs of the two commands, start of the process included, on the largest database of the growth part. They
 * use two threads, and nothing else runs: so they may use all processors.
 *
 * @param {import("./machine.mjs").Plan} plan
 * @param {string} folder
 */
async function logSpeed(plan, folder) {
  const place = join(folder, "log");
  const database = join(folder, "logged.db");
  await makeDatabase(database, Math.max(...plan.growth));
  const opened = await openedBefore("ours", database, place);
  const events = await countRows(opened.database, "event");
  const options = kinds.ours.command(writeConfig(place, 0));
  /** @type {string[][]} */
  const rows = [];
  for (const verb of [["log", "verify"], ["rebuild"]]) {
    /** @type {number[]} */
    const seconds = [];
    // The first run is not timed: it brings the file into memory, and a rebuild renders what is not rendered yet.
    for (let round = 0; round <= plan.rounds; round += 1) {
      const begun = performance.now();
      await run(process.execPath, [...options.slice(1, -1), ...verb]);
      if (round > 0) seconds.push((performance.now() - begun) / 1000);
    }
    rows.push([
      verb.join(" "),
      `${events} events`,
      number(median(seconds)),
      number(events / median(seconds)),
    ]);
  }
  return table(["command", "", "seconds", "events/s"], rows);
}
