import { execFileSync, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { availableParallelism } from "node:os";

/** Whether server and generator get a processor each. */
export const pinned = process.platform === "linux" && availableParallelism() > 1 && runs("taskset", ["-V"]);

/**
 * Whether a command is there.
 *
 * @param {string} command
 * @param {string[]} options
 */
export function runs(command, options) {
  try {
    execFileSync(command, options, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Starts a process on one processor where that is possible.
 *
 * @param {number} processor
 * @param {readonly string[]} command
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, stdout?: "pipe" | "ignore" }} [options]
 */
export function start(processor, command, options = {}) {
  const [file = "", ...rest] = pinned ? ["taskset", "-c", String(processor), ...command] : command;
  return spawn(file, rest, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", options.stdout ?? "ignore", "pipe"],
  });
}

/**
 * Runs a process to its end and gives what it printed.
 *
 * @param {number} processor
 * @param {readonly string[]} command
 * @returns {Promise<string>}
 */
export async function output(processor, command) {
  const child = start(processor, command, { stdout: "pipe" });
  const [out, err] = [collect(child.stdout), collect(child.stderr)];
  const code = await ended(child);
  if (code !== 0) throw new Error(`${command.join(" ").slice(0, 200)} ended with ${code}: ${await err}`);
  return await out;
}

/** @param {import("node:child_process").ChildProcess} child @returns {Promise<number | string>} */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    if (child.exitCode !== null || child.signalCode !== null)
      resolve(child.exitCode ?? String(child.signalCode));
    child.once("exit", (code, signal) => resolve(code ?? String(signal)));
  });
}

/** @param {import("node:stream").Readable | null} stream */
async function collect(stream) {
  let text = "";
  for await (const part of stream ?? []) text += part;
  return text;
}

/** A port of this machine that nobody listens on. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(address)));
    });
  });
}

/**
 * Megabytes that a process and its children hold in memory; NaN where /proc does not tell.
 *
 * @param {number} pid
 * @returns {number}
 */
export function residentMegabytes(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
    return childrenOf(pid).reduce((sum, child) => sum + residentMegabytes(child), own);
  } catch {
    return Number.NaN;
  }
}

/**
 * Waits until a process has nothing left to do by itself: less than a twentieth of a processor for a second.
 *
 * @param {number} pid
 */
export async function settled(pid) {
  for (let second = 0; second < 1800; second += 1) {
    const before = processorSeconds(pid);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (!(processorSeconds(pid) - before > 0.05)) return;
  }
  throw new Error(`process ${pid} did not come to rest in half an hour`);
}

/** @param {number} pid @returns {number} NaN where /proc does not tell */
function processorSeconds(pid) {
  try {
    // The name in the second field may hold blanks; what follows its bracket does not.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** @param {number} pid @returns {number[]} */
function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}
