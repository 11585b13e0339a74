import type { ParseContext } from "micromark-util-types";

declare module "micromark-util-types" {
  interface ParseContext {
    notes?: TextNotes | undefined;
  }
}

/** What constructs keep about the text that is being read. */
export interface TextNotes {
  /** For each line, the offsets at which quotes and lists began or went on, in order. */
  readonly containers: Map<number, number[]>;
  /** The labels of the footnotes that it defines, as labels are compared. */
  readonly footnotes: Set<string>;
}

/** The notes about the text that the parser is reading. */
export function textNotes(parser: ParseContext): TextNotes {
  parser.notes ??= { containers: new Map(), footnotes: new Set() };
  return parser.notes;
}

/** To be called before a parser reads another text. */
export function forgetText(parser: ParseContext): void {
  parser.notes = undefined;
}
