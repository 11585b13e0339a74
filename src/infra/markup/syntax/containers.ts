import { blockQuote, list } from "micromark-core-commonmark";
import type { Construct, Effects, ParseContext, Point, State, TokenizeContext } from "micromark-util-types";
import type { Syntax } from "./syntax.ts";
import { textNotes } from "./textNotes.ts";

/** Quotes and list items inside one another go no deeper; what would be deeper is text. */
const depthLimit = 20;

/** The offsets at which containers began or went on in a line, in order. */
function startsOn(parser: ParseContext, line: number): number[] {
  const { containers } = textNotes(parser);
  const known = containers.get(line);
  if (known !== undefined) return known;
  const starts: number[] = [];
  containers.set(line, starts);
  return starts;
}

/** Keeps that a container begins or goes on at this point. */
export function keepContainer(parser: ParseContext, { line, offset }: Pick<Point, "line" | "offset">): void {
  const starts = startsOn(parser, line);
  while ((starts.at(-1) ?? -1) >= offset) starts.pop();
  starts.push(offset);
}

/** In how many containers this point is. */
export function containerDepth(
  parser: ParseContext,
  { line, offset }: Pick<Point, "line" | "offset">,
): number {
  return startsOn(parser, line).filter((start) => start < offset).length;
}

/** Runs a container's own rule and keeps where it applied; a new one also ends the paragraph before it. */
function kept({ tokenize: rule }: Pick<Construct, "tokenize">, isNew: boolean): Construct["tokenize"] {
  return function tokenize(this: TokenizeContext, effects, ok, nok): State {
    const point = this.now();
    if (isNew && containerDepth(this.parser, point) >= depthLimit) return nok;
    const keep: State = (code) => {
      keepContainer(this.parser, point);
      if (isNew) this.interrupt = false;
      return ok(code);
    };
    return rule.call(this, effects, keep, nok);
  };
}

function limited(construct: Construct): Construct {
  const { continuation, name, ...nameless } = construct;
  if (continuation === undefined) return construct;
  const goesOn: Construct["tokenize"] = function tokenize(this: TokenizeContext, effects, ok, nok): State {
    // A continuing container tries itself by its name, which is switched off.
    const attempt: Effects["attempt"] = (tried, ...states) =>
      effects.attempt(tried === construct ? nameless : tried, ...states);
    return continuation.tokenize.call(this, { ...effects, attempt }, ok, nok);
  };
  return {
    ...nameless,
    name: `limited ${name}`,
    tokenize: kept(construct, true),
    continuation: { tokenize: kept({ tokenize: goesOn }, false) },
  };
}

const item = limited(list);
const digits = Object.fromEntries([..."0123456789"].map((digit) => [digit.charCodeAt(0), item]));

/**
 * Quotes and lists as CommonMark has them, but at most 20 deep: a limit that the original has too, and that keeps
 * rendering linear.
 */
export const containerLimit: Syntax = {
  tokens: {
    document: { ...digits, 42: item, 43: item, 45: item, 62: limited(blockQuote) },
    disable: { null: ["blockQuote", "list"] },
  },
};

/** Whether a block begins outside of every quote and list; only there do some constructs have a meaning. */
export function isOutermost({ parser, interrupt, events, now }: TokenizeContext): boolean {
  const { line } = now();
  // A line that goes on with a paragraph of a container is inside, though nothing marks it.
  const before = events.at(-1)?.[1];
  const afterBlank = !interrupt && before?.type === "lineEndingBlank" && before.start.column === 1;
  return startsOn(parser, line).length === 0 && (afterBlank || !parser.lazy[line]);
}

/** Marks lines as the inside of something, so that nothing in them is outermost. */
export function encloseLines(parser: ParseContext, from: number, to: number): void {
  for (let line = from; line <= to; line += 1) startsOn(parser, line).unshift(-1);
}
