import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyHistory, live } from "../../support/commands.ts";
import { derivedRows, inTempDir, openTestStore, soundEvents, start, withStore } from "../../support/store.ts";
import { alter, inspect } from "../../support/tables.ts";

describe("any course of commands", () => {
  test("leaves a log without gaps whose times never go back", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const clock = { seconds: start };
        await withStore(
          async (store, path) => {
            await live([store], clock, history);
            const events = await inspect(path, (all) =>
              all("SELECT seq, stream, stream_version, recorded_at FROM event ORDER BY seq"),
            );
            expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
            const times = events.map((event) => String(event["recorded_at"]));
            expect(times).toEqual([...times].sort());
            const heads = new Map<unknown, number>();
            for (const { stream, stream_version: version } of events) {
              expect(version).toBe((heads.get(stream) ?? 0) + 1);
              heads.set(stream, Number(version));
            }
            expect(await soundEvents(path)).toBe(events.length);
          },
          { clock },
        );
      }),
      { numRuns: 40 },
    );
  });

  test("leaves tables that a rebuild makes again to the byte", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const clock = { seconds: start };
        await withStore(
          async (store, path) => {
            await live([store], clock, history);
            await store.completeRenditions();
            const before = await derivedRows(path);
            await store.rebuild();
            expect(await derivedRows(path)).toEqual(before);
            await alter(
              path,
              "UPDATE comment_side SET html = NULL, markup = NULL, hash = NULL, hashing = NULL",
            );
            await store.rebuild();
            expect(await derivedRows(path)).toEqual(before);
            await soundEvents(path);
          },
          { clock },
        );
      }),
      { numRuns: 40 },
    );
  });

  test("notes nothing of its own as a change made elsewhere", async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        await inTempDir(async (path) => {
          const clock = { seconds: start };
          const first = await openTestStore(path, { clock });
          await live([first], clock, history);
          await first.close();
          const events = await soundEvents(path);
          const second = await openTestStore(path, { clock });
          await second.close();
          expect(await soundEvents(path)).toBe(events);
        });
      }),
      { numRuns: 15 },
    );
  });
});
