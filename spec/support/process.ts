import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const readyWithinMs = 60_000;
const stopWithinMs = 15_000;
const cliPath = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** What to run: the configuration file, and variables that the process sees besides ours. */
export interface StartOptions {
  readonly conf: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A server process that may not answer yet. */
export interface SpawnedServer {
  /** Base URL without a trailing slash, from the configuration's `listen`. */
  readonly url: string;
  /** Exit code once the process has ended; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  /** All that the process wrote to standard error so far. */
  stderr(): string;
  /** Resolves when `GET /info` answers; rejects, with standard error, when the process ends or takes too long. */
  ready(): Promise<void>;
  /** Asks the process to end (SIGTERM by default) and waits until it has; rejects when it does not. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends the process without a chance to tidy up, and waits until it is gone. */
  kill9(): Promise<void>;
}

/** A server that answers. */
export type RunningServer = Omit<SpawnedServer, "ready">;

/** How a command that ran to its end went. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A TCP port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return address.port;
}

/** The command that runs the built product; throws when `dist/cli.js` is not there. */
function ourCommand(): readonly string[] {
  if (!existsSync(cliPath)) throw new Error("dist/cli.js is missing: run `npm run build` before these specs");
  return [process.execPath, cliPath];
}

function listenUrl(conf: string): string {
  const match = /^listen\s*=\s*(http:\/\/\S+?)\/?$/m.exec(readFileSync(conf, "utf8"));
  if (match?.[1] === undefined) throw new Error(`no \`listen = http://…\` in ${conf}`);
  return match[1];
}

/** Processes that would otherwise outlive an aborted test run. */
const living: Set<ChildProcess> = new Set();
process.once("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

function track(child: ChildProcess): Promise<number | null> {
  living.add(child);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      living.delete(child);
      resolve(code);
    });
  });
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/info`, { signal: AbortSignal.timeout(readyWithinMs) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

async function untilReady(url: string, ended: () => boolean, stderr: () => string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (ended()) throw new Error(`the server ended before ${url}/info answered; it said:\n${stderr()}`);
    if (await answers(url)) return;
    await pause(20);
  }
  throw new Error(`waited ${readyWithinMs} ms for ${url}/info to answer; the server said:\n${stderr()}`);
}

/** Starts `command -c conf run` and does not wait for it. */
function spawnCommand(command: readonly string[], options: StartOptions): SpawnedServer {
  const [program = "", ...args] = command;
  const url = listenUrl(options.conf);
  const child = spawn(program, [...args, "-c", options.conf, "run"], {
    env: { ...process.env, TZ: "UTC", ...options.env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stderr = collect(child.stderr);
  const exit = track(child);
  let ended = false;
  const markEnded = (): void => {
    ended = true;
  };
  exit.then(markEnded, markEnded);
  return {
    url,
    exit,
    stderr,
    ready: () => untilReady(url, () => ended, stderr),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const late = new AbortController();
      const code = await Promise.race([
        exit,
        pause(stopWithinMs, "late" as const, { signal: late.signal }).catch(() => "late" as const),
      ]);
      late.abort();
      if (code !== "late") return code;
      child.kill("SIGKILL");
      throw new Error(
        `waited ${stopWithinMs} ms for the end of the server after ${signal}; it said:\n${stderr()}`,
      );
    },
    async kill9() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** Starts `command -c conf run` and waits until it answers; a server that does not is ended again. */
export async function startCommand(
  command: readonly string[],
  options: StartOptions,
): Promise<RunningServer> {
  const server = spawnCommand(command, options);
  try {
    await server.ready();
  } catch (error) {
    await server.kill9();
    throw error;
  }
  return server;
}

/** Starts the built product as a process of its own, without waiting for it. */
export function spawnServer(options: StartOptions): SpawnedServer {
  return spawnCommand(ourCommand(), options);
}

/** Starts the built product as a process of its own and waits until it answers. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  return startCommand(ourCommand(), options);
}

/** Runs the built product's command line to its end, for example `["-c", conf, "log", "verify"]`. */
export async function runCli(args: readonly string[]): Promise<CliResult> {
  const [program = "", ...rest] = [...ourCommand(), ...args];
  const child = spawn(program, rest, {
    env: { ...process.env, TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const code = await track(child);
  return { code, stdout: stdout(), stderr: stderr() };
}
