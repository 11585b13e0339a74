import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import { indentOf, trimBlanks, trimEnd } from "./whitespace.ts";

/** Option name in lower case to its text, in the order of the file; null for an option without delimiter. */
export type IniSection = ReadonlyMap<string, string | null>;

/** One configuration file as it stands, before variables are expanded. */
export interface IniFile {
  /** The section `[DEFAULT]`, which every other section sees. */
  readonly defaults: IniSection;
  /** The other sections, in the order of the file. */
  readonly sections: ReadonlyMap<string, IniSection>;
}

/** The option that continuation lines belong to. */
interface OpenOption {
  readonly name: string;
  readonly indent: number;
  /** The lines so far; null for an option without delimiter, which cannot be continued. */
  readonly lines: string[] | null;
}

interface Reading {
  readonly defaults: Map<string, string | null>;
  readonly sections: Map<string, Map<string, string | null>>;
  section: { readonly name: string; readonly options: Map<string, string | null> } | undefined;
  option: OpenOption | undefined;
}

/**
 * Reads a configuration file in the dialect of behaviour section 1.2 (Python's ConfigParser without interpolation,
 * options without a value allowed). The error is one sentence that begins with the line's number.
 */
export function parseIni(text: string): Result<IniFile, string> {
  const reading: Reading = {
    defaults: new Map(),
    sections: new Map(),
    section: undefined,
    option: undefined,
  };
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const problem = readLine(reading, line);
    if (problem !== undefined) {
      return err(`line ${index + 1}: ${problem}`);
    }
  }
  closeOption(reading);
  return ok({ defaults: reading.defaults, sections: reading.sections });
}

/** Takes one line in; answers what is wrong with it, if anything. */
function readLine(reading: Reading, line: string): string | undefined {
  const content = trimBlanks(line);
  if (content.startsWith("#") || content.startsWith(";")) {
    return undefined;
  }
  if (content === "") {
    reading.option?.lines?.push("");
    return undefined;
  }
  const indent = indentOf(line);
  if (reading.option !== undefined && indent > reading.option.indent) {
    return continueOption(reading.option, content);
  }
  closeOption(reading);
  const header = /^\[(.+)\]/s.exec(content)?.[1];
  return header === undefined ? beginOption(reading, content, indent) : beginSection(reading, header);
}

function continueOption(option: OpenOption, content: string): string | undefined {
  if (option.lines === null) {
    return `option ${option.name} has no value that an indented line could continue`;
  }
  option.lines.push(content);
  return undefined;
}

function beginSection(reading: Reading, name: string): string | undefined {
  if (name === "DEFAULT") {
    reading.section = { name, options: reading.defaults };
    return undefined;
  }
  if (reading.sections.has(name)) {
    return `section [${name}] is there for the second time, its options belong into one place`;
  }
  const options = new Map<string, string | null>();
  reading.sections.set(name, options);
  reading.section = { name, options };
  return undefined;
}

function beginOption(reading: Reading, content: string, indent: number): string | undefined {
  if (reading.section === undefined) {
    return missingHeader(content);
  }
  const delimiter = content.search(/[=:]/);
  const name = trimEnd(delimiter === -1 ? content : content.slice(0, delimiter)).toLowerCase();
  if (name === "") {
    return `section [${reading.section.name}] has a value without an option name`;
  }
  if (reading.section.options.has(name)) {
    return `option ${name} of section [${reading.section.name}] is there for the second time`;
  }
  const lines = delimiter === -1 ? null : [trimBlanks(content.slice(delimiter + 1))];
  reading.section.options.set(name, null);
  reading.option = { name, indent, lines };
  return undefined;
}

function missingHeader(content: string): string {
  return content.startsWith("\ufeff")
    ? "the file begins with a byte order mark, so that no section headers are found; save it without"
    : "the file has no section headers such as [general] before this line";
}

/** Blank lines count only between the lines of a value, so the end is cut when all lines are known. */
function closeOption(reading: Reading): void {
  const { option, section } = reading;
  if (option !== undefined && option.lines !== null) {
    section?.options.set(option.name, trimEnd(option.lines.join("\n")));
  }
  reading.option = undefined;
}
