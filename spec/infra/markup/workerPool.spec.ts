import { afterEach, describe, expect, it } from "vitest";
import { thisThread } from "../../../src/infra/markup/threadTime.ts";
import {
  createWorkerPool,
  type WorkerPool,
  type WorkerPoolOptions,
} from "../../../src/infra/markup/workerPool.ts";
import { strangeWorker } from "./fixtures.ts";

const pools: WorkerPool[] = [];

/**
 * Answers its text in upper case; `hang` and `count` never end, `die` ends the thread, `fail` is refused, and the others
 * wait as if the machine had other work, `starve` for a second.
 */
const handler = `
  const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  if (text === "starve") wait(1000);
  if (text === "starve for ever") wait(Infinity);
  if (text === "hang") for (;;);
  if (text === "count") for (;;) Atomics.add(workerData, 0, 1);
  if (text === "die") process.exit(1);
  parentPort.postMessage(text === "fail" ? { kind: "failed" } : { kind: "done", html: text.toUpperCase() });`;
const entry = strangeWorker(handler);

function open(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  const pool = createWorkerPool({
    entry,
    workerData: undefined,
    size: 1,
    queueLimit: 8,
    deadline: 300,
    patience: 15_000,
    ...options,
  });
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

describe("a worker pool", () => {
  it("answers each text with its own answer", async () => {
    const pool = open({ size: 2, queueLimit: 50 });
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    const answers = await Promise.all(texts.map((text) => pool.run(text, "first")));
    expect(answers).toEqual(texts.map((text) => ({ ok: true, value: text.toUpperCase() })));
  });

  it("ends the thread of a text that overruns its deadline and goes on with another", async () => {
    const rounds = new Int32Array(new SharedArrayBuffer(4));
    const pool = open({ workerData: rounds });
    const answers = await Promise.all([pool.run("count", "first"), pool.run("a", "first")]);
    expect(answers).toEqual([
      { ok: false, error: "overrun" },
      { ok: true, value: "A" },
    ]);
    const stopped = rounds[0];
    for (let index = 0; index < 500; index += 1) await pool.run("a", "first");
    expect(stopped).toBeGreaterThan(0);
    expect(rounds[0]).toBe(stopped);
  });

  it.runIf(thisThread() !== undefined)(
    "gives a text time while its thread waits for the processor",
    async () => {
      const pool = open();
      expect(await pool.run("starve", "first")).toEqual({ ok: true, value: "STARVE" });
    },
  );

  it("ends the thread of a text that has waited too long for the processor", async () => {
    const pool = open({ patience: 400 });
    expect(await pool.run("starve for ever", "first")).toEqual({ ok: false, error: "overrun" });
    expect(await pool.run("a", "first")).toEqual({ ok: true, value: "A" });
  });

  it("counts the time on the clock if the thread's own is unknown", async () => {
    const pool = open({ entry: strangeWorker(handler, false) });
    await pool.run("a", "first");
    const started = performance.now();
    expect(await pool.run("starve for ever", "first")).toEqual({ ok: false, error: "overrun" });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("replaces a worker that dies", async () => {
    const pool = open();
    const answers = await Promise.all([
      pool.run("die", "first"),
      pool.run("a", "first"),
      pool.run("fail", "first"),
      pool.run("b", "first"),
    ]);
    expect(answers.map((answer) => (answer.ok ? answer.value : answer.error))).toEqual([
      "broken",
      "A",
      "broken",
      "B",
    ]);
  });

  it("refuses texts beyond its queue", async () => {
    const pool = open({ queueLimit: 1 });
    const answers = await Promise.all([
      pool.run("a", "first"),
      pool.run("b", "first"),
      pool.run("c", "first"),
    ]);
    expect(answers[2]).toEqual({ ok: false, error: "busy" });
    expect(answers.slice(0, 2).every((answer) => answer.ok)).toBe(true);
  });

  it("takes what may come last after everything that came first", async () => {
    const pool = open();
    const order: string[] = [];
    const run = async (text: string, turn: "first" | "last"): Promise<void> => {
      await pool.run(text, turn);
      order.push(text);
    };
    await Promise.all([run("under way", "last"), run("c", "last"), run("a", "first"), run("b", "first")]);
    expect(order).toEqual(["under way", "a", "b", "c"]);
  });

  it("answers although its worker cannot be loaded", async () => {
    const pool = open({ entry: new URL("missing.mjs", entry) });
    expect(await pool.run("a", "first")).toEqual({ ok: false, error: "broken" });
  });

  it("answers everything when it is closed", async () => {
    const pool = open();
    const answers = Promise.all([pool.run("hang", "first"), pool.run("a", "first")]);
    await pool.close();
    expect(await answers).toEqual([
      { ok: false, error: "broken" },
      { ok: false, error: "broken" },
    ]);
    expect(await pool.run("a", "first")).toEqual({ ok: false, error: "broken" });
  });
});
