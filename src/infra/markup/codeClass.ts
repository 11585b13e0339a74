import type { Element, Root } from "hast";

/** The only class that `code` may have: the language of a fenced block (behaviour section 11.5). */
export const languageClass: RegExp = /^language-[0-9A-Za-z]{1,20}$/;

/** A rehype plugin: takes away the classes of every `code` that are not one language. */
export function onlyLanguages(): (tree: Root) => void {
  return judge;
}

function judge(parent: Root | Element): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    const { className } = child.properties;
    if (child.tagName === "code" && !isLanguage(className)) delete child.properties["className"];
    judge(child);
  }
}

function isLanguage(className: Element["properties"][string]): boolean {
  return Array.isArray(className) && className.length === 1 && languageClass.test(String(className[0]));
}
