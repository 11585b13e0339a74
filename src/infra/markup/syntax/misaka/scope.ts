import type { PhrasingContent, RootContent } from "mdast";
import { findMark, newSearch, type Search } from "./findMark.ts";

/** What labels are compared by: only letters of ASCII have a case. */
export function labelKey(label: string): string {
  return label.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Where a reference link leads; the title is empty if there is none. */
export interface Target {
  readonly url: string;
  readonly title: string;
}

/** A footnote: its text, line by line, and its number from the moment that something refers to it. */
export interface Note {
  readonly lines: readonly string[];
  number: number | undefined;
}

/** What is the same everywhere in one text. */
export interface Document {
  /** The extensions and flags that the settings switch on, as misaka 2 names them. */
  readonly on: ReadonlySet<string>;
  /** By `labelKey`. */
  readonly targets: ReadonlyMap<string, Target>;
  /** By `labelKey`. */
  readonly notes: ReadonlyMap<string, Note>;
  /** The notes that something refers to, in the order of their numbers. */
  readonly cited: Note[];
}

/** The place that something is read in, and how to read what is inside it. */
export interface Scope {
  readonly document: Document;
  /** How many blocks and spans are around; what is nested too deep is kept as text. */
  readonly depth: number;
  /** Inside a link addresses are not made links. */
  readonly inLink: boolean;
  readonly readBlocks: (lines: readonly string[], scope: Scope) => RootContent[];
  readonly readInline: (text: string, scope: Scope) => PhrasingContent[];
}

/** What a block construct made of some lines. */
export interface BlockMatch {
  readonly nodes: readonly RootContent[];
  /** The first line that it left. */
  readonly next: number;
}

/** Tries to read a block that starts at a line. Lines have no tabs and no line ends. */
export type Block = (lines: readonly string[], start: number, scope: Scope) => BlockMatch | undefined;

/** A text under way. */
export interface Cursor {
  readonly text: string;
  readonly scope: Scope;
  /** Where the last span ended: constructs that look back do not see further. */
  since: number;
  /** What has been looked for in the rest of the text in vain, so that it is not again. */
  readonly missing: Set<string>;
  /** What searches have found out, by the mark that they look for. */
  readonly searches: Map<string, Search>;
}

/** The place of the next mark from a place on, -1 if there is none; see `findMark`. */
export function placeOf({ text, searches }: Cursor, from: number, mark: string): number {
  const search = searches.get(mark) ?? newSearch(mark);
  searches.set(mark, search);
  return findMark(text, from, search);
}

/** What an inline construct made of some characters. */
export interface InlineMatch {
  readonly nodes: readonly PhrasingContent[];
  readonly end: number;
  /** How many characters before it belong to it; they are text already. */
  readonly back?: number;
}

/** Tries to read a span that starts at a character. */
export type Inline = (cursor: Cursor, at: number) => InlineMatch | undefined;
