import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDrafts } from "../../src/client/drafts.ts";
import type { Store } from "../../src/client/storage.ts";

const day = 24 * 3600 * 1000;
const texts = fc.string().filter((text) => text.trim() !== "");
const parents = fc.option(fc.nat());

function memoryStore(values: Map<string, unknown> = new Map()): Store {
  return {
    get: (key) => values.get(key),
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

describe("the drafts of a site", () => {
  it("give a text back to the form that it was typed in, also after the page was loaded again", () => {
    fc.assert(
      fc.property(fc.string(), parents, texts, (thread, parent, text) => {
        const store = memoryStore();
        createDrafts(store, 1).set(thread, parent, { text, key: "k", now: 1 });
        expect(createDrafts(store, 2).get(thread, parent)).toMatchObject({ text, key: "k" });
      }),
    );
  });

  it("keep the forms of a thread apart", () => {
    fc.assert(
      fc.property(fc.string(), texts, fc.nat(), fc.nat(), (thread, text, one, other) => {
        fc.pre(one !== other);
        const drafts = createDrafts(memoryStore(), 1);
        drafts.set(thread, one, { text, key: "k", now: 1 });
        expect(drafts.get(thread, other)).toBeUndefined();
        expect(drafts.get(thread, null)).toBeUndefined();
      }),
    );
  });

  it("forget a text that was sent or taken back, which leaves it blank", () => {
    const values = new Map<string, unknown>();
    const drafts = createDrafts(memoryStore(values), 1);
    drafts.set("/a/", null, { text: "something", key: "k", now: 1 });
    drafts.set("/a/", null, { text: " \n", key: "k", now: 1 });
    expect(drafts.get("/a/", null)).toBeUndefined();
    expect(values.size).toBe(0);
  });

  it("throw away what is older than thirty days, and nothing that is not theirs", () => {
    const values = new Map<string, unknown>([["isso-author", "Ann"]]);
    const store = memoryStore(values);
    const drafts = createDrafts(store, 0);
    drafts.set("/old/", null, { text: "old", key: "k", now: 1 });
    drafts.set("/new/", null, { text: "new", key: "k", now: 2 * day });
    createDrafts(store, 31 * day);
    expect([...values.keys()]).toEqual(["isso-author", "isso-draft-/new/#"]);
  });

  it("take nothing else for a draft", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const drafts = createDrafts(memoryStore(new Map([["isso-draft-/a/#", value]])), 0);
        expect(drafts.get("/a/", null)).toBeUndefined();
      }),
    );
  });
});
