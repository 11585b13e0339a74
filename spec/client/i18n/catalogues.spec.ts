import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogueCodes } from "../../../src/client/i18n/codes.ts";
import { en } from "../../../src/client/i18n/en.ts";
import type { PluralKey } from "../../../src/client/i18n/keys.ts";
import { ageOf } from "../../../src/client/time.ts";

type Value = string | Readonly<Record<string, string>>;

const folder = new URL("../../../src/client/i18n/catalogues/", import.meta.url);
const english: Readonly<Record<string, Value>> = en;

/** The numbers, first and last, that the widget asks each text for. */
const asked: Readonly<Record<PluralKey, readonly [number, number]>> = {
  "num-comments": [0, 200],
  "comment-hidden": [1, 200],
  "date-minute": [1, 45],
  "date-hour": [1, 22],
  "date-day": [1, 5],
  "date-week": [1, 3],
  "date-month": [1, 11],
  "date-year": [1, 200],
  "retry-in": [1, 60],
};

const plurals = Object.entries(asked);

/** Texts that are the same as in English: an address, and words that the languages share. */
const shared: Readonly<Record<string, readonly string[]>> = {
  de: ["postbox-author", "postbox-website"],
  nl: ["comment-score"],
};

/** Occitan is unknown to Intl; the client takes the rules of French for it. */
const rulesFor = (code: string): Intl.PluralRules => new Intl.PluralRules(code === "oc" ? "fr" : code);

function numbers([first, last]: readonly [number, number]): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function read(code: string): Readonly<Record<string, Value>> {
  return JSON.parse(readFileSync(new URL(`${code}.json`, folder), "utf8"));
}

function forms(value: Value | undefined): readonly (readonly [category: string, text: string])[] {
  return typeof value === "object" ? Object.entries(value) : [];
}

function textsOf(value: Value | undefined): readonly string[] {
  return typeof value === "string" ? [value] : forms(value).map(([, text]) => text);
}

function places(value: Value | undefined): readonly string[] {
  return textsOf(value).flatMap((text) => text.match(/\{\{.*?\}\}|[{}]/g) ?? []);
}

/** How the forms of a text end: a sentence with a stop, something that goes on with dots, a label with neither. */
function ending(value: Value | undefined): readonly string[] {
  return [...new Set(textsOf(value).map((text) => /[.。…]$/.exec(text)?.[0].replace("。", ".") ?? ""))];
}

describe("the catalogues", () => {
  it("are the files that the list of codes names", () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
    expect(files.sort()).toEqual([...catalogueCodes].sort());
  });

  it("are in languages whose plural rules this Node knows, Occitan excepted", () => {
    const known = Intl.PluralRules.supportedLocalesOf([...catalogueCodes]);
    expect(catalogueCodes.filter((code) => !known.includes(code))).toEqual(["oc"]);
  });

  it("cover each text that changes with a number", () => {
    const keys = Object.keys(english).filter((key) => typeof english[key] === "object");
    expect(Object.keys(asked).sort()).toEqual(keys.sort());
  });

  it("are asked for ages of the numbers that are checked here", () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 * 365 * 86_400 }), (seconds) => {
        const [key, count] = ageOf(seconds) ?? ["date-minute", 1];
        expect(numbers(asked[key])).toContain(count);
      }),
    );
  });
});

describe.each(catalogueCodes)("the catalogue %s", (code) => {
  const catalogue = read(code);
  const keys = Object.keys(english);

  it("has every key and no other", () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
  });

  it("has a text without stray blanks for every key", () => {
    const odd = keys.filter((key) => {
      const texts = textsOf(catalogue[key]);
      return (
        texts.length === 0 || texts.some((text) => !/^\S+(?: \S+)*$/u.test(text.replaceAll("\u00a0", " ")))
      );
    });
    expect(odd).toEqual([]);
  });

  it("leaves nothing in English but what both languages write alike", () => {
    const same = keys.filter((key) => JSON.stringify(catalogue[key]) === JSON.stringify(english[key]));
    expect(same.sort()).toEqual(["postbox-website-placeholder", ...(shared[code] ?? [])].sort());
  });

  it("has the plural forms that its language tells apart, and the one for all else", () => {
    const rules = rulesFor(code);
    const wanted = [...new Set([...numbers([0, 200]).map((n) => rules.select(n)), "other"])].sort();
    const given = plurals.map(([key]) => [
      key,
      forms(catalogue[key])
        .map(([category]) => category)
        .sort(),
    ]);
    expect(given).toEqual(plurals.map(([key]) => [key, wanted]));
  });

  it("says the number in every form that stands for more than one number", () => {
    const rules = rulesFor(code);
    const mute = plurals.flatMap(([key, range]) =>
      forms(catalogue[key])
        .filter(([, text]) => !text.includes("{{ n }}"))
        .map(([category]) => [key, numbers(range).filter((n) => rules.select(n) === category)] as const)
        .filter(([, meant]) => meant.length > 1),
    );
    expect(mute).toEqual([]);
  });

  it("has a place for a name or a number where English has it, and nowhere else", () => {
    const plain = keys.filter((key) => typeof english[key] === "string");
    const given = plain.map((key) => [key, places(catalogue[key])]);
    expect(given).toEqual(plain.map((key) => [key, places(english[key])]));
    const counted = plurals.flatMap(([key]) => forms(catalogue[key]).map(([, text]) => places(text)));
    expect(counted.filter((found) => found.length > 1 || (found[0] ?? "{{ n }}") !== "{{ n }}")).toEqual([]);
  });

  it("says in a bracket at the end that a field may stay empty", () => {
    for (const key of ["postbox-author", "postbox-email", "postbox-website"]) {
      expect(catalogue[key]).toMatch(/^[^()（）]+(?: \([^()]+\)|（[^（）]+）)$/);
    }
  });

  it("keeps the marks of Markdown in the hint", () => {
    expect(catalogue["postbox-markdown"]).toMatch(
      / \*\*\S.*\*\*.* _\S.*_.* `\S.*`.* > \S.* \[\S.*\]\(https:\/\/…\)$/,
    );
  });

  it("ends sentences with a stop and labels without", () => {
    const given = keys.map((key) => [key, ending(catalogue[key])]);
    expect(given).toEqual(keys.map((key) => [key, ending(english[key])]));
  });
});
