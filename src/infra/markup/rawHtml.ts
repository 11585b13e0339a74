import type { Element, Text } from "hast";
import type { Html, Parents } from "mdast";

/**
 * Shows raw HTML as the text that it is: inside a sentence as text, a block of it as a paragraph of its own,
 * in which Markdown has no meaning (behaviour section 11.2).
 */
export function rawHtmlAsText(_: unknown, node: Html, parent: Parents | undefined): Element | Text {
  const text: Text = { type: "text", value: node.value };
  if (!isBlockParent(parent)) return text;
  return { type: "element", tagName: "p", properties: {}, children: [text] };
}

function isBlockParent(parent: Parents | undefined): boolean {
  return parent?.type === "root" || parent?.type === "blockquote" || parent?.type === "listItem";
}
