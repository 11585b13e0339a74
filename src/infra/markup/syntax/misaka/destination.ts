import type { Target } from "./scope.ts";

/** Where a link leads, and the first place after that. */
export interface Destination {
  readonly target: Target;
  readonly end: number;
}

/** The longest address or title, so that many unclosed ones take bounded time each; the original has no limit. */
const lengthLimit = 4096;

/** An address with balanced parentheses, in angle brackets or not, and a title in quotation marks. */
export function inParentheses(text: string, from: number): Destination | undefined {
  const start = skipBlanks(text, from);
  const addressEnd = endOfAddress(text, start);
  if (addressEnd === undefined) return undefined;
  const isTitled = text[addressEnd] !== ")";
  const end = isTitled ? endOfTitle(text, addressEnd) : addressEnd;
  if (end === undefined) return undefined;
  const title = isTitled ? text.slice(addressEnd + 1, end).trimEnd() : "";
  const hasTitle = title !== "" && /["']$/.test(title);
  const address = text.slice(start, hasTitle ? addressEnd : end).trimEnd();
  const bare = /^<[\s\S]*>$/.test(address) ? address.slice(1, -1) : address;
  return { target: { url: bare, title: hasTitle ? title.slice(0, -1) : "" }, end: end + 1 };
}

/** The first place from `from` on that holds no blank and no line end. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\n") at++;
  return at;
}

/** The place of the closing parenthesis or of the quotation mark that begins a title. */
function endOfAddress(text: string, start: number): number | undefined {
  const limit = Math.min(text.length, start + lengthLimit);
  let open = 0;
  for (let at = start; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "(") open++;
    else if (char === ")" && open-- === 0) return at;
    else if ((char === "'" || char === '"') && /[ \n]/.test(text[at - 1] ?? "")) return at;
  }
  return undefined;
}

/** The place of the closing parenthesis after a title that starts at `quote`. */
function endOfTitle(text: string, quote: number): number | undefined {
  const limit = Math.min(text.length, quote + lengthLimit);
  let inTitle = true;
  for (let at = quote + 1; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === text[quote]) inTitle = false;
    else if (char === ")" && !inTitle) return at;
  }
  return undefined;
}
