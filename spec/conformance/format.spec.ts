import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../src/conformance/json.ts";
import { parseArea } from "../../src/conformance/parseScenario.ts";
import { textFits, valueFits } from "../../src/conformance/placeholders.ts";
import { fitsPattern } from "../../src/conformance/scenario.ts";
import { fillJson, fillPath, fillText } from "../../src/conformance/values.ts";
import { anyText } from "../support/json.ts";

const step = { id: "one", title: "One", request: { method: "GET", path: "/" }, expect: { status: 200 } };

function areaWith(changes: Readonly<Record<string, Json>>): Json {
  return {
    area: "a",
    title: "A",
    scenarios: [{ id: "s", title: "S", profile: "defaults", steps: [{ ...step, ...changes }] }],
  };
}

describe("a file of scenarios", () => {
  it("may leave out what has a default", () => {
    const [scenario] = parseArea(areaWith({}), "a.json").scenarios;
    expect(scenario).toMatchObject({
      fresh: false,
      pages: {},
      steps: [{ as: "reader", until: 0, ignore: [] }],
    });
  });

  it.each<[string, Json, string]>([
    [
      "an unknown member",
      areaWith({ expects: {} }),
      "a.json: scenarios.0.steps.0: unknown member 'expects'; there are",
    ],
    [
      "a step without a status",
      areaWith({ expect: {} }),
      "a.json: scenarios.0.steps.0.expect: 'status' is required",
    ],
    [
      "a request with two bodies",
      areaWith({ request: { method: "POST", path: "/", json: 1, text: "1" } }),
      "a.json: scenarios.0.steps.0.request: a request has one body, not json and text",
    ],
    [
      "a name that is none",
      areaWith({ id: "One!" }),
      "'id' must be lower-case words joined by hyphens, not 'One!'",
    ],
    [
      "a waiting time that is too long",
      areaWith({ until: 11 }),
      "'until' must be a whole number from 0 to 10",
    ],
    [
      "two steps of one name",
      { area: "a", title: "A", scenarios: [{ id: "s", title: "S", profile: "p", steps: [step, step] }] },
      "a.json: scenarios.0: 'one' is there twice",
    ],
  ])("is refused for %s, with the place", (_, value, message) => {
    expect(() => parseArea(value, "a.json")).toThrow(message);
  });
});

describe("values", () => {
  const values = new Map<string, Json>([
    ["id", 5],
    ["uri", "/a b"],
  ]);

  it("keep their type where they stand alone, and become text inside one", () => {
    expect(fillJson({ "{{id}}": ["{{id}}", "no. {{id}}"] }, values)).toEqual({ 5: [5, "no. 5"] });
  });

  it("are percent-encoded in a path, whatever they hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const path = fillPath("/?uri={{text}}&plain=1", new Map([["text", text]]));
        expect(new URLSearchParams(path.slice(2)).get("uri")).toBe(text);
      }),
    );
  });

  it("that are not there are named", () => {
    expect(() => fillText("/id/{{key}}", values)).toThrow("there is no value {{key}}");
  });

  it("can be long without a long file", () => {
    expect(fillJson({ text: { $repeat: { text: "ab", times: 3 } } }, values)).toEqual({ text: "ababab" });
  });
});

describe("typed placeholders", () => {
  it.each<[string, Json, boolean]>([
    ["{{:id}}", 1, true],
    ["{{:id}}", 0, false],
    ["{{:id}}", "1", false],
    ["{{:time}}", Date.now() / 1000, true],
    ["{{:time}}", 0, false],
    ["{{:boolean}}", false, true],
    ["{{:boolean}}", null, false],
    ["{{:any}}", null, true],
    ["{{:hex}}", "4505c1eeda98", true],
    ["{{:hex}}", "4505C1", false],
    ["{{:token}}", "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA", true],
    ["{{:token}}", "MQ.ZVPxAA", false],
    ["{{:date}}", "Sun, 22 Nov 2026 00:19:21 GMT", true],
    ["id={{:id}}; Path=/", "id=12; Path=/", true],
    ["id={{:id}}; Path=/", "id=012; Path=/", false],
  ])("%s against %j: %s", (expected, got, fits) => {
    expect(valueFits(expected, got)).toBe(fits);
  });

  it("leave every other text to the letter", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        fc.pre(!one.includes("{{:"));
        expect(textFits(one, other)).toBe(one === other);
      }),
    );
  });

  it("of no known type are an error, not a text", () => {
    expect(() => textFits("{{:unknown}}", "")).toThrow("there is no placeholder {{:unknown}}");
  });
});

describe("a pattern", () => {
  it.each([
    ["posting", "posting/first/post", true],
    ["posting/first", "posting/first/post", true],
    ["posting/*/post", "posting/first/post", true],
    ["*", "posting/first/post", true],
    ["post", "posting/first/post", false],
    ["posting.first", "posting/first", false],
  ])("%s fits %s: %s", (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });
});
