import { decodeNamedCharacterReference } from "decode-named-character-reference";

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,8})|([0-9A-Za-z]{1,31}));/g;

/** A text with its HTML character references, which must end with a semicolon, replaced by what they stand for. */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(reference, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
    return character(
      decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number.parseInt(decimal, 10),
    );
  });
}

/** Numbers that are no characters, or would not be seen, are shown as a replacement character. */
function character(code: number): string {
  const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter || code === 9 || code === 10 || code === 13 ? String.fromCodePoint(code) : "\ufffd";
}
