import { describe, expect, it } from "vitest";
import { isNext, watchCommits } from "../../../src/infra/sqlite/commitSignal.ts";
import { newPost, post } from "../../support/commands.ts";
import { inTempDir, openTestStore, start } from "../../support/store.ts";

describe("the header of the index of the write-ahead log", () => {
  it("counts one further with every commit, also across a checkpoint", () =>
    inTempDir(async (path) => {
      const store = await openTestStore(path);
      const signal = watchCommits(path);
      for (let n = 1; n <= 5; n += 1) {
        const before = signal.sample();
        await post(store, newPost(start, { uri: `/${n}/` }));
        const after = signal.sample();
        expect([isNext(before, after), isNext(before, before), isNext(after, before)]).toEqual([
          true,
          false,
          false,
        ]);
        await post(store, newPost(start, { uri: `/${n}/` }));
        expect(isNext(before, signal.sample())).toBe(false);
        if (n === 3) await store.tidy();
      }
      await store.close();
      signal.close();
    }));

  it("says nothing if its two copies differ or it could not be read", () =>
    inTempDir(async (path) => {
      const store = await openTestStore(path);
      const signal = watchCommits(path);
      const before = signal.sample();
      await post(store, newPost(start));
      const after = signal.sample();
      const torn = Buffer.from(after);
      torn.writeUInt8(torn.readUInt8(20) ^ 1, 20);
      expect(isNext(before, torn)).toBe(false);
      expect(isNext(Buffer.alloc(0), after)).toBe(false);
      await store.close();
      signal.close();
    }));
});
