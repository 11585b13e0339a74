import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, "node_modules", ".isso-ledger-install");

/**
 * Runs `npm ci` when node_modules is not what the lock file says, or when the database driver does not load.
 * Without a change it only reads two files: no network, no child process.
 *
 * @returns {boolean} whether everything is in place; if not, the reason has been printed
 */
export function ensureInstalled() {
  if (readText(stampFile) === stamp() && driverLoads()) return true;
  if (matchesLockFile() && driverLoads()) {
    writeFileSync(stampFile, stamp());
    return true;
  }
  console.log("Installing dependencies with npm ci (the database driver may take a minute to compile) …");
  const status = npmCi();
  if (status !== 0) {
    console.error(`isso-ledger: npm ci failed (${status}); its messages above say why.`);
    return false;
  }
  if (!driverLoads()) {
    console.error(
      "isso-ledger: the database driver sqlite3 was not built; run: npm rebuild sqlite3 --allow-scripts=sqlite3",
    );
    return false;
  }
  writeFileSync(stampFile, stamp());
  return true;
}

/** What an installation belongs to: another lock file or another kind of machine needs a new one. */
function stamp() {
  const lock = createHash("sha256")
    .update(readText(join(root, "package-lock.json")))
    .digest("hex");
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** Compares the lock file with npm's own record of what it installed; optional packages may be absent. */
function matchesLockFile() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return false;
  const same = (/** @type {string} */ path) =>
    wanted[path]?.version === installed[path]?.version &&
    (installed[path]?.integrity === undefined || wanted[path]?.integrity === installed[path].integrity);
  return (
    Object.keys(installed).every(same) &&
    Object.keys(wanted).every((path) => path === "" || wanted[path]?.optional === true || same(path))
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function driverLoads() {
  try {
    createRequire(import.meta.url)("sqlite3");
    return true;
  } catch {
    return false;
  }
}

/** @returns {number | string} 0, or npm's exit code, or why it did not run */
function npmCi() {
  const npm = process.env["npm_execpath"];
  const [command, first] =
    npm?.endsWith("npm-cli.js") === true
      ? [process.execPath, [npm]]
      : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  const done = spawnSync(command, [...first, "ci", "--include=dev", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...localHeaders() },
    shell: process.platform === "win32" && first.length === 0,
  });
  return done.status ?? done.error?.message ?? String(done.signal);
}

/** node-gyp downloads Node's headers unless it is told where they are; most installations carry them along. */
function localHeaders() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const headers = join(prefix, "include", "node");
  const complete = ["node.h", "common.gypi", "config.gypi"].every((name) => existsSync(join(headers, name)));
  if (!complete || process.env["npm_config_nodedir"] !== undefined) return {};
  return { npm_config_nodedir: prefix };
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
