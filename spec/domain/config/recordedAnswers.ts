import { readFileSync } from "node:fs";

type Options = readonly (readonly [string, string | null])[];

/** A file as text with the answer of Python 3.11: its sections, or the name and line of the error. */
interface RecordedFile {
  readonly name: string;
  readonly text: string;
  readonly defaults?: Options;
  readonly sections?: readonly (readonly [string, Options])[];
  readonly error?: string;
  readonly line?: number;
}

/** A text with the typed value that the original reads from it; null where it refuses. */
interface RecordedValue<T> {
  readonly text: string;
  readonly value: T | null;
}

/**
 * Answers of Python's `ConfigParser(allow_no_value=True, interpolation=None)` to tricky files; the parser of the
 * original gave the same. Variables, integers, booleans and lists were read with the parser of the original.
 */
export interface RecordedAnswers {
  readonly files: readonly RecordedFile[];
  readonly variables: {
    readonly environment: Readonly<Record<string, string>>;
    readonly cases: readonly { readonly text: string; readonly value: string }[];
  };
  readonly integers: readonly RecordedValue<number>[];
  readonly booleans: readonly RecordedValue<boolean>[];
  readonly lists: readonly {
    readonly text: string;
    readonly list: readonly string[];
    readonly lines: readonly string[];
  }[];
}

export const recordedAnswers: RecordedAnswers = JSON.parse(
  readFileSync(new URL("../../golden/ini.json", import.meta.url), "utf8"),
);
