import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manual = read("docs/embedding.md");

/** What stands in a text, each thing once, in order. */
function named(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))].sort();
}

/** The members of an interface, by its source. */
function membersOf(path: string, name: string): readonly string[] {
  const [, body = ""] = read(path).split(`export interface ${name} {`);
  return named(body.split("\n}")[0] ?? "", /^ {2}readonly "?([\w:-]+)"?\??:/gm);
}

describe("the manual on embedding", () => {
  it("names every option, and no other", () => {
    const table = manual.slice(manual.indexOf("## Options"), manual.indexOf("## Counters"));
    const options = named(table, /`data-isso-([a-z-]+)`/g);
    expect(options).toEqual(membersOf("src/client/options.ts", "Options"));
  });

  it("names every event, and no other", () => {
    expect(named(manual, /^\| `(isso:\w+)`/gm)).toEqual(membersOf("src/client/events.ts", "ThreadEvents"));
  });

  it("names every custom property of the style sheet, and no other", () => {
    const used = named(read("src/client/isso.css"), /var\(\s*(--isso-[a-z-]+)/g);
    expect(named(manual, /`(--isso-[a-z-]+)`/g)).toEqual(used);
  });

  it("names classes that the widget gives, and no others", () => {
    const [, tree = ""] = /```text\n(#isso-thread.*?)```/s.exec(manual) ?? [];
    const style = read("src/client/isso.css");
    const known = named(style, /\.(isso-[a-z-]+)/g);
    const structure = [
      "isso-sending",
      "isso-vote-level-",
      "isso-is-page-author",
      "isso-editing",
      "isso-edit",
      "isso-cancel",
    ];
    for (const name of named(tree, /\b(isso-(?!style|root|thread\b)[a-z-]+)/g)) {
      expect([...known, ...structure]).toContain(name);
    }
  });
});

describe("the style sheet", () => {
  it("never sets a property that a page may set", () => {
    expect(read("src/client/isso.css")).not.toMatch(/--isso-[a-z-]+\s*:/);
  });

  it("takes no side: all of it can be mirrored for writing from right to left", () => {
    expect(read("src/client/isso.css")).not.toMatch(
      /\b(?:margin|padding|border)-(?:left|right)\b|^\s*(?:left|right):/m,
    );
  });

  it("reads every property that themes of the original set", () => {
    const properties = (
      "primary-text-color secondary-text-color border box-shadow-color hover-color link-hover-color " +
      "link-text-shadow-color input-background-color input-outline-color button-background-color button-border " +
      "button-hover-background-color button-active-background-color preview-border-color preview-box-shadow-color " +
      "preview-background pre-color pre-background-color pre-border-color comment-divider-color " +
      "page-author-suffix-color target-fade-background-color"
    ).split(" ");
    const style = read("src/client/isso.css");
    for (const property of properties) expect(style).toContain(`--isso-${property},`);
  });
});
