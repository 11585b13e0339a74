import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  missingUri,
  parseThreadQuery,
  type ThreadQuery,
  threadQueryKey,
} from "../../../src/domain/thread/query.ts";
import { parseQuery } from "../../../src/domain/web/queryString.ts";

const plain: ThreadQuery = {
  uri: "/a",
  parent: null,
  sort: "oldest",
  offset: 0,
  after: 0,
  plain: false,
};

const anyQuery: fc.Arbitrary<ThreadQuery> = fc.record(
  {
    uri: fc.string(),
    parent: fc.option(fc.maxSafeInteger()),
    sort: fc.constantFrom("oldest" as const, "newest" as const, "upvotes" as const),
    limit: fc.maxSafeInteger(),
    offset: fc.maxSafeNat(),
    nestedLimit: fc.maxSafeInteger(),
    after: fc.oneof(
      fc.double({ noNaN: true }).map((value) => value + 0),
      fc.constant("nothing" as const),
    ),
    plain: fc.boolean(),
  },
  { requiredKeys: ["uri", "parent", "sort", "offset", "after", "plain"] },
);

function parsed(query: string): ReturnType<typeof parseThreadQuery> {
  return parseThreadQuery(parseQuery(`uri=/a&${query}`));
}

describe("parseThreadQuery", () => {
  it("answers with a query or a message for any parameters", () => {
    const name = fc.constantFrom(
      "uri",
      "sort",
      "limit",
      "offset",
      "parent",
      "nested_limit",
      "after",
      "plain",
    );
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.constantFrom("newest", "0"));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
        const result = parseThreadQuery(new Map(pairs));
        if (!result.ok) expect(result.error).not.toBe("");
        else expect(Object.keys(result.value)).toEqual(expect.arrayContaining(Object.keys(plain)));
      }),
    );
  });

  it("reads back every query that was written as parameters", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const params = new Map([
          ["uri", query.uri],
          ["sort", query.sort],
          ["offset", String(query.offset)],
          ["after", query.after === "nothing" ? "x" : String(query.after).replace("Infinity", "9e999")],
          ["plain", query.plain ? "1" : "0"],
        ]);
        if (query.parent !== null) params.set("parent", String(query.parent));
        if (query.limit !== undefined) params.set("limit", String(query.limit));
        if (query.nestedLimit !== undefined) params.set("nested_limit", String(query.nestedLimit));
        expect(parseThreadQuery(params)).toEqual({ ok: true, value: query });
      }),
    );
  });

  it("needs a uri, which may be empty", () => {
    expect(parseThreadQuery(new Map([["sort", "x"]]))).toEqual({ ok: false, error: missingUri });
    expect(parseThreadQuery(new Map([["uri", ""]]))).toEqual({ ok: true, value: { ...plain, uri: "" } });
  });

  const badSort = "Invalid sort option. Must be one of: 'newest', 'oldest', 'upvotes'";

  it.each([
    ["sort=", badSort],
    ["sort=Newest", badSort],
    ["limit=x&sort=y", badSort],
    ["limit=", "limit should be integer"],
    ["limit=1.0", "limit should be integer"],
    ["limit=99999999999999999999", "limit should be integer"],
    ["offset=x&limit=y", "limit should be integer"],
    ["offset=x", "offset should be integer"],
    ["offset=9007199254740992", "offset should be integer"],
    ["offset=-1&parent=x", "offset should not be negative"],
    ["parent=&nested_limit=x", "parent should be integer"],
    ["parent=null", "parent should be integer"],
    ["parent=99999999999999999999", "parent should be integer"],
    ["nested_limit=x", "nested_limit should be integer"],
    ["nested_limit=-99999999999999999999", "nested_limit should be integer"],
  ])("refuses %s", (query, error) => {
    expect(parsed(query)).toEqual({ ok: false, error });
  });

  it.each([
    ["", {}],
    ["limit=%2B1&offset=-0", { limit: 1 }],
    ["limit=+1+&offset=1_0", { limit: 1, offset: 10 }],
    ["limit=-1&nested_limit=-1&parent=0", { limit: -1, nestedLimit: -1, parent: 0 }],
    ["sort=upvotes&sort=x", { sort: "upvotes" }],
    ["plain=0", {}],
    ["plain=1", { plain: true }],
    ["plain=", { plain: true }],
    ["plain=false", { plain: true }],
  ])("reads %j", (query, expected) => {
    expect(parsed(query)).toEqual({ ok: true, value: { ...plain, ...expected } });
  });

  it.each([
    ["150", 150],
    [" 150", 150],
    ["99.9", 99.9],
    ["1e3", 1000],
    [".5", 0.5],
    ["5.", 5],
    ["1.e2", 100],
    ["-.5e-1 ", -0.05],
    ["\u000b5", 5],
    ["+5", 5],
    ["1e999", Number.POSITIVE_INFINITY],
  ])("compares numerically with after %j", (text, after) => {
    expect(parsed(`after=${encodeURIComponent(text)}`)).toMatchObject({ value: { after } });
  });

  it.each([
    "",
    "abc",
    "1e",
    "0x10",
    "inf",
    "1_0",
    "--5",
    "+-5",
    "5a",
    ".",
    "e5",
    "1 e2",
    "5\0",
    "\u00a05",
    "\u001c5",
  ])("lets nothing through with after %j", (text) => {
    expect(parsed(`after=${encodeURIComponent(text)}`)).toMatchObject({ value: { after: "nothing" } });
  });

  it("judges a long run of digits quickly", () => {
    const start = performance.now();
    expect(parsed(`after=${"1".repeat(100_000)}x`)).toMatchObject({ value: { after: "nothing" } });
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe("threadQueryKey", () => {
  it("is the same for equal queries and differs for all others", () => {
    fc.assert(
      fc.property(anyQuery, anyQuery, (one, other) => {
        expect(threadQueryKey(one)).toBe(threadQueryKey({ ...one }));
        const same =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(threadQueryKey(one) === threadQueryKey(other)).toBe(same);
      }),
    );
  });

  it("keeps apart what one member more or less makes", () => {
    const variants: ThreadQuery[] = [
      plain,
      { ...plain, limit: 0 },
      { ...plain, nestedLimit: 0 },
      { ...plain, parent: 0 },
      { ...plain, offset: 1 },
      { ...plain, after: "nothing" },
      { ...plain, plain: true },
      { ...plain, sort: "newest" },
      { ...plain, uri: "0 /a" },
    ];
    expect(new Set(variants.map(threadQueryKey)).size).toBe(variants.length);
  });
});
