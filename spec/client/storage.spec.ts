import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStore, type Shelf } from "../../src/client/storage.ts";

/** A shelf whose keys are its own properties, as those of a browser are; `full` takes nothing in. */
function shelfOf(content: Record<string, string>, full = false): Shelf {
  const methods: Shelf = {
    getItem: (key) => content[key] ?? null,
    setItem(key, value) {
      if (full) throw new Error("the quota has been exceeded");
      content[key] = value;
    },
    removeItem(key) {
      delete content[key];
    },
  };
  return Object.assign(Object.create(methods), content);
}

const shelves: readonly (readonly [name: string, shelf: () => Shelf])[] = [
  ["that works", () => shelfOf({})],
  ["that is full", () => shelfOf({}, true)],
  [
    "that is forbidden",
    () => {
      throw new Error("access is denied for this document");
    },
  ],
];

describe.each(shelves)("a store on a shelf %s", (_name, open) => {
  it("gives back what was kept last, until it is removed", () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (key, first, second) => {
        let shelf: Shelf | undefined;
        const store = createStore(() => {
          shelf ??= open();
          return shelf;
        });
        store.set(key, first);
        store.set(key, second);
        expect(store.get(key)).toEqual(JSON.parse(JSON.stringify(second)));
        store.remove(key);
        expect(store.get(key)).toBeUndefined();
      }),
    );
  });
});

describe("a store", () => {
  it("keeps each value as JSON, as the original does", () => {
    const content: Record<string, string> = {};
    const shelf = shelfOf(content);
    createStore(() => shelf).set("isso-author", "O'Brien");
    createStore(() => shelf).set("isso-email", null);
    expect(content).toEqual({ "isso-author": '"O\'Brien"', "isso-email": "null" });
  });

  it("has no value where the shelf holds something that is no JSON", () => {
    expect(createStore(() => shelfOf({ "isso-author": "plain" })).get("isso-author")).toBeUndefined();
  });

  it("names the keys of the shelf", () => {
    expect(createStore(() => shelfOf({ a: "1", b: "2" })).keys()).toEqual(["a", "b"]);
  });
});
