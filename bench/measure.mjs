import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { output } from "./processes.mjs";

const generator = join(dirname(fileURLToPath(import.meta.url)), "load.mjs");

/** @typedef {import("./workloads.mjs").Workload} Workload */
/** @typedef {import("./makeDatabase.mjs").Site} Site */

/**
 * Checks one answer, then loads the server from another process.
 *
 * A server that needs long for one answer is given time for three answers to every connection, at most 25 s.
 *
 * @param {import("./servers.mjs").Running} server
 * @param {Workload} workload
 * @param {Site} site
 * @param {{ seconds: number, amount?: number }} how
 * @returns {Promise<import("./load.mjs").Figures>}
 */
export async function measure(server, workload, site, how) {
  const begun = performance.now();
  await verify(server, workload, site, 0);
  const needed = ((performance.now() - begun) / 1000) * 3 * workload.connections;
  const seconds = Math.ceil(Math.max(how.seconds, Math.min(needed, 25)));
  const job = { workload: workload.name, port: server.port, seconds, amount: how.amount, site };
  return JSON.parse(await output(1, [process.execPath, generator, JSON.stringify(job)]));
}

/**
 * Sends one request and refuses a wrong answer, so that no server is fast by being wrong.
 *
 * @param {import("./servers.mjs").Running} server
 * @param {Workload} workload
 * @param {Site} site
 * @param {number} n which request
 */
export async function verify(server, workload, site, n) {
  const { method, path, body, headers } = workload.request(site, n);
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  }).catch((error) => {
    throw new Error(`${server.name} does not answer ${workload.name}: ${server.complaint()}`, {
      cause: error,
    });
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const right = answer.ok && workload.check(JSON.parse(bytes.toString("utf8")), site);
  if (!right) {
    throw new Error(
      `${server.name} answers ${workload.name} wrongly: ${answer.status} ${bytes.toString("utf8").slice(0, 300)}`,
    );
  }
  return { type: answer.headers.get("content-type") ?? "application/json", body: bytes };
}

/**
 * @param {readonly number[]} values
 * @returns {number} NaN of none
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
