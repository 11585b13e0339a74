import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli, startServer } from "../support/process.ts";
import { crash, randomFrom } from "../support/random.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { type Ledger, loadUris, writeUntilDead } from "./load.ts";

const sections = {
  general: { host: ["http://localhost:8000/"], "max-age": "1d" },
  server: { "trusted-proxies": ["127.0.0.1"] },
  guard: { enabled: "false" },
};
const mostWrites = 150;

let site: TestSite;

beforeAll(async () => {
  site = await makeSite(sections);
});

afterAll(async () => {
  await site?.remove();
});

/** Texts by id of everything that the server shows in the threads of the load. */
async function shown(base: string): Promise<Map<number, { readonly uri: string; readonly text: string }>> {
  const found = new Map<number, { readonly uri: string; readonly text: string }>();
  for (const uri of loadUris) {
    const response = await fetch(`${base}/?uri=${encodeURIComponent(uri)}&plain=1`);
    const { replies } = (await response.json()) as {
      readonly replies: readonly { readonly id: number; readonly text: string }[];
    };
    for (const { id, text } of replies) found.set(id, { uri, text });
  }
  return found;
}

async function expectAllThere(base: string, ledger: Ledger, where: string): Promise<void> {
  const found = await shown(base);
  for (const [id, { uri, texts }] of ledger.acknowledged) {
    expect(found.get(id)?.uri, `acknowledged comment ${id} of ${where}`).toBe(uri);
    expect([...texts], `text of comment ${id} of ${where}`).toContain(found.get(id)?.text);
  }
  for (const [id, { text }] of found)
    expect(ledger.sent.has(text), `whole text of ${id}: ${text}`).toBe(true);
}

async function expectSoundLog(where: string): Promise<void> {
  const verified = await runCli(["-c", site.conf, "log", "verify"]);
  expect(verified.code, `${where}: ${verified.stdout}${verified.stderr}`).toBe(0);
}

test(`no acknowledged write is lost when the server is killed while it writes (${crash.rounds} rounds)`, {
  timeout: 30_000 + crash.rounds * 30_000,
}, async () => {
  const random = randomFrom(crash.seed);
  const ledger: Ledger = { acknowledged: new Map(), sent: new Set() };
  for (let round = 1; round <= crash.rounds; round += 1) {
    const killAt = 1 + Math.floor(random() * mostWrites);
    const where = `round ${round}, killed after ${killAt} writes (CRASH_SEED=${crash.seed})`;
    const server = await startServer({ conf: site.conf });
    await expectAllThere(server.url, ledger, where);
    let killed: Promise<void> | undefined;
    await writeUntilDead(server.url, ledger, `round ${round}`, (count) => {
      if (count >= killAt) killed ??= server.kill9();
    });
    expect(killed, `the server ended by itself in ${where}: ${server.stderr()}`).toBeDefined();
    await killed;
    await expectSoundLog(where);
  }
  const server = await startServer({ conf: site.conf });
  await expectAllThere(server.url, ledger, `the last start (CRASH_SEED=${crash.seed})`);
  expect(await server.stop()).toBe(0);
  await expectSoundLog("the end");
});
