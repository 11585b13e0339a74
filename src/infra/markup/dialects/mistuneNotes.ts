import type { ElementContent } from "hast";
import type { Nodes, Parents, Root, RootContent } from "mdast";
import type { Block, Span } from "../syntax/syntax.ts";

/**
 * A remark plugin that puts footnotes to the end, numbered in the order in which they are first referred to. A note that
 * nothing refers to is not shown. Behaviour section 11.2.
 */
export function mistuneNotes(): (tree: Root) => void {
  return (tree) => {
    const notes = takeNotes(tree);
    if (notes.size === 0) return;
    const order: string[] = [];
    number(tree, order);
    const items: Block[] = [];
    // What a note refers to comes after it.
    for (let next = order[0]; next !== undefined; next = order[items.length]) {
      const note = notes.get(next) ?? block("li", []);
      number(note, order);
      items.push(numbered(note, items.length + 1));
    }
    if (items.length > 0) tree.children.push(section(items));
  };
}

/** Of notes with the same label the first counts. */
function takeNotes(tree: Root): Map<string, Block> {
  const notes = new Map<string, Block>();
  tree.children = tree.children.filter((child) => {
    if (child.type !== "block" || child.data.footnote === undefined) return true;
    if (!notes.has(child.data.footnote)) notes.set(child.data.footnote, child);
    return false;
  });
  return notes;
}

function number(node: Parents, order: string[]): void {
  for (const child of node.children) {
    if (child.type === "span" && child.data.footnote !== undefined) refer(child, child.data.footnote, order);
    else if ("children" in child) number(child, order);
  }
}

function refer(span: Span, label: string, order: string[]): void {
  if (!order.includes(label)) order.push(label);
  const index = order.indexOf(label) + 1;
  const link = anchor(`#fn-${index}`, {}, String(index));
  span.data = {
    hName: "sup",
    hProperties: { className: ["footnote-ref"], id: `fnref-${index}` },
    hChildren: [link],
  };
}

/** The way back stands at the end of the last paragraph, or after what else is last. */
function numbered(note: Block, index: number): Block {
  const back: Span = {
    type: "span",
    data: { hName: "a", hProperties: { href: `#fnref-${index}`, className: ["footnote"] } },
    children: [{ type: "text", value: "\u21a9" }],
  };
  const last = note.children.at(-1);
  const place: Nodes = isParagraph(last) ? last : note;
  (place.children as RootContent[]).push(back);
  return { ...note, data: { hName: "li", hProperties: { id: `fn-${index}` } } };
}

function isParagraph(node: RootContent | undefined): node is Extract<RootContent, Parents> {
  return node?.type === "paragraph" || (node?.type === "block" && node.data.hName === "p");
}

function section(items: Block[]): Block {
  return {
    type: "block",
    data: { hName: "section", hProperties: { className: ["footnotes"] } },
    children: [block("ol", items)],
  };
}

function block(hName: string, children: RootContent[]): Block {
  return { type: "block", data: { hName }, children };
}

function anchor(href: string, properties: Record<string, string[]>, value: string): ElementContent {
  return {
    type: "element",
    tagName: "a",
    properties: { href, ...properties },
    children: [{ type: "text", value }],
  };
}
