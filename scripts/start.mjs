import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { ensureInstalled } from "./ensureInstalled.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const server = "http://localhost:8080";

process.chdir(root);
if (ensureInstalled() && (await build())) {
  announce(Date.now() + 60_000);
  // In this process, not in a child: signals and the exit code are then the server's own.
  process.argv = [
    process.execPath,
    join(root, "dist", "cli.js"),
    "-c",
    join(root, "examples", "demo.conf"),
    "run",
  ];
  await import(pathToFileURL(process.argv[1] ?? "").href);
} else {
  process.exitCode = 1;
}

/**
 * Prints the address of the demo page as soon as the server answers there.
 *
 * @param {number} deadline milliseconds since 1970 after which it gives up silently
 */
function announce(deadline) {
  const timer = setTimeout(async () => {
    const answer = await fetch(`${server}/demo/`).catch(() => undefined);
    if (answer?.ok === true) console.log(`Demo page: ${server}/demo/`);
    else if (Date.now() < deadline) announce(deadline);
  }, 100);
  // A server that does not start must be able to end.
  timer.unref();
}
