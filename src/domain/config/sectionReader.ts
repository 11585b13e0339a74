import type { Result } from "../result.ts";
import type { Environment } from "./expand.ts";
import { expandReferences, expandVariables } from "./expand.ts";
import type { IniFile } from "./ini.ts";
import { expected, parseBoolean, parseInteger, parseLines, parseList } from "./values.ts";

/** Why a configuration cannot be used. `message` is a whole sentence on one line and names section and option. */
export interface ConfigError {
  readonly section: string;
  readonly option: string;
  readonly message: string;
}

/** What the builders of all sections share. Problems and warnings are added as they are found. */
export interface SettingsSource {
  /** Shipped defaults and the user's file as one. */
  readonly file: IniFile;
  /** The user's file alone, for what depends on whether something was written. */
  readonly user: IniFile;
  readonly environment: Environment;
  readonly problems: ConfigError[];
  readonly warnings: string[];
}

/** The allowed numbers of an option, both ends included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the options of one section as typed values (behaviour section 1.3).
 * A value that cannot be used becomes a problem of the source and some value of the type is answered in its place, so
 * that reading goes on; the settings are not to be used when there are problems, of which the first one counts.
 */
export interface SectionReader {
  readonly text: (option: string) => string;
  readonly boolean: (option: string) => boolean;
  readonly integer: (option: string, range?: Range) => number;
  /** Parts between commas, the empty ones included. */
  readonly list: (option: string) => readonly string[];
  /** Lines without the empty ones. */
  readonly lines: (option: string) => readonly string[];
  /** Any type; the parser's error is the end of a sentence, "expected …, got …". */
  readonly parsed: <T>(option: string, parse: (text: string) => Result<T, string>, substitute: T) => T;
  /** Refuses the option with a message of its own. */
  readonly refuse: (option: string, message: string) => void;
}

/** A reader of one section, which adds to the source's problems. */
export function sectionReader(source: SettingsSource, section: string): SectionReader {
  const refuse = (option: string, message: string): void => {
    source.problems.push({ section, option, message: message.replaceAll("\n", " ") });
  };
  const text = (option: string): string => {
    const written = source.file.sections.get(section)?.get(option);
    if (typeof written !== "string") {
      refuse(
        option,
        `[${section}] ${option}: the option has no value; write "${option} =" to leave it empty`,
      );
      return "";
    }
    return expanded(source, section, written);
  };
  const parsed = <T>(option: string, parse: (text: string) => Result<T, string>, substitute: T): T => {
    const result = parse(text(option));
    if (!result.ok) {
      refuse(option, `[${section}] ${option}: ${result.error}`);
    }
    return result.ok ? result.value : substitute;
  };
  return {
    text,
    parsed,
    refuse,
    boolean: (option) => parsed(option, parseBoolean, false),
    integer: (option, range) => parsed(option, (value) => parseWithin(value, range), 0),
    list: (option) => parseList(text(option)),
    lines: (option) => parseLines(text(option)),
  };
}

function expanded(source: SettingsSource, section: string, written: string): string {
  const options = source.file.sections.get(section) ?? new Map();
  return expandVariables(expandReferences(written, options, source.file.defaults), source.environment);
}

function parseWithin(text: string, range: Range | undefined): Result<number, string> {
  const result = parseInteger(text);
  if (!result.ok || range === undefined || (result.value >= range.from && result.value <= range.to)) {
    return result;
  }
  return { ok: false, error: expected(`a number from ${range.from} to ${range.to}`, text) };
}
