import { TextDecoder } from "node:util";

/** What windows-1252 has in place of the C1 control characters; node's decoder leaves those in. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** How far a parser looks for a `meta` element that names the charset. */
const metaWindow = 1024;

/**
 * The text of an HTML page. Its charset comes from the byte order mark, else from the `Content-Type` header,
 * else from a `meta` element, else it is windows-1252. The original ignores the header (behaviour section 7);
 * honouring it is deliberate, because it is right about pages without `meta`.
 */
export function decodePage(bytes: Buffer, contentType: string | undefined): string {
  const head = bytes.toString("latin1", 0, metaWindow);
  const decoder =
    markedDecoder(head) ??
    decoderFor(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? "")?.[1]) ??
    decoderFor(metaCharset(head));
  return decoder === undefined || decoder.encoding === "windows-1252"
    ? decodeWindows1252(bytes)
    : decoder.decode(bytes);
}

function markedDecoder(head: string): TextDecoder | undefined {
  if (head.startsWith("\xef\xbb\xbf")) return new TextDecoder("utf-8");
  if (head.startsWith("\xff\xfe")) return new TextDecoder("utf-16le");
  return head.startsWith("\xfe\xff") ? new TextDecoder("utf-16be") : undefined;
}

/** A page whose ASCII `meta` could be read is not UTF-16, whatever it says (HTML standard, 13.2.3.2). */
function metaCharset(head: string): string | undefined {
  const text = head.replace(/<!--[\s\S]*?-->/g, "");
  const label = /<meta\s[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(text)?.[1];
  return label?.toLowerCase().startsWith("utf-16") ? "utf-8" : label;
}

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80));
}
