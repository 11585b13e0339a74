/**
 * Blank characters as the original's run-time counts them. JavaScript's `trim` differs in six characters: it drops
 * the byte order mark and keeps four separators and U+0085, so a file would be read differently.
 */

const BLANKS_UNKNOWN_TO_TRIM = "\u001c\u001d\u001e\u001f\u0085";
const BYTE_ORDER_MARK = "\ufeff";

/** Whether the one-character text is blank. */
function isBlank(character: string): boolean {
  return (
    BLANKS_UNKNOWN_TO_TRIM.includes(character) || (character !== BYTE_ORDER_MARK && character.trim() === "")
  );
}

/** Number of blank characters the text begins with: the whole length for a blank text. Behaviour section 1.2. */
export function indentOf(text: string): number {
  let count = 0;
  while (count < text.length && isBlank(text.charAt(count))) {
    count += 1;
  }
  return count;
}

/** The text without blanks at its end, line breaks included. Behaviour section 1.2. */
export function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charAt(end - 1))) {
    end -= 1;
  }
  return text.slice(0, end);
}

/** The text without blanks at both ends. Behaviour section 1.2. */
export function trimBlanks(text: string): string {
  return trimEnd(text.slice(indentOf(text)));
}
