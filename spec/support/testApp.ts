import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../src/domain/ports.ts";
import { unixSeconds } from "../../src/domain/values.ts";
import { loadSettings } from "../../src/infra/settingsFile.ts";
import { openSite, type Site } from "../../src/site.ts";

/** A whole site with a real database in a folder of its own, on a free port, with a clock to be set. */
export interface TestApp {
  readonly url: string;
  readonly database: string;
  readonly clock: { set(seconds: number): void };
  /** Lines that were logged, oldest first. */
  readonly logged: readonly string[];
  readonly site: Site;
  /** Closes and opens the same database again, as a restart would. */
  restart(): Promise<TestApp>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** The user's configuration; `[general] host` and `dbpath` are given unless it names them. */
  readonly conf?: string;
  /** Unix seconds. */
  readonly now?: number;
}

/** Starts one; `close` removes everything again. */
export async function startTestApp({
  conf = "",
  now = Date.now() / 1000,
}: TestAppOptions = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), "isso-ledger-"));
  const file = join(folder, "isso.cfg");
  await writeFile(file, withDefaults(conf, join(folder, "comments.db")));
  return await open(folder, file, { now });
}

async function open(folder: string, file: string, time: { now: number }): Promise<TestApp> {
  const loaded = await loadSettings(new URL("../../isso.conf", import.meta.url), file, {});
  if (!loaded.ok) throw new Error(loaded.error);
  const clock: Clock = { now: () => unixSeconds(time.now) };
  const logged: string[] = [];
  const note = (...messages: readonly string[]): void => void logged.push(...messages);
  const { settings, formerSessionKey } = loaded.value;
  const log = { info: note, warn: note, error: note };
  const site = await openSite({ settings, formerSessionKey, log, clock });
  const server = createServer(site.app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await site.close();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    database: settings.general.dbpath,
    clock: {
      set: (seconds) => {
        time.now = seconds;
      },
    },
    logged,
    site,
    restart: async () => {
      await stop();
      return await open(folder, file, time);
    },
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Adds what every site needs where the configuration leaves it out; a section may stand only once. */
function withDefaults(conf: string, database: string): string {
  const missing = [
    ...(/^dbpath\s*=/m.test(conf) ? [] : [`dbpath = ${database}`]),
    ...(/^host\s*=/m.test(conf) ? [] : ["host = http://localhost:8080/"]),
  ];
  if (missing.length === 0) return conf;
  const general = ["[general]", ...missing].join("\n");
  return /^\[general\]/m.test(conf) ? conf.replace(/^\[general\]/m, general) : `${general}\n${conf}`;
}
