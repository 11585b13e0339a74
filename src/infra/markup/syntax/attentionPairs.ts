import type { Event, Point, Resolver, Token, TokenizeContext, TokenType } from "micromark-util-types";

/** Emphasis inside emphasis goes no deeper. */
const depthLimit = 20;

/** A run of equal markers; what is used comes off its end when it opens and off its start when it closes. */
interface Run {
  readonly token: Token;
  readonly marker: string;
  readonly size: number;
  /** Its number among all runs of the text. */
  readonly order: number;
  left: number;
  /** How many markers each pair takes, from the run's start: those that it closes, and those that it opens. */
  readonly closes: number[];
  readonly opens: number[];
  /** Depth of what stands between this run and the next one that still counts. */
  depth: number;
}

/**
 * Pairs delimiter runs to emphasis and strong emphasis (CommonMark 0.31, "process emphasis"). Linear: how far back it
 * is worth looking is remembered for each kind of closing run.
 */
export const resolveAttention: Resolver = (events, context) => {
  const runs: Run[] = [];
  for (const [kind, token] of events)
    if (kind === "enter" && token.type === "attentionSequence") runs.push(runOf(token, runs.length, context));
  if (runs.length === 0) return events;
  pairUp(runs);
  // Whoever asked keeps the list itself.
  let place = 0;
  for (const event of rebuilt(events, runs, context)) {
    events[place] = event;
    place += 1;
  }
  return events;
};

function runOf(token: Token, order: number, context: TokenizeContext): Run {
  const size = token.end.offset - token.start.offset;
  const marker = context.sliceSerialize(token).charAt(0);
  return { token, marker, size, order, left: size, closes: [], opens: [], depth: 0 };
}

function pairUp(runs: readonly Run[]): void {
  /** Runs before the one at hand that may still open something. */
  const openers: Run[] = [];
  /** For each kind of closing run, the number of the first run that is not yet known not to open it. */
  const bottoms = new Map<string, number>();
  for (const run of runs) {
    if (run.token._close) closeAll(run, openers, bottoms);
    if (run.token._open && run.left > 0) openers.push(run);
  }
}

function closeAll(closer: Run, openers: Run[], bottoms: Map<string, number>): void {
  const kind = `${closer.marker}${closer.size % 3}${closer.token._open}`;
  while (closer.left > 0) {
    const index = openerFor(closer, openers, bottoms.get(kind) ?? 0);
    if (index < 0) bottoms.set(kind, closer.order);
    if (index < 0 || !pair(openers, index, closer)) return;
  }
}

/** The index of the nearest opener that fits, negative if there is none. */
function openerFor(closer: Run, openers: readonly Run[], bottom: number): number {
  for (let index = openers.length - 1; index >= 0; index -= 1) {
    const opener = openers[index];
    if (opener === undefined || opener.order < bottom) return -1;
    if (fits(opener, closer)) return index;
  }
  return -1;
}

function fits(opener: Run, closer: Run): boolean {
  if (opener.marker !== closer.marker) return false;
  if (!opener.token._close && !closer.token._open) return true;
  return (opener.size + closer.size) % 3 !== 0 || (opener.size % 3 === 0 && closer.size % 3 === 0);
}

/** Makes one pair, unless it would be too deep. */
function pair(openers: Run[], index: number, closer: Run): boolean {
  const opener = openers[index];
  const depth = 1 + deepest(openers, index);
  if (opener === undefined || depth > depthLimit) return false;
  openers.length = index + 1;
  const size = opener.left > 1 && closer.left > 1 ? 2 : 1;
  opener.opens.unshift(size);
  closer.closes.push(size);
  opener.left -= size;
  closer.left -= size;
  if (opener.left === 0) openers.pop();
  const before = openers.at(-1);
  if (before !== undefined) before.depth = Math.max(before.depth, depth);
  return true;
}

function deepest(openers: readonly Run[], from: number): number {
  let depth = 0;
  for (let index = from; index < openers.length; index += 1)
    depth = Math.max(depth, openers[index]?.depth ?? 0);
  return depth;
}

function rebuilt(events: readonly Event[], runs: readonly Run[], context: TokenizeContext): Event[] {
  const result: Event[] = [];
  let next = 0;
  for (const event of events) {
    if (event[1].type !== "attentionSequence") {
      result.push(event);
    } else if (event[0] === "enter") {
      const run = runs[next];
      next += 1;
      if (run !== undefined) writeRun(run, result, context);
    }
  }
  return result;
}

function writeRun(run: Run, events: Event[], context: TokenizeContext): void {
  let at = run.token.start;
  const piece = (type: TokenType, size: number): Token => {
    const end = moved(at, size);
    const token: Token = { type, start: at, end };
    at = end;
    return token;
  };
  for (const size of run.closes) {
    const name = size > 1 ? "strong" : "emphasis";
    const inner = bare(`${name}Text`, at);
    const sequence = piece(`${name}Sequence`, size);
    const whole = bare(name, at);
    events.push(["exit", inner, context], ["enter", sequence, context], ["exit", sequence, context]);
    events.push(["exit", whole, context]);
  }
  if (run.left > 0) {
    const rest = piece("data", run.left);
    events.push(["enter", rest, context], ["exit", rest, context]);
  }
  for (const size of run.opens) {
    const name = size > 1 ? "strong" : "emphasis";
    const whole = bare(name, at);
    const sequence = piece(`${name}Sequence`, size);
    const inner = bare(`${name}Text`, at);
    events.push(["enter", whole, context], ["enter", sequence, context], ["exit", sequence, context]);
    events.push(["enter", inner, context]);
  }
}

/** A token of which only this end is known here. */
function bare(type: TokenType, at: Point): Token {
  return { type, start: at, end: at };
}

/** Markers are single characters of one line. */
function moved(point: Point, by: number): Point {
  return {
    ...point,
    column: point.column + by,
    offset: point.offset + by,
    _bufferIndex: point._bufferIndex + by,
  };
}
