import { describe, expect, it } from "vitest";
import { conditionalStatus } from "../../src/http/conditional.ts";

const current = { etag: '"now"', lastChange: 1000.5 };
const at = (seconds: number): string => new Date(seconds * 1000).toUTCString();

describe("conditionalStatus", () => {
  it.each([
    [{}, 200],
    [{ "if-none-match": '"now"' }, 304],
    [{ "if-none-match": 'W/"now"' }, 304],
    [{ "if-none-match": '"then", "now"' }, 304],
    [{ "if-none-match": "*" }, 304],
    [{ "if-none-match": '"then", *' }, 200],
    [{ "if-none-match": '"then"' }, 200],
    [{ "if-none-match": '"*"' }, 200],
    [{ "if-modified-since": at(1000) }, 304],
    [{ "if-modified-since": at(999) }, 200],
    [{ "if-modified-since": "never" }, 200],
    [{ "if-none-match": '"then"', "if-modified-since": at(2000) }, 200],
    [{ "if-match": '"now"' }, 200],
    [{ "if-match": "*" }, 200],
    [{ "if-match": "" }, 200],
    [{ "if-match": "now" }, 412],
    [{ "if-match": 'W/"now"' }, 412],
    [{ "if-match": '"then"' }, 412],
  ] as const)("answers %j with %i", (conditions, status) => {
    expect(conditionalStatus(conditions, current)).toBe(status);
  });

  it("leaves dates aside where no change is known", () => {
    expect(conditionalStatus({ "if-modified-since": at(2000) }, { etag: '"now"' })).toBe(200);
  });
});
