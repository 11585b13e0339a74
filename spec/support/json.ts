import fc from "fast-check";
import type { Json } from "../../src/domain/log/canonicalJson.ts";

/** Text of any Unicode characters, whole ones only. */
export const anyText: fc.Arbitrary<string> = fc.string({ unit: "binary" });

/** A JSON value that events may hold: whole numbers, well-formed text, names in any order. */
export const anyJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>(null, true, false),
    fc.maxSafeInteger(),
    anyText,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(anyText, fc.nat().map(String), fc.constant("__proto__")), tie("value"), {
      maxKeys: 6,
    }),
  ),
})).value;

/** The bytes in lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** The bytes behind hex. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, "hex"));
}

/** The UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
