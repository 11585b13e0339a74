import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ask, hostHeader } from "./http.ts";

const readyWithinMs = 30_000;
const stopWithinMs = 15_000;
const shownOutput = 2_000;

/** A server that the kit has started. */
export interface StartedServer {
  /** Base address without a slash at the end. */
  readonly url: string;
  /** The database file that its configuration names. */
  readonly database: string;
  stop(): Promise<void>;
}

/** The words of a command: split at blanks, with quotes around words that hold some. */
export function splitCommand(command: string): readonly string[] {
  const words = command.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single));
}

/** The text of a profile with the values of one server put in; other braces stay. */
function fillProfile(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/**
 * Starts a server with the configuration of a profile and waits until it answers. The command gets the path of the file
 * for `{conf}`. Rejects, with what the server said, when it ends or stays silent.
 */
export async function startServer(command: string, template: string, site: string): Promise<StartedServer> {
  const dir = await mkdtemp(join(tmpdir(), "conformance-"));
  const database = join(dir, "comments.db");
  const conf = join(dir, "isso.cfg");
  const port = await freePort();
  await writeFile(
    conf,
    fillProfile(template, { dbpath: database, host: "127.0.0.1", port: String(port), site }),
  );
  const [program = "", ...args] = splitCommand(command).map((word) => word.replaceAll("{conf}", conf));
  const { ISSO_SETTINGS: _, ...env } = process.env;
  const child = spawn(program, args, {
    cwd: process.cwd(),
    env: { ...env, TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const life = watch(child);
  const stop = async (): Promise<void> => {
    await life.end();
    await rm(dir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilReady(url, life);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, database, stop };
}

interface Life {
  ended(): string | undefined;
  said(): string;
  end(): Promise<void>;
}

/** Servers that would otherwise outlive an interrupted run. */
const living: Set<ChildProcess> = new Set();
process.once("exit", () => {
  for (const child of living) signal(child, "SIGKILL");
});

/** A server may be a script that starts another program: the whole group gets the signal. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    child.kill(name);
  }
}

function watch(child: ChildProcess): Life {
  let said = "";
  let ended: string | undefined;
  living.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-shownOutput);
    });
  }
  const closed = new Promise<void>((resolve) => {
    const finish = (how: string): void => {
      ended ??= how;
      living.delete(child);
      resolve();
    };
    child.once("error", (error) => finish(`cannot be started: ${error.message}`));
    child.once("close", (code, name) => finish(`ended with ${code ?? name}`));
  });
  return {
    ended: () => ended,
    said: () => said,
    async end() {
      if (ended === undefined) signal(child, "SIGTERM");
      const late = new AbortController();
      const waited = pause(stopWithinMs, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([closed, waited]);
      late.abort();
      if (ended !== undefined) return;
      signal(child, "SIGKILL");
      await closed;
    },
  };
}

async function untilReady(url: string, life: Life): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const ended = life.ended();
    if (ended !== undefined) throw new Error(`the server ${ended}; it said:\n${life.said()}`);
    const answers = await ask({
      method: "GET",
      base: url,
      path: "/info",
      headers: hostHeader(url),
      body: undefined,
    }).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await pause(25);
  }
  throw new Error(
    `the server did not answer ${url}/info within ${readyWithinMs / 1000} s; it said:\n${life.said()}`,
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return address.port;
}
