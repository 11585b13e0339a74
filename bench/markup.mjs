import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { median } from "./measure.mjs";
import { originalRenderer } from "./originalRenderer.mjs";
import { number, table } from "./table.mjs";
import { commentText } from "./texts.mjs";

/** @typedef {import("../src/domain/config/settings.ts").MarkupSettings} MarkupSettings */
/** @typedef {import("../src/domain/ports.ts").Renderer} Renderer */
/** @typedef {import("./originalRenderer.mjs").Sections} Sections */
/** @typedef {{ ms: number, note: string }} Timed how long it took, and what became of it unless it was rendered */
/** @typedef {{ name: string, renderer: Renderer, sections: Sections | undefined, told: string[] }} Subject */

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    part: { type: "string", multiple: true, default: ["blocked", "typical", "comments", "hostile"] },
    out: { type: "string" },
  },
});
const rounds = Number(values.rounds);
if (!(rounds > 0)) throw new Error(`--rounds must be a positive number, not ${values.rounds}`);

// What was built, which need not be there while types are checked.
const built = new URL("../dist/infra/markup/", import.meta.url);
/** @type {typeof import("../src/infra/markup/renderer.ts")} */
const { createRenderer } = await import(new URL("renderer.js", built).href);
/** @type {typeof import("../src/infra/markup/cost.ts")} */
const { isCheap } = await import(new URL("cost.js", built).href);

const hostileLength = 60_000;
const hostileRounds = Math.min(rounds, 2);

const plugins =
  "strikethrough mark insert superscript subscript footnotes table url abbr def_list math ruby task_lists spoiler";
const extensions =
  "autolink fenced-code no-intra-emphasis strikethrough superscript tables footnotes highlight quote underline math " +
  "space-headers disable-indented-code";

/** @type {MarkupSettings} */
const shipped = {
  renderer: "mistune",
  allowedElements: [],
  allowedAttributes: [],
  mistune: { plugins: ["strikethrough", "subscript", "superscript"], parameters: ["escape", "hard_wrap"] },
  misaka: {
    options: ["autolink", "fenced-code", "no-intra-emphasis", "strikethrough", "superscript"],
    flags: [],
  },
  extras: { highlight: false, smartPunctuation: false, emoji: false },
};

const subjects = [
  subject("mistune", shipped, { markup: { renderer: "mistune" } }),
  subject(
    "mistune, all plugins",
    { ...shipped, mistune: { ...shipped.mistune, plugins: plugins.split(" ") } },
    { markup: { renderer: "mistune" }, "markup.mistune": { plugins: plugins.replaceAll(" ", ", ") } },
  ),
  subject("misaka", { ...shipped, renderer: "misaka" }, { markup: { renderer: "misaka" } }),
  subject(
    "misaka, all extensions",
    { ...shipped, renderer: "misaka", misaka: { options: extensions.split(" "), flags: [] } },
    { markup: { renderer: "misaka" }, "markup.misaka": { options: extensions.replaceAll(" ", ", ") } },
  ),
  subject("gfm", { ...shipped, renderer: "gfm" }, undefined),
];

const thread = Array.from({ length: 300 }, (_, n) => commentText(n)).join("\n\n");
const comments = { "200 bytes": 200, "3 kB": 3000, "60 kB": 60_000 };

/** What makes a parser look back, look ahead, or nest. */
const patterns = [
  ...["*a", "*a_ ", "**a *", "_a __a ", "~~a", "`", "``a ", "^", "^(a", "$$", "==a ", '"a '],
  ...["[", "![", "[a](", "[](()", "[a]: b\n", "[^a]: b\n", "[^1]", "<", "<b>", "<!--", "<a:", "</a"],
  ...[
    "&",
    "&amp;",
    "\\",
    "http://a.b ",
    "www.a.b ",
    "a@b.c ",
    ">",
    ">- ",
    "1. ",
    "- a\n",
    "- a\n\n",
    "a\n=\n",
  ],
  ...["a|b\n-|-\n", "|a", "a\n: b\n", "    a\n", "<div>\n", "```\n", "{", "*[a]: b\n"],
];

const parts = {
  blocked: { title: "Longest time for which a call kept the main thread, ms", run: blocked },
  typical: { title: "Comments of 230 bytes, each another one, µs of processor time", run: typical },
  comments: { title: "Comments, ms", run: ordinary },
  hostile: {
    title: `Hostile texts of ${hostileLength / 1000} kB, worst of ${hostileRounds}, ms`,
    run: hostile,
  },
};

const original = originalRenderer();
const report = [machine()];
console.log(machine());
try {
  for (const [name, { title, run }] of Object.entries(parts)) {
    if (!values.part.includes(name)) continue;
    const section = `\n## ${title}\n\n${await run()}`;
    console.log(section);
    report.push(section);
  }
  if (values.out !== undefined) writeFileSync(values.out, `${report.join("\n")}\n`);
} finally {
  original?.stop();
  for (const { renderer } of subjects) await renderer.close();
}

/**
 * @param {string} name
 * @param {MarkupSettings} settings
 * @param {Sections | undefined} sections the same for the original, undefined where it cannot do it
 * @returns {Subject}
 */
function subject(name, settings, sections) {
  /** @type {string[]} */
  const told = [];
  return { name, renderer: createRenderer(settings, { log: (line) => told.push(line) }), sections, told };
}

function machine() {
  const load = loadavg()[0] ?? 0;
  const busy = load > 0.5 ? ` **The machine was busy: load ${load.toFixed(1)} at the start.**` : "";
  const beside = original === undefined ? " Without the original: `ISSO_ORIGINAL` is not set." : "";
  return `Node ${process.versions.node}, ${availableParallelism()} processors, ${new Date().toISOString().slice(0, 10)}.${busy}${beside}`;
}

/**
 * Every pattern in the longest text that is rendered on the main thread and in one of 60 kB. This goes first: code
 * that has never run before is the slowest.
 */
async function blocked() {
  const rows = [];
  for (const { name, renderer } of subjects) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const found = [];
    for (const pattern of patterns) {
      const times = [];
      for (let run = 0; run < 5; run += 1) times.push(await mainThread(renderer, longestCheap(pattern)));
      found.push({ pattern, first: times[0] ?? 0, again: Math.min(...times.slice(1)) });
      const long = await mainThread(renderer, filled(pattern, hostileLength));
      found.push({ pattern, first: long, again: 0 });
    }
    delay.disable();
    const first = found.reduce((a, b) => (b.first > a.first ? b : a));
    const again = found.reduce((a, b) => (b.again > a.again ? b : a));
    rows.push([
      ...[name, number(first.first), shown(first.pattern), number(again.again), shown(again.pattern)],
      number(delay.max / 1e6),
    ]);
  }
  const head = ["settings", "first time", "pattern", "again", "pattern", "longest delay of the event loop"];
  return table(head, rows);
}

/**
 * Milliseconds for which a call keeps everybody else waiting.
 *
 * @param {Renderer} renderer
 * @param {string} text
 */
async function mainThread(renderer, text) {
  const started = performance.now();
  const answer = renderer.render(text);
  const took = performance.now() - started;
  await answer;
  return took;
}

/** In blocks, and of these the median: rendering compiles and collects in other threads too, which a clock would miss. */
async function typical() {
  const rows = [];
  for (const { name, renderer } of subjects) {
    let n = 0;
    const block = async (/** @type {number} */ size) => {
      const before = process.cpuUsage();
      for (const end = n + size; n < end; n += 1) await renderer.render(commentText(n));
      const { user, system } = process.cpuUsage(before);
      return (user + system) / size;
    };
    await block(3000);
    const later = [];
    for (let round = 0; round < rounds; round += 1) later.push(await block(500));
    rows.push([name, number(median(later)), number(Math.max(...later))]);
  }
  return table(["settings", "ours", "worst block of 500"], rows);
}

async function ordinary() {
  const rows = [];
  for (const tested of subjects) {
    for (const [size, length] of Object.entries(comments)) {
      const text = thread.slice(0, length);
      for (let run = 0; run < 20; run += 1) await ours(tested, text);
      const [own, others] = await interleaved(tested, text, rounds);
      const ratio = median(others.map(({ ms }) => ms)) / median(own.map(({ ms }) => ms));
      rows.push([tested.name, size, ...summary(own), ...summary(others), number(ratio)]);
    }
  }
  return table(["settings", "text", "ours", "worst", "original", "worst", "original : ours"], rows);
}

async function hostile() {
  const rows = [];
  for (const pattern of patterns) {
    const text = filled(pattern, hostileLength);
    const row = [shown(pattern)];
    for (const tested of subjects) {
      await ours(tested, thread.slice(0, 3000));
      const [own, others] = await interleaved(tested, text, hostileRounds);
      row.push(`${worst(own)} : ${worst(others)}`);
    }
    rows.push(row);
  }
  return table(["pattern", ...subjects.map(({ name }) => `${name}, ours : original`)], rows);
}

/**
 * Both renderers in turn; one that did not finish is not asked again.
 *
 * @param {Subject} tested
 * @param {string} text
 * @param {number} times
 * @returns {Promise<[Timed[], Timed[]]>} ours, and the original's
 */
async function interleaved(tested, text, times) {
  /** @type {Timed[]} */
  const own = [];
  /** @type {Timed[]} */
  const others = [];
  for (let run = 0; run < times; run += 1) {
    if (own.every(isRendered)) own.push(await ours(tested, text));
    if (tested.sections !== undefined && original !== undefined && others.every(isRendered)) {
      others.push(await original.render(tested.sections, text));
    }
  }
  return [own, others];
}

/** @param {Timed} timed */
function isRendered({ note }) {
  return note === "";
}

/** @param {Subject} tested @param {string} text @returns {Promise<Timed>} */
async function ours({ renderer, told }, text) {
  const before = told.length;
  const started = performance.now();
  await renderer.render(text);
  return { ms: performance.now() - started, note: told.length > before ? " (as typed)" : "" };
}

/** @param {readonly Timed[]} all */
function summary(all) {
  return [number(median(all.map(({ ms }) => ms))), worst(all)];
}

/** @param {readonly Timed[]} all */
function worst(all) {
  if (all.length === 0) return "–";
  const slowest = all.reduce((a, b) => (b.ms > a.ms ? b : a));
  return `${number(slowest.ms)}${slowest.note}`;
}

/** @param {string} pattern */
function shown(pattern) {
  return `\`\` ${JSON.stringify(pattern).slice(1, -1).replaceAll("|", "\\|")} \`\``;
}

/** @param {string} pattern @param {number} length */
function filled(pattern, length) {
  return pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
}

/** @param {string} pattern */
function longestCheap(pattern) {
  let [low, high] = [1, 4096];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isCheap(pattern.repeat(middle))) low = middle;
    else high = middle - 1;
  }
  return pattern.repeat(low);
}
