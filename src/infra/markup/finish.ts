import type { Element, ElementContent, Root } from "hast";
import { linkTarget } from "./linkTarget.ts";

/** The only class that `code` may have: the language of a fenced block (behaviour section 11.5). */
export const languageClass: RegExp = /^language-[0-9A-Za-z]{1,20}$/;

/**
 * A rehype plugin that gives the tree the original's shape in one walk: the paragraphs around block output
 * (behaviour section 11.1), link targets and `rel` (section 11.6) and classes of code.
 */
export function finish(): (tree: Root) => void {
  return (tree) => {
    for (const child of tree.children) if (child.type === "element") finishElement(child);
    if (!isParagraph(tree.children.at(0)) && !isParagraph(tree.children.at(-1))) wrap(tree);
  };
}

function finishElement(element: Element): void {
  if (element.tagName === "a") finishLink(element);
  else if (element.tagName === "code") finishCode(element);
  for (const child of element.children) if (child.type === "element") finishElement(child);
}

function finishLink(link: Element): void {
  const { href } = link.properties;
  if (typeof href !== "string") return;
  const target = linkTarget(href);
  if (target === undefined) delete link.properties["href"];
  else link.properties["href"] = target;
  if (target !== undefined && !target.startsWith("mailto:"))
    link.properties["rel"] = ["nofollow", "noopener"];
}

function finishCode(code: Element): void {
  const { className } = code.properties;
  const isLanguage = Array.isArray(className) && className.every((name) => languageClass.test(String(name)));
  if (!isLanguage) delete code.properties["className"];
}

function isParagraph(node: Root["children"][number] | undefined): boolean {
  return node?.type === "element" && node.tagName === "p";
}

/** An HTML parser closes the paragraph before the first block, so that two empty ones remain. */
function wrap(tree: Root): void {
  if (tree.children.length > 0) tree.children.unshift(paragraph());
  tree.children.push(paragraph());
}

function paragraph(): ElementContent {
  return { type: "element", tagName: "p", properties: {}, children: [] };
}
