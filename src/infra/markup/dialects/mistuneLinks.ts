import type { Definition, Image, Link } from "mdast";
import { decodeReferences } from "../syntax/charref.ts";

/** Schemes of addresses that mistune lets through; the sanitiser is stricter. */
const harmless =
  /^(?:(?:https?|mailto|tel|ftps?|ircs?):|data:image\/(?:gif|png|jpeg|webp);|[/#?]|[^:]*(?:\/|$))/;

/**
 * The address and title as mistune writes them: references decoded, what an address cannot hold percent-encoded, and a
 * scheme that could run code replaced by `#harmful-link`. Behaviour section 11.2.
 */
export function settleTarget(node: Link | Image | Definition): void {
  const url = escapeAddress(decodeReferences(node.url));
  // What is written into the attribute is decoded once more.
  node.url = harmless.test(lenient(url)) ? decodeReferences(url) : "#harmful-link";
  if (node.title) node.title = decodeReferences(node.title);
}

/** RFC 3986 without brackets and the apostrophe; what is encoded already stays. */
function escapeAddress(address: string): string {
  return address.replace(/[^\w.~\-:/?#@!$&()*+,;=%]+/g, (part) =>
    [...Buffer.from(part, "utf8")]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}

/** Decoded as often as a reader might do it. */
function lenient(address: string): string {
  let text = address;
  for (let round = 0; round < 3 && text.includes("%"); round += 1)
    text = text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return text.toLowerCase().trimStart();
}
