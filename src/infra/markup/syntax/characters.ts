import type { Code } from "micromark-util-types";

/** Codes of characters that constructs look for. */
export const codes = {
  hash: 35,
  dollar: 36,
  leftParenthesis: 40,
  rightParenthesis: 41,
  asterisk: 42,
  colon: 58,
  lessThan: 60,
  equals: 61,
  greaterThan: 62,
  leftBracket: 91,
  backslash: 92,
  rightBracket: 93,
  caret: 94,
  underscore: 95,
  backtick: 96,
  pipe: 124,
  tilde: 126,
} as const;

/** White space beyond ASCII as Python's `str.isspace` knows it: no byte order mark. */
const wideSpace = /^(?!\ufeff)[\s\u0085]$/;

/** Whether a code is white space, a line end or the end of the text. */
export function isBlank(code: Code): boolean {
  return (
    code === null || code < 0 || code === 32 || (code > 126 && wideSpace.test(String.fromCharCode(code)))
  );
}

/** Whether a code ends a line. */
export function isLineEnd(code: Code): boolean {
  return code !== null && code < -2;
}
