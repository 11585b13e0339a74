import { describe, expect, it } from "vitest";
import { allowList } from "../../../src/infra/markup/allowList.ts";
import { defaults } from "./fixtures.ts";

describe("allowList", () => {
  it("ignores elements that run code or load documents, should they get here", () => {
    const wished = ["script", "style", "iframe", "object", "embed", "svg", "math", "base", "template", "u"];
    const { tagNames } = allowList({ ...defaults, allowedElements: wished });
    expect(tagNames?.filter((name) => wished.includes(name))).toEqual(["u"]);
  });

  it("ignores attributes that run code or style the page, should they get here", () => {
    const wished = ["onclick", "onerror", "style", "srcdoc", "title"];
    const { attributes } = allowList({ ...defaults, allowedAttributes: wished });
    expect(attributes?.["p"]).toEqual(["title"]);
    expect(attributes?.["a"]).toEqual(["title", "href"]);
  });

  it("allows no attribute to all elements at once, so that code keeps its own rule", () => {
    const { attributes } = allowList({ ...defaults, allowedAttributes: ["class"] });
    expect(attributes?.["*"]).toBeUndefined();
    expect(attributes?.["code"]).toHaveLength(1);
  });

  it("finds attributes under the names that they have in a tree", () => {
    const allowedAttributes = ["class", "colspan", "datetime", "data-note", "aria-label"];
    const { attributes } = allowList({ ...defaults, allowedAttributes });
    expect(attributes?.["p"]).toEqual(["className", "colSpan", "dateTime", "dataNote", "ariaLabel"]);
  });

  it("lets an image have its address", () => {
    expect(allowList({ ...defaults, allowedElements: ["img"] }).attributes?.["img"]).toEqual(["src"]);
    expect(allowList(defaults).attributes?.["a"]).toEqual(["href"]);
  });
});
