import { copyFileSync, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ended, freePort, residentMegabytes, settled, start } from "./processes.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {object} Running
 * @property {string} name
 * @property {number} port
 * @property {number} pid
 * @property {string} folder where its database lies; empty for a bare server
 * @property {number} firstAnswer milliseconds from start to the first right answer
 * @property {() => number} memory megabytes now
 * @property {() => string} complaint how it ended, if it did, and the end of what it said on stderr
 * @property {() => Promise<void>} stop
 */

/** The kinds of server that have a database, by the name they have in the tables. */
export const kinds = {
  ours: {
    command: (/** @type {string} */ config) => [
      process.execPath,
      join(root, "dist", "cli.js"),
      "-c",
      config,
      "run",
    ],
    env: {},
  },
  original: {
    command: (/** @type {string} */ config) => [original(), "-c", config, "run"],
    env: {},
  },
  "original, gunicorn 2": {
    command: (/** @type {string} */ _, /** @type {number} */ port) => [
      join(dirname(original()), "gunicorn"),
      "--bind",
      `127.0.0.1:${port}`,
      "--workers",
      "2",
      "--log-level",
      "error",
      "isso.run",
    ],
    env: (/** @type {string} */ config) => ({ ISSO_SETTINGS: config }),
  },
};

/** @typedef {keyof typeof kinds} Kind */

/** Which of them can run here: the original only where ISSO_ORIGINAL names its command. @returns {Kind[]} */
export function present() {
  /** @type {Kind[]} */
  const names = ["ours"];
  if (original() !== "" && existsSync(original())) names.push("original");
  if (names.length > 1 && existsSync(join(dirname(original()), "gunicorn")))
    names.push("original, gunicorn 2");
  return names;
}

function original() {
  return process.env["ISSO_ORIGINAL"] ?? "";
}

/**
 * Starts a server on a copy of a database and waits for its first answer.
 *
 * @param {Kind} kind
 * @param {string} database
 * @param {string} folder a new one, for its files
 * @returns {Promise<Running>}
 */
export async function startServer(kind, database, folder) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(database, join(folder, "comments.db"));
  return await restartServer(kind, folder);
}

/**
 * Lets a server open a database for the first time and do all that it does then, and stops it: ours adopts the
 * database and renders its comments. What owners see every day comes after that.
 *
 * @param {Kind} kind
 * @param {string} database
 * @param {string} folder a new one
 * @returns {Promise<{ database: string, firstAnswer: number }>}
 */
export async function openedBefore(kind, database, folder) {
  const server = await startServer(kind, database, folder);
  await settled(server.pid);
  await server.stop();
  const file = join(folder, "comments.db");
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw new Error(`${kind} left changes outside of its database file when it stopped`);
  }
  return { database: file, firstAnswer: server.firstAnswer };
}

/**
 * Starts a server on the database that lies in its folder already.
 *
 * @param {Kind} kind
 * @param {string} folder
 * @returns {Promise<Running>}
 */
export async function restartServer(kind, folder) {
  const port = await freePort();
  const config = writeConfig(folder, port);
  const { command, env } = kinds[kind];
  const child = start(0, command(config, port), {
    env: typeof env === "function" ? env(config) : env,
    cwd: folder,
  });
  return await whenAnswering(kind, child, { port, folder, path: "/?uri=%2Fposts%2F7" });
}

/**
 * @param {"http" | "koa"} kind
 * @param {string} answers file of recorded answers
 * @returns {Promise<Running>}
 */
export async function startBare(kind, answers) {
  const port = await freePort();
  const script = join(root, "bench", "bareServer.mjs");
  const child = start(0, [process.execPath, script, kind, String(port), answers]);
  return await whenAnswering(`bare ${kind}`, child, { port, folder: "", path: "/?uri=%2Fposts%2F7" });
}

/**
 * The options that differ from the defaults, the same for every server.
 *
 * @param {string} folder
 * @param {number} port
 */
export function writeConfig(folder, port) {
  const file = join(folder, "isso.cfg");
  writeFileSync(
    file,
    `[general]
dbpath = ${join(folder, "comments.db")}
host = http://localhost:1/
[server]
listen = http://127.0.0.1:${port}
trusted-proxies = 127.0.0.1
[guard]
enabled = false
`,
  );
  return file;
}

/**
 * @param {string} name
 * @param {import("node:child_process").ChildProcess} child
 * @param {{ port: number, folder: string, path: string }} where
 * @returns {Promise<Running>}
 */
async function whenAnswering(name, child, where) {
  const begun = performance.now();
  let complaint = "";
  child.stderr?.on("data", (part) => {
    complaint = (complaint + part).slice(-2000);
  });
  const over = ended(child);
  // A million comments take a while to be adopted.
  while (performance.now() - begun < 900_000) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}: ${complaint}`);
    const answer = await fetch(`http://127.0.0.1:${where.port}${where.path}`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok === true) {
      const firstAnswer = performance.now() - begun;
      const pid = child.pid ?? 0;
      return {
        name,
        port: where.port,
        pid,
        folder: where.folder,
        firstAnswer,
        memory: () => residentMegabytes(pid),
        complaint: () => `${child.exitCode ?? child.signalCode ?? "running"} ${complaint}`,
        stop: async () => {
          child.kill("SIGTERM");
          await over;
        },
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill("SIGKILL");
  throw new Error(`${name} gave no right answer in time: ${complaint}`);
}
