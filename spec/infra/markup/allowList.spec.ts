import { describe, expect, it } from "vitest";
import { allowList } from "../../../src/infra/markup/allowList.ts";
import { defaults } from "./fixtures.ts";

describe("allowList", () => {
  it("ignores elements that run code or load documents", () => {
    const wished = ["script", "STYLE", "iframe", "object", "embed", "svg", "math", "base", "template", "u"];
    const { tagNames } = allowList({ ...defaults, allowedElements: wished });
    expect(tagNames?.filter((name) => wished.includes(name) || name === "style")).toEqual(["u"]);
  });

  it("ignores attributes that run code or style the page", () => {
    const wished = ["onclick", "ONERROR", "style", "srcdoc", "title"];
    const { attributes } = allowList({ ...defaults, allowedAttributes: wished });
    expect(attributes?.["p"]).toEqual(["title"]);
    expect(attributes?.["a"]).toEqual(["title", "href", "rel"]);
  });

  it("allows no attribute to all elements at once, so that code keeps its own rule", () => {
    const { attributes } = allowList({ ...defaults, allowedAttributes: ["class"] });
    expect(attributes?.["*"]).toBeUndefined();
    expect(attributes?.["code"]).toHaveLength(1);
  });

  it("checks the scheme of every attribute that holds an address", () => {
    const { protocols } = allowList(defaults);
    expect(protocols?.["href"]).toEqual(["http", "https", "mailto"]);
    expect(protocols?.["src"]).toEqual(["http", "https", "mailto"]);
  });
});
