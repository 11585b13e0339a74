import type { Nodes, Root, Text } from "mdast";
import remarkSmartypants from "remark-smartypants";
import type { Processor } from "unified";

/**
 * A remark plugin: typographic quotes, dashes (`--` en, `---` em) and ellipses, as the C library under misaka writes
 * them. Code stays, and so does the text of a link that shows its own address.
 */
export function smartPunctuation(this: Processor): (tree: Root) => void {
  const smarten: unknown = remarkSmartypants.call(this, { dashes: "oldschool" });
  return (tree) => {
    const kept = addressTexts(tree).map((text) => [text, text.value] as const);
    if (typeof smarten === "function") smarten(tree);
    for (const [text, value] of kept) text.value = value;
  };
}

function addressTexts(node: Nodes): Text[] {
  if (!("children" in node)) return [];
  const [first] = node.children;
  const showsAddress = node.type === "link" && first?.type === "text" && node.url.includes(first.value);
  return showsAddress ? [first] : node.children.flatMap(addressTexts);
}
