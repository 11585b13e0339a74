import { describe, expect, it } from "vitest";
import { thisThread, threadTime } from "../../../src/infra/markup/threadTime.ts";

const thread = thisThread();

describe("the processor time of a thread", () => {
  it.runIf(thread !== undefined)("grows while it works, never faster than the clock", () => {
    const [before, started] = [threadTime(thread) ?? 0, performance.now()];
    let used = 0;
    while (used < 50) used = (threadTime(thread) ?? Number.NaN) - before;
    expect(used).toBeLessThan(performance.now() - started + 20);
  });

  it.runIf(thread !== undefined)("stands still while it waits", () => {
    const before = threadTime(thread) ?? 0;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    expect((threadTime(thread) ?? Number.NaN) - before).toBeLessThan(100);
  });

  it("is unknown of a thread that is unknown", () => {
    expect(threadTime(undefined)).toBeUndefined();
    expect(threadTime("0")).toBeUndefined();
    expect(threadTime("none")).toBeUndefined();
  });
});
