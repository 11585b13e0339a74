import type { Element, ElementContent, Root, RootContent } from "hast";

/** Elements before which a line begins anew, also where the element itself is not allowed. */
export const blocks: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
    "h5 h6 header hgroup hr li main nav ol p pre section table ul"
  ).split(" "),
);

/**
 * A rehype plugin that gives the tree the original's shape in one walk: only elements that are allowed, without those
 * around their content (behaviour section 11.5), and the paragraphs around block output (section 11.1).
 */
export function finish(allowed: ReadonlySet<string>): (tree: Root) => void {
  return (tree) => {
    const wrapped = !isParagraph(tree.children.at(0)) && !isParagraph(tree.children.at(-1));
    finishChildren(tree, allowed);
    if (wrapped) wrap(tree);
  };
}

function finishChildren(parent: Root | Element, allowed: ReadonlySet<string>): void {
  for (const child of parent.children) if (child.type === "element") finishChildren(child, allowed);
  if (parent.children.some((child) => isRefused(child, allowed)))
    parent.children = (parent.children as ElementContent[]).flatMap((child) => contentOf(child, allowed));
}

function isRefused(node: RootContent, allowed: ReadonlySet<string>): node is Element {
  return node.type === "element" && !allowed.has(node.tagName);
}

function contentOf(node: ElementContent, allowed: ReadonlySet<string>): ElementContent[] {
  if (!isRefused(node, allowed)) return [node];
  return blocks.has(node.tagName) ? [{ type: "text", value: "\n" }, ...node.children] : node.children;
}

function isParagraph(node: RootContent | undefined): boolean {
  return node?.type === "element" && node.tagName === "p";
}

/**
 * What an HTML parser makes of a paragraph around everything: the first block closes it, so that what stands before
 * that is inside, and the end tag makes an empty one.
 */
function wrap(tree: Root): void {
  const firstBlock = tree.children.findIndex(
    (child) => child.type === "element" && blocks.has(child.tagName),
  );
  const inside = firstBlock < 0 ? tree.children : tree.children.slice(0, firstBlock);
  const first = paragraph(inside as ElementContent[]);
  tree.children = firstBlock < 0 ? [first] : [first, ...tree.children.slice(firstBlock), paragraph([])];
}

function paragraph(children: ElementContent[]): Element {
  return { type: "element", tagName: "p", properties: {}, children };
}
