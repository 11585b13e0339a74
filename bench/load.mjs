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
  let n = 0;
  /** @type {number[]} */
  let latencies = [];
  const options = {
    url: `http://127.0.0.1:${job.port}`,
    connections: workload.connections,
    timeout: 60,
    requests: workload.fixed
      ? [workload.request(job.site, 0)]
      : varying(
          workload,
          () => (n += 1),
          (latency) => latencies.push(latency),
        ),
  };
  // A second to get warm: compilers, caches and connections are not what is measured.
  if (job.amount === undefined) await autocannon({ ...options, duration: 1 });
  latencies = [];
  const result = await autocannon({
    ...options,
    ...(job.amount === undefined ? { duration: job.seconds } : { amount: job.amount }),
  });
  if (workload.fixed) return figures(result);
  latencies.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { ...figures(result), rate: latencies.length / result.duration, p50: at(0.5), p99: at(0.99) };
}

/**
 * Every request another one. The latency of the timed ones is taken here, because the tool cannot tell them apart.
 *
 * @param {import("./workloads.mjs").Workload} workload
 * @param {() => number} next number of the next request; number 0 went to the check before
 * @param {(latency: number) => void} seen milliseconds
 */
function varying(workload, next, seen) {
  return [
    {
      setupRequest: (/** @type {object} */ request, /** @type {{ n: number, start: number }} */ context) => {
        context.n = next();
        context.start = performance.now();
        return { ...request, body: undefined, ...workload.request(job.site, context.n) };
      },
      onResponse: (
        /** @type {number} */ _status,
        /** @type {string} */ _body,
        /** @type {{ n: number, start: number }} */ context,
      ) => {
        if (workload.timed?.(context.n) !== false) seen(performance.now() - context.start);
      },
    },
  ];
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
