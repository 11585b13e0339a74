import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseIni } from "../../src/domain/config/ini.ts";
import { currentVersions } from "../../src/domain/event/upcasters.ts";

const root = new URL("../../", import.meta.url);

interface Page {
  readonly name: string;
  readonly text: string;
}

const pages: readonly Page[] = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(new URL("docs/", root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(new URL(name, root), "utf8") }));

/** The text without blocks of code, and without code in a line if `inline` is false. */
function prose({ text }: Page, inline: boolean): string {
  const outside = text.replace(/^( *)```[\s\S]*?^\1```$/gm, "");
  return inline ? outside : outside.replace(/`[^`\n]*`/g, "");
}

/** Every link of a page that does not leave the project, split into file and heading. */
function linksOf(page: Page): readonly { readonly file: URL; readonly heading: string }[] {
  return [...prose(page, false).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = "", heading = ""] = target.split("#");
      return {
        file: path === "" ? new URL(page.name, root) : new URL(path, new URL(page.name, root)),
        heading,
      };
    });
}

/** The names under which the headings of a page can be linked to. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function optionsOf(ini: string): ReadonlySet<string> {
  const file = parseIni(ini);
  if (!file.ok) throw new Error(file.error);
  return new Set(
    [...file.value.sections].flatMap(([section, options]) =>
      [...options.keys()].map((option) => `[${section}] ${option}`),
    ),
  );
}

const shipped = optionsOf(readFileSync(new URL("isso.conf", root), "utf8"));

/** Options of older versions of the original, which the pages may name to say what became of them. */
const former = [
  "[server] host",
  "[server] port",
  "[smtp] ssl",
  "[general] session-key",
  "[markup] options",
  "[markup] flags",
];

/** Event types that stand as such in the tables of docs/events.md. */
function documentedTypes(): readonly string[] {
  const events = pages.find(({ name }) => name === "docs/events.md");
  return [...(events?.text ?? "").matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, type = ""]) => type);
}

describe.each(pages)("$name", (page) => {
  test("links only to files and headings that exist", () => {
    const broken = linksOf(page).filter(
      ({ file, heading }) =>
        !existsSync(file) ||
        (heading !== "" && !headingsOf(readFileSync(file, "utf8")).includes(heading.toLowerCase())),
    );
    expect(broken.map(({ file, heading }) => `${file.href}#${heading}`)).toEqual([]);
  });

  test("names only options that isso.conf has, or once had", () => {
    const named = [...prose(page, true).matchAll(/`(\[[a-z.]+\] [a-z-]+)/g)].map(([, option = ""]) => option);
    expect(named.filter((option) => !shipped.has(option) && !former.includes(option))).toEqual([]);
  });

  test("shows configurations whose options isso.conf has", () => {
    const shown = [...page.text.matchAll(/^( *)```ini\n([\s\S]*?)^\1```$/gm)].flatMap(
      ([, indent = "", ini = ""]) => [...optionsOf(ini.replaceAll(new RegExp(`^${indent}`, "gm"), ""))],
    );
    expect(shown.filter((option) => !shipped.has(option))).toEqual([]);
  });
});

describe("docs/events.md", () => {
  test("has every type of event, each once, and no other", () => {
    expect(documentedTypes().toSorted()).toEqual(Object.keys(currentVersions).toSorted());
  });
});

test("there are pages, links and options to look at", () => {
  expect(pages.flatMap(linksOf).length).toBeGreaterThan(20);
  expect(shipped.size).toBeGreaterThan(40);
});
