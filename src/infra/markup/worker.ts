/** Entry of the thread that renders what may take long: one text in, one answer out. */

import { parentPort, workerData } from "node:worker_threads";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { createChain } from "./chain.ts";
import { loadExtras } from "./extras/extras.ts";
import { thisThread } from "./threadTime.ts";
import type { WorkerMessage } from "./workerPool.ts";

const settings: MarkupSettings = workerData;
const chain = createChain(settings, await loadExtras(settings.extras));

parentPort?.on("message", (source: string) => send(answer(source)));
send({ kind: "ready", thread: thisThread() });

/** Deep nesting overflows the stack before the deadline. */
function answer(source: string): WorkerMessage {
  try {
    return { kind: "done", html: chain(source) };
  } catch {
    return { kind: "failed" };
  }
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}
