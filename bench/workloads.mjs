import { authorOf, commentText } from "./texts.mjs";

/**
 * @typedef {object} Request
 * @property {"GET" | "POST"} method
 * @property {string} path
 * @property {string} [body]
 * @property {Record<string, string>} [headers]
 */

/**
 * @typedef {object} Workload
 * @property {string} name as in docs/performance.md
 * @property {string} what
 * @property {number} connections
 * @property {boolean} fixed whether every request is the same, so that a bare server can hand out the answer
 * @property {(site: import("./makeDatabase.mjs").Site, n: number) => Request} request the n-th request
 * @property {(answer: any, site: import("./makeDatabase.mjs").Site) => boolean} check whether one answer is right
 * @property {(n: number) => boolean} [timed] which requests count for latency; all unless given
 */

const json = { "content-type": "application/json" };

/** @type {readonly Workload[]} */
export const workloads = [
  {
    name: "W1",
    what: "GET a thread of 25",
    connections: 16,
    fixed: true,
    request: () => get("/?uri=%2Fposts%2F7"),
    check: (answer) => answer.replies.length === 25 && answer.total_replies === 25,
  },
  {
    name: "W2",
    what: "GET a thread of 200 (100 + 100 replies)",
    connections: 16,
    fixed: true,
    request: () => get("/?uri=%2Fbusy"),
    check: (answer) => answer.replies.length === 100 && repliesBelow(answer) === 100,
  },
  {
    name: "W3",
    what: "GET a thread of 2,000",
    connections: 2,
    fixed: true,
    request: () => get("/?uri=%2Flong"),
    check: (answer, site) => !site.hasLong || answer.replies.length === 2000,
  },
  {
    name: "W4",
    what: "GET a thread of 200, `limit=10&nested_limit=3`",
    connections: 16,
    fixed: true,
    request: () => get("/?uri=%2Fbusy&limit=10&nested_limit=3"),
    check: (answer) => answer.replies.length === 10 && answer.replies[0].hidden_replies === 0,
  },
  {
    name: "W5",
    what: "POST /count, 20 threads",
    connections: 16,
    fixed: true,
    request: (site) =>
      post(
        "/count",
        Array.from({ length: 20 }, (_, n) => thread(site, n)),
      ),
    check: (answer) => answer.length === 20 && answer.every((/** @type {unknown} */ n) => n === 25),
  },
  {
    name: "W7",
    what: "POST /preview, 230 bytes",
    connections: 16,
    fixed: true,
    request: () => post("/preview", { text: commentText(1) }),
    check: (answer) => answer.text.includes("<strong>") && answer.text.includes("<code>"),
  },
  {
    name: "W8",
    what: "POST like, each from another network",
    connections: 16,
    fixed: false,
    request: (site, n) => ({
      // Past the busy and the long thread, and over many comments: one takes no more than 142 votes.
      ...post(`/id/${site.comments - (n % (site.threads * 25))}/like`, undefined),
      headers: { ...json, "x-forwarded-for": `${20 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}.9` },
    }),
    check: (answer) => answer.likes >= 1 && answer.message === undefined,
  },
  {
    name: "W6",
    what: "POST /new, each a new thread",
    connections: 16,
    fixed: false,
    request: (_, n) => newComment(`/new/${run}/${n}`, n),
    check: (answer) => answer.mode === 1 && answer.text.includes("<strong>"),
  },
  {
    name: "W6M",
    what: "POST /new into existing threads",
    connections: 16,
    fixed: false,
    request: (site, n) => newComment(laterThread(site, n), n),
    check: (answer) => answer.mode === 1 && answer.text.includes("<strong>"),
  },
  {
    name: "mixed",
    what: "95 % W1, 5 % W6M; figures of the reads",
    connections: 16,
    fixed: false,
    request: (site, n) => (n % 20 === 19 ? newComment(laterThread(site, n), n) : get("/?uri=%2Fposts%2F7")),
    check: (answer) => answer.mode === 1 || answer.replies?.length === 25,
    timed: (n) => n % 20 !== 19,
  },
];

// New threads must be new in every process that makes requests.
const run = `${process.pid}-${Date.now()}`;

/** The W1 thread stays as it is; posts go to the second half. @param {import("./makeDatabase.mjs").Site} site @param {number} n */
const laterThread = (site, n) =>
  thread(site, Math.floor(site.threads / 2) + (n % Math.floor(site.threads / 2)));

/** @param {import("./makeDatabase.mjs").Site} site @param {number} n */
const thread = (site, n) => `/posts/${n % site.threads}`;

/** @param {string} path @returns {Request} */
const get = (path) => ({ method: "GET", path });

/** @param {string} path @param {unknown} body @returns {Request} */
const post = (path, body) => ({
  method: "POST",
  path,
  headers: json,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** @param {string} uri @param {number} n */
function newComment(uri, n) {
  const { name, email, website } = authorOf(n);
  return post(`/new?uri=${encodeURIComponent(uri)}`, {
    text: commentText(n + 1_000_000),
    author: name,
    email,
    website,
    title: `Title of ${uri}`,
  });
}

/** @param {{ replies: { replies: unknown[] }[] }} answer */
const repliesBelow = (answer) => answer.replies.reduce((sum, reply) => sum + reply.replies.length, 0);
