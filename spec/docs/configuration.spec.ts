import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildSettings } from "../../src/domain/config/buildSettings.ts";
import type { IniFile } from "../../src/domain/config/ini.ts";
import { parseIni } from "../../src/domain/config/ini.ts";
import type { Settings } from "../../src/domain/config/settings.ts";
import { parseBoolean, parseInteger, parseLines, parseList } from "../../src/domain/config/values.ts";
import type { Result } from "../../src/domain/result.ts";

interface DocumentedOption {
  readonly name: string;
  readonly type: string;
  readonly default: string;
}

function ini(text: string): IniFile {
  const file = parseIni(text);
  if (!file.ok) {
    throw new Error(file.error);
  }
  return file.value;
}

/** The option tables of the page: every table below a heading that is a section's name. */
function documentedOptions(page: string): readonly DocumentedOption[] {
  let section = "";
  const options: DocumentedOption[] = [];
  for (const line of page.split("\n")) {
    section = line.startsWith("## ") ? (/^## `(\[[a-z.]+])`$/.exec(line)?.[1] ?? "") : section;
    const row = /^\| `([a-z-]+)` \| ([a-z]+) \| (?:`([^`]+)` )?\| \S.*\|$/.exec(line);
    if (section !== "" && row !== null) {
      options.push({ name: `${section} ${row[1]}`, type: row[2] ?? "", default: row[3] ?? "" });
    }
  }
  return options;
}

const shipped = ini(readFileSync(new URL("../../isso.conf", import.meta.url), "utf8"));
const documented = documentedOptions(
  readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8"),
);
const shippedDefaults = [...shipped.sections].flatMap(([section, options]) =>
  [...options].map(([option, value]) => [`[${section}] ${option}`, value] as const),
);

const typed: Readonly<Record<string, (text: string) => unknown>> = {
  text: (text) => text,
  number: (text) => valueOrError(parseInteger(text)),
  duration: (text) => valueOrError(parseInteger(text)),
  switch: (text) => valueOrError(parseBoolean(text)),
  list: (text) => parseList(text).filter((part) => part !== ""),
  lines: parseLines,
};

function valueOrError(result: Result<unknown, string>): unknown {
  return result.ok ? result.value : result.error;
}

/** Where an option is found in the settings, for those whose value is the typed text. */
function settingOf(name: string, settings: Settings): unknown {
  const { general, admin, moderation, server, smtp, guard, markup, hash, rss } = settings;
  const places: Readonly<Record<string, object>> = {
    ...{ general, admin, moderation, server, smtp, guard, markup, hash, rss },
    ...{ "markup.misaka": markup.misaka, "markup.mistune": markup.mistune, "markup.extras": markup.extras },
  };
  const [section = "", option = ""] = name.slice(1).split("] ");
  const key = RENAMED[name] ?? option.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return new Map(Object.entries(places[section] ?? {})).get(key);
}

const RENAMED: Readonly<Record<string, string>> = {
  "[moderation] approve-if-email-previously-approved": "approveKnownEmail",
};

/** Options whose setting is another shape than the typed text; the specs of the settings hold them. */
const RESHAPED = ["[general] host", "[server] listen", "[smtp] from", "[hash] algorithm"];

/** Options that are accepted and have no setting. */
const WITHOUT_SETTING = ["[server] reload", "[server] profile"];

describe("isso.conf, the settings and docs/configuration.md", () => {
  test("name the same options in the same order, none twice", () => {
    expect(documented.map(({ name }) => name)).toEqual(shippedDefaults.map(([name]) => name));
  });

  test("have the same defaults", () => {
    expect(documented.map((option) => [option.name, option.default])).toEqual(shippedDefaults);
  });

  test("every option of isso.conf has a comment above it, alone or with its neighbours", () => {
    const lines = readFileSync(new URL("../../isso.conf", import.meta.url), "utf8").split("\n");
    for (const [index, line] of lines.entries()) {
      if (/^[a-z-]+ =/.test(line)) {
        expect(lines[index - 1], line).toMatch(/^(# |[a-z-]+ =)/);
      }
    }
  });

  test.each(documented)("$name is a $type whose default reaches the settings", (option) => {
    const built = buildSettings(shipped, ini("[general]\nhost = https://example.com/"), {}, "/");
    if (!built.ok) {
      throw new Error(built.error.message);
    }
    const setting = settingOf(option.name, built.value.settings);
    if (WITHOUT_SETTING.includes(option.name)) {
      expect(setting).toBeUndefined();
    } else if (!RESHAPED.includes(option.name)) {
      expect(setting).toEqual(typed[option.type]?.(option.default));
    }
  });
});
