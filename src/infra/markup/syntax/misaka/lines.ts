/** What single lines are, as several blocks need to know. Lines have no tabs and no line ends. */

/** A text without the blanks at both ends; other characters that Unicode calls white space stay. */
export function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === " ") start++;
  while (end > start && text[end - 1] === " ") end--;
  return text.slice(start, end);
}

/** Whether a line has nothing but blanks. */
export function isBlank(line: string): boolean {
  return /^ *$/.test(line);
}

/** Whether a line is a thematic break. */
export function isRule(line: string): boolean {
  return /^ {0,3}([*_-])(?: *\1){2,} *$/.test(line);
}

/** The level of the heading that a line makes of what is above it; undefined for other lines. */
export function underlineLevel(line: string | undefined): 1 | 2 | undefined {
  if (line === undefined) return undefined;
  if (/^=+ *$/.test(line)) return 1;
  return /^-+ *$/.test(line) ? 2 : undefined;
}

/** The length of the mark that makes a line part of a quotation, 0 if there is none. */
export function quoteWidth(line: string): number {
  return /^ {0,3}> ?/.exec(line)?.[0].length ?? 0;
}

/** The length of a bullet with the blanks around it, 0 if there is none. */
export function bulletWidth(line: string): number {
  return /^ {0,3}[*+-] /.exec(line)?.[0].length ?? 0;
}

/** The length of an item's number with the blanks around it, 0 if there is none. */
export function numberWidth(line: string): number {
  return /^ {0,3}[0-9]+\. /.exec(line)?.[0].length ?? 0;
}

/** The indentation and the marks of a line that can begin or end a block of code, undefined for other lines. */
export function fenceOf(line: string): string | undefined {
  return /^ {0,3}(?:`{3,}|~{3,})/.exec(line)?.[0];
}

/** Whether a line starts with the blanks of a block of code. */
export function isIndented(line: string): boolean {
  return line.startsWith("    ");
}

/** Finds for every line the first one from it on that passes a test, or -1: one pass, however often it is asked. */
export function nextPassing(
  lines: readonly string[],
  test: (line: string, index: number) => boolean,
): Int32Array {
  const next = new Int32Array(lines.length + 1).fill(-1);
  for (let index = lines.length - 1; index >= 0; index--) {
    next[index] = test(lines[index] ?? "", index) ? index : (next[index + 1] ?? -1);
  }
  return next;
}
