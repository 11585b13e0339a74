import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildClient } from "./buildClient.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const record = join(root, "dist", ".inputs");

/**
 * Compiles the server and bundles the browser side into dist, unless dist was built from exactly these sources.
 *
 * @returns {Promise<boolean>} whether dist is up to date; if not, it has been said why
 */
export async function build() {
  const inputs = fingerprint();
  if (existsSync(record) && readFileSync(record, "utf8") === inputs) return true;
  rmSync(join(root, "dist"), { recursive: true, force: true });
  if (!compile() || !(await buildClient(root))) {
    console.error("isso-ledger: the build failed; the messages above name file and line.");
    return false;
  }
  writeFileSync(record, inputs);
  return true;
}

/** A hash of everything that the build reads, so that a clone, a checkout and an edit are all noticed. */
function fingerprint() {
  const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const others = [
    "package-lock.json",
    "tsconfig.json",
    "tsconfig.build.json",
    "scripts/build.mjs",
    "scripts/buildClient.mjs",
  ];
  const hash = createHash("sha256");
  for (const file of [...sources, ...others.map((name) => join(root, name))]) {
    const content = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function compile() {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const done = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return done.status === 0;
}
