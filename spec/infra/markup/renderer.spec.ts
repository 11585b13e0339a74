import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, describe, expect, it } from "vitest";
import type { Renderer } from "../../../src/domain/ports.ts";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { createRenderer } from "../../../src/infra/markup/renderer.ts";
import { cleanSource, typedText } from "../../../src/infra/markup/source.ts";
import { bundleWorker, defaults, strangeWorker } from "./fixtures.ts";

const workerEntry = bundleWorker();
const messages: string[] = [];
const renderer: Renderer = createRenderer(defaults, {
  workerEntry,
  log: (message) => messages.push(message),
});
const chain = createChain(defaults);

afterAll(() => renderer.close());

const mixed =
  "Some *words* with **marks**, [a link](http://example.org/) and `code`.\n\n- a\n- b\n\n> quoted\n\n";
const hostile = [
  ">",
  "*a_ ",
  "[",
  "`",
  "a**a",
  "<",
  "- ",
  ">- ",
  "~a~~b",
  "[a](",
  "![",
  "``a` ",
  "a\n=\n",
  "<!--",
];

describe("a renderer", () => {
  it("gives the chain's HTML for every length, wherever the text is rendered", async () => {
    for (const text of ["", "a", "a\r\nb", mixed, mixed.repeat(30), "plain words. ".repeat(1000)]) {
      expect(await renderer.render(text)).toBe(chain(cleanSource(text)));
    }
    expect(messages).toEqual([]);
  });

  it("answers hostile texts of 63 kB in bounded time, with the chain's HTML or as typed", {
    timeout: 120_000,
  }, async () => {
    await renderer.render(mixed.repeat(30));
    for (const pattern of hostile.slice(0, 6)) {
      const source = pattern.repeat(Math.ceil(63_000 / pattern.length));
      messages.length = 0;
      const started = performance.now();
      const html = await renderer.render(source);
      // 1 s on a quiet machine and 15 s on the busiest one, and a replaced worker has to start first.
      expect(performance.now() - started).toBeLessThan(20_000);
      if (messages.length > 0) expect(html).toBe(typedText(source));
      expect(messages.length).toBeLessThanOrEqual(1);
    }
  });

  it("never blocks the main thread for long", async () => {
    for (const pattern of hostile) await renderer.render(pattern.repeat(100));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (const pattern of hostile) {
      for (const length of [250, 1000, 2000]) {
        await renderer.render(pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length));
      }
    }
    delay.disable();
    // Some 15 ms on a quiet machine; the whole chain takes 150 ms for the worst of these.
    expect(delay.max / 1e6).toBeLessThan(100);
  });

  it("tells once about a text that it shows as typed", async () => {
    const told: string[] = [];
    const endless = createRenderer(defaults, {
      workerEntry: strangeWorker("while (text) {}"),
      log: (message) => told.push(message),
    });
    const source = ">".repeat(63_000);
    expect(await endless.render(source)).toBe(typedText(source));
    expect(told).toEqual(["A comment of 63000 characters took longer than 1000 ms; it is shown as typed."]);
    await endless.close();
  });
});

describe("a renderer's fingerprint", () => {
  it("is stable and changes with every setting", () => {
    const print = (settings: typeof defaults): string => createRenderer(settings).fingerprint;
    const variants: (typeof defaults)[] = [
      defaults,
      { ...defaults, renderer: "misaka" },
      { ...defaults, allowedElements: ["img"] },
      { ...defaults, allowedAttributes: ["img"] },
      { ...defaults, misaka: { options: ["tables"], flags: [] } },
      { ...defaults, misaka: { options: [], flags: ["tables"] } },
      { ...defaults, mistune: { plugins: [], parameters: [] } },
      { ...defaults, extras: { ...defaults.extras, emoji: true } },
    ];
    expect(new Set(variants.map(print)).size).toBe(variants.length);
    expect(print({ ...defaults })).toBe(renderer.fingerprint);
    expect(renderer.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });
});
