import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";

/** The settings of a configuration without a `[markup]` section. */
export const defaults: MarkupSettings = {
  renderer: "mistune",
  allowedElements: [],
  allowedAttributes: [],
  misaka: { options: [], flags: [] },
  mistune: { plugins: ["strikethrough", "subscript", "superscript"], parameters: ["escape", "hard_wrap"] },
  extras: { highlight: false, smartPunctuation: false, emoji: false },
};

/** The worker as one JavaScript module, because Node 20 cannot load the source in a thread. */
export function bundleWorker(): URL {
  const entry = fileURLToPath(new URL("../../../src/infra/markup/worker.ts", import.meta.url));
  return bundle({ entryPoints: [entry] });
}

/**
 * A worker of the same protocol with another answer, written as the body of its message handler; `known` if it tells its
 * thread.
 */
export function strangeWorker(handler: string, known = true): URL {
  const contents = `
    import { parentPort, workerData } from "node:worker_threads";
    import { thisThread } from "./threadTime.ts";
    parentPort.on("message", (text) => { ${handler} });
    parentPort.postMessage({ kind: "ready", thread: ${known ? "thisThread()" : "undefined"} });`;
  const resolveDir = fileURLToPath(new URL("../../../src/infra/markup", import.meta.url));
  return bundle({ stdin: { contents, resolveDir } });
}

function bundle(input: { entryPoints: string[] } | { stdin: { contents: string; resolveDir: string } }): URL {
  const outfile = join(mkdtempSync(join(tmpdir(), "markup-worker-")), "worker.mjs");
  buildSync({ ...input, outfile, bundle: true, platform: "node", format: "esm", logLevel: "error" });
  return pathToFileURL(outfile);
}
