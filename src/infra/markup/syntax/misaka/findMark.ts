/** Where the next mark of some kind stands, as emphasis, links, quotes and cells look for their end. */

/** Whether the character at a place has an odd number of backslashes before it, none of them before `from`. */
export function isEscaped(text: string, at: number, from: number): boolean {
  let start = at;
  while (start > from && text[start - 1] === "\\") start--;
  return (at - start) % 2 === 1;
}

/** What searches for one mark in one text have found out, so that many of them take linear time together. */
export interface Search {
  readonly mark: string;
  /** The answers of searches that come to the start of a code span or link, by its place. */
  readonly answers: Map<number, number>;
  /** Between these places is nothing that a search would stop at, and at the second one is. */
  gapStart: number;
  gapEnd: number;
}

/** A search for a mark in a text of which nothing is known yet. */
export function newSearch(mark: string): Search {
  return { mark, answers: new Map(), gapStart: 0, gapEnd: -1 };
}

/**
 * The place of the next mark from `from` on that is neither escaped nor inside a code span or a link, -1 if there is
 * none. If a code span or link is not complete, a mark inside it counts.
 */
export function findMark(text: string, from: number, search: Search): number {
  const passed: number[] = [];
  const answer = follow(text, from, search, passed);
  for (const place of passed) search.answers.set(place, answer);
  return answer;
}

function follow(text: string, from: number, search: Search, passed: number[]): number {
  for (let at = nextStop(text, from, search); at < text.length; at = nextStop(text, at, search)) {
    if (isEscaped(text, at, from)) {
      at++;
      continue;
    }
    if (text[at] === search.mark) return at;
    const known = search.answers.get(at);
    if (known !== undefined) return known;
    passed.push(at);
    const { next, found } =
      text[at] === "`" ? passCode(text, at, search.mark) : passLink(text, at, search.mark);
    if (found !== undefined) return found;
    at = next;
  }
  return -1;
}

function nextStop(text: string, from: number, search: Search): number {
  if (from >= search.gapStart && from <= search.gapEnd) return search.gapEnd;
  let at = from;
  while (at < text.length && text[at] !== search.mark && text[at] !== "[" && text[at] !== "`") at++;
  search.gapStart = from;
  search.gapEnd = at;
  return at;
}

/** Either the place after something, or the place that answers the search. */
interface Passed {
  readonly next: number;
  readonly found?: number;
}

function passCode(text: string, at: number, mark: string): Passed {
  let start = at;
  while (text[start] === "`") start++;
  if (start >= text.length) return { next: start, found: -1 };
  const width = start - at;
  const close = text.indexOf("`".repeat(width), start);
  if (close >= 0) return { next: close + width };
  return { next: text.length, found: text.indexOf(mark, start) };
}

function passLink(text: string, at: number, mark: string): Passed {
  const label = text.indexOf("]", at + 1);
  const inLabel = firstBefore(text, mark, at + 1, label);
  if (label < 0) return { next: text.length, found: inLabel };
  let after = label + 1;
  while (text[after] === " " || text[after] === "\n") after++;
  if (after >= text.length) return { next: after, found: inLabel };
  const open = text[after];
  if (open !== "[" && open !== "(") return inLabel < 0 ? { next: after } : { next: after, found: inLabel };
  const close = text.indexOf(open === "[" ? "]" : ")", after + 1);
  if (close >= 0) return { next: close + 1 };
  return { next: text.length, found: inLabel < 0 ? text.indexOf(mark, after + 1) : inLabel };
}

function firstBefore(text: string, mark: string, from: number, end: number): number {
  const found = text.indexOf(mark, from);
  return end >= 0 && found >= end ? -1 : found;
}
