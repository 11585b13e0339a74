import { join } from "node:path";
import { makeDatabase } from "./makeDatabase.mjs";
import { measure, median } from "./measure.mjs";
import { openedBefore, restartServer } from "./servers.mjs";
import { number, table } from "./table.mjs";
import { workloads } from "./workloads.mjs";

/** What posts comes last: the others are checked against the database as it was made. */
const compared = ["W1", "W4", "W5", "W6M"];

function inOrder() {
  return compared.flatMap((name) => workloads.filter((workload) => workload.name === name));
}

/**
 * Whether our server slows down as its database grows: the same work on databases of several sizes, in turn.
 *
 * @param {import("./machine.mjs").Plan} plan
 * @param {string} folder
 */
export async function grow(plan, folder) {
  /** @type {{ site: import("./makeDatabase.mjs").Site, server: import("./servers.mjs").Running, adoption: number }[]} */
  const sizes = [];
  for (const size of plan.growth) {
    const database = join(folder, `grown-${size}.db`);
    const site = await makeDatabase(database, size);
    const place = join(folder, `grown-${size}`);
    const { firstAnswer } = await openedBefore("ours", database, place);
    const server = await restartServer("ours", place);
    sizes.push({ site, server, adoption: firstAnswer });
  }
  /** @type {Map<string, number[]>} */
  const rates = new Map();
  for (const workload of inOrder()) {
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const { site, server } of sizes) {
        const { rate } = await measure(server, workload, site, { seconds: plan.seconds });
        const key = `${workload.name} ${site.comments}`;
        rates.set(key, [...(rates.get(key) ?? []), rate]);
        console.error(`round ${round + 1} ${key} comments: ${rate.toFixed(1)}/s`);
      }
    }
  }
  const memory = sizes.map(({ server }) => server.memory());
  for (const { server } of sizes) await server.stop();

  const of = (/** @type {string} */ name, /** @type {number} */ comments) =>
    median(rates.get(`${name} ${comments}`) ?? []);
  const smallest = sizes[0]?.site.comments ?? 0;
  const largest = sizes.at(-1)?.site.comments ?? 0;
  const rows = compared.map((name) => [
    name,
    "answers/s",
    ...sizes.map(({ site }) => number(of(name, site.comments))),
    number(of(name, largest) / of(name, smallest)),
  ]);
  rows.push(
    ["adoption", "seconds", ...sizes.map(({ adoption }) => number(adoption / 1000)), ""],
    ["later start", "ms to the first answer", ...sizes.map(({ server }) => number(server.firstAnswer)), ""],
    ["memory", "MB after all of these", ...memory.map(number), ""],
  );
  const head = ["", "", ...sizes.map(({ site }) => `${site.comments} comments`), "largest : smallest"];
  return `## Growth\n\n${table(head, rows)}`;
}
