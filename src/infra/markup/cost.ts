/** Longest text, in UTF-16 units, that may be rendered on the main thread. */
const lengthLimit = 2048;

/** Most marks that such a text may have: the time grows with them, for some with their square, to some 15 ms; the first texts of a process take twice as long. */
const markLimit = 100;

/** What can open, close or nest something, or makes the parser look back. */
const mark = /[\\`*_~^$:@.[\]<>#+=|!\-\t\n]|\d\)/g;

/** Whether a cleaned text is sure to be rendered within a few milliseconds; cheap itself. */
export function isCheap(source: string): boolean {
  return source.length <= lengthLimit && (source.match(mark)?.length ?? 0) <= markLimit;
}
