import autocannon from "autocannon";
import { workloads } from "./workloads.mjs";

/**
 * The load generator, a process of its own so that it can have a processor of its own.
 * Reads one job as JSON from its first argument, prints one result as JSON.
 *
 * @typedef {object} Job
 * @property {string} workload
 * @property {number} port
 * @property {number} seconds
 * @property {number} [amount] so many requests instead of so many seconds
 * @property {import("./makeDatabase.mjs").Site} site
 *
 * @typedef {object} Figures
 * @property {number} rate answers a second
 * @property {number} p50 milliseconds
 * @property {number} p99 milliseconds
 * @property {number} failed answers that were not 2xx, and requests without an answer
 * @property {number} sent
 */

/** @type {Job} */
const job = JSON.parse(process.argv[2] ?? "");
console.log(JSON.stringify(await measure()));

/** @returns {Promise<Figures>} */
async function measure() {
  const workload = workloads.find(({ name }) => name === job.workload);
  if (workload === undefined) throw new Error(`no workload ${job.workload}`);
  const common = {
    url: `http://127.0.0.1:${job.port}`,
    connections: workload.connections,
    duration: job.seconds,
    timeout: 60,
    ...(job.amount === undefined ? {} : { amount: job.amount }),
  };
  if (workload.fixed) {
    const request = workload.request(job.site, 0);
    return figures(await autocannon({ ...common, requests: [request] }));
  }
  return await varying(workload, common);
}

/**
 * Every request another one; the latency of the timed ones is taken here, because the tool cannot tell them apart.
 *
 * @param {import("./workloads.mjs").Workload} workload
 * @param {Record<string, unknown>} common
 */
async function varying(workload, common) {
  // Number 0 went to the check before.
  let n = 1;
  /** @type {number[]} */
  const latencies = [];
  const result = await autocannon({
    ...common,
    requests: [
      {
        setupRequest: (
          /** @type {object} */ request,
          /** @type {{ n: number, start: number }} */ context,
        ) => {
          context.n = n;
          n += 1;
          context.start = performance.now();
          return { ...request, body: undefined, ...workload.request(job.site, context.n) };
        },
        onResponse: (/** @type {number} */ _status, /** @type {string} */ _body, context) => {
          if (workload.timed?.(context.n) !== false) latencies.push(performance.now() - context.start);
        },
      },
    ],
  });
  latencies.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { ...figures(result), rate: latencies.length / result.duration, p50: at(0.5), p99: at(0.99) };
}

/** @param {import("autocannon").Result} result @returns {Figures} */
function figures(result) {
  return {
    rate: result["2xx"] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors + result.timeouts,
    sent: result.requests.sent,
  };
}
