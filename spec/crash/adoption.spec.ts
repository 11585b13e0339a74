import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli, spawnServer, startServer } from "../support/process.ts";
import { crash, randomFrom } from "../support/random.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { alter, inspect, type OriginalTables, originalTables, tableNames } from "../support/tables.ts";

const source = fileURLToPath(new URL("../golden/isso/isso-0.14.db", import.meta.url));
const sections = { general: { host: ["http://localhost:8000/"] }, guard: { enabled: "false" } };
const rounds = Math.max(2, Math.ceil(crash.rounds / 2));
const copies = 55;

/** Fifty-five copies of every thread and its comments, under ids and addresses of their own. */
const multiply = `
  CREATE TEMP TABLE copy AS
    WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${copies}) SELECT n FROM c;
  INSERT INTO threads SELECT id + 1000 * n, '/copy-' || n || uri, title FROM threads, copy WHERE id < 1000;
  INSERT INTO comments
    SELECT tid + 1000 * n, id + 1000 * n, parent + 1000 * n, created + n, modified + n, mode, remote_addr, text,
           author, email, website, likes, dislikes, voters, notification
    FROM comments, copy WHERE id < 1000;
  DROP TABLE copy;`;

let big: TestSite;
let rows: OriginalTables;

beforeAll(async () => {
  big = await makeSite(sections, source);
  await alter(big.database, multiply);
  rows = await originalTables(big.database);
});

afterAll(async () => {
  await big?.remove();
});

async function withCopy(work: (site: TestSite) => Promise<void>): Promise<void> {
  const site = await makeSite(sections);
  try {
    await copyFile(big.database, site.database);
    await work(site);
  } finally {
    await site.remove();
  }
}

async function expectAdopted(site: TestSite, where: string): Promise<void> {
  const verified = await runCli(["-c", site.conf, "log", "verify"]);
  expect(verified.code, `${where}: ${verified.stdout}${verified.stderr}`).toBe(0);
  const [events] = await inspect(site.database, (all) => all("SELECT count(*) AS n FROM event"));
  expect(Number(events?.["n"]), `events in ${where}`).toBeGreaterThan(rows.comments.length);
}

/** Looks at what the killed process left: the file as it was, or all of it adopted. */
async function stateAfterKill(site: TestSite, where: string): Promise<"untouched" | "adopted"> {
  const names = await tableNames(site.database);
  const found = await originalTables(site.database);
  expect(found, `rows in ${where}`).toEqual(rows);
  if (!names.some((name) => !["comments", "preferences", "threads"].includes(name))) return "untouched";
  await expectAdopted(site, where);
  return "adopted";
}

async function expectCopyBeside(site: TestSite, where: string): Promise<void> {
  const beside = (await readdir(site.dir)).filter(
    (name) => /^comments\.db.+/.test(name) && !/-(wal|shm|journal)$/.test(name),
  );
  const whole = [];
  for (const name of beside) {
    const found = await originalTables(join(site.dir, name)).catch(() => undefined);
    if (found?.comments.length === rows.comments.length) whole.push(name);
  }
  expect(whole.length, `verified copies among ${beside.join(", ")} in ${where}`).toBeGreaterThan(0);
}

test(`a kill while a database of the original is adopted leaves it untouched or wholly adopted (${rounds} rounds)`, {
  timeout: 120_000 + rounds * 120_000,
}, async () => {
  let whole = 0;
  await withCopy(async (site) => {
    const begun = performance.now();
    const server = await startServer({ conf: site.conf });
    whole = performance.now() - begun;
    expect(await server.stop()).toBe(0);
    expect(await originalTables(site.database)).toEqual(rows);
    await expectAdopted(site, "the undisturbed start");
    await expectCopyBeside(site, "the undisturbed start");
  });
  const random = randomFrom(crash.seed);
  for (let round = 1; round <= rounds; round += 1) {
    const delay = random() * whole;
    const where = `round ${round}, killed after ${delay.toFixed(0)} of ${whole.toFixed(0)} ms (CRASH_SEED=${crash.seed})`;
    await withCopy(async (site) => {
      const disturbed = spawnServer({ conf: site.conf });
      await Promise.race([pause(delay), disturbed.exit]);
      await disturbed.kill9();
      await stateAfterKill(site, where);
      const server = await startServer({ conf: site.conf });
      expect(await server.stop(), where).toBe(0);
      expect(await originalTables(site.database), where).toEqual(rows);
      await expectAdopted(site, where);
      await expectCopyBeside(site, where);
    });
  }
});
