import { availableParallelism, cpus, loadavg, platform, release } from "node:os";
import { pinned } from "./processes.mjs";

/**
 * @typedef {object} Plan
 * @property {number} rounds
 * @property {number} seconds of each measurement
 * @property {number} comments in the database
 * @property {number[]} growth sizes to compare
 * @property {string[] | undefined} only names of workloads; all unless given
 */

/**
 * One paragraph on where the figures come from; a busy machine is named, because its figures are not worth much.
 *
 * @param {Plan} plan
 */
export function machine(plan) {
  const load = loadavg()[0] ?? 0;
  const processors = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "unknown processor"}`;
  const placing = pinned
    ? "Server on one processor, load generator on the other."
    : "Server and load generator share the processors: no `taskset` here.";
  const busy = load > 0.5 ? ` **The machine was busy: load ${load.toFixed(1)} at the start.**` : "";
  return [
    `Node ${process.versions.node}, ${platform()} ${release()}, ${processors}, ${new Date().toISOString().slice(0, 10)}.`,
    `${placing} Medians of ${plan.rounds} interleaved rounds of ${plan.seconds} s.${busy}`,
  ].join("\n");
}
