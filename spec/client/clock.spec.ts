import fc from "fast-check";
import { expect, it } from "vitest";
import { createClock } from "../../src/client/clock.ts";

it("tells the server's time after one answer, however wrong the local clock is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4e9 }), (local, server) => {
      const clock = createClock(() => local);
      clock.observe(new Date(server * 1000).toUTCString());
      expect(clock.now()).toBe(server * 1000);
    }),
  );
});

it("keeps to the local clock as long as no date could be read", () => {
  const clock = createClock(() => 12_345);
  clock.observe(null);
  clock.observe("yesterday, or so");
  expect(clock.now()).toBe(12_345);
});
