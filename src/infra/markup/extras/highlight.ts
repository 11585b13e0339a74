import type { Element, ElementContent, Root } from "hast";
import { common, createLowlight } from "lowlight";

/**
 * Characters of code in one comment that get colours; what is beyond stays as it is. The time of some grammars grows
 * with the square of hostile code: at this limit to some 0.6 s, which is within the deadline of a comment.
 */
const lengthLimit = 8000;

/** Levels of parts within parts above which code stays as it is: hostile code can nest them by the thousand. */
const depthLimit = 30;

/**
 * A rehype plugin for use after the sanitiser: code with a known language gets `span` elements with the classes of
 * highlight.js, made from its text and nothing else.
 */
export function highlight(): (tree: Root) => void {
  const lowlight = createLowlight(common);

  function coloured(text: string, language: string): ElementContent[] | undefined {
    if (!lowlight.registered(language)) return undefined;
    const parts = lowlight.highlight(language, text).children.filter((part) => part.type !== "doctype");
    return isFlat(parts) ? parts : undefined;
  }

  return (tree) => {
    let left = lengthLimit;
    for (const code of codeBlocks(tree)) {
      const [text, ...others] = code.children;
      if (text?.type !== "text" || others.length > 0 || text.value.length > left) continue;
      left -= text.value.length;
      code.children = coloured(text.value, languageOf(code)) ?? code.children;
    }
  };
}

function codeBlocks(parent: Root | Element): Element[] {
  return parent.children.flatMap((child) => {
    if (child.type !== "element") return [];
    const isBlock = child.tagName === "code" && "tagName" in parent && parent.tagName === "pre";
    return isBlock ? [child] : codeBlocks(child);
  });
}

/** Whether no part is deeper than the limit; level by level, for deep trees exhaust the stack. */
function isFlat(parts: readonly ElementContent[]): boolean {
  let level = parts;
  for (let depth = 0; depth < depthLimit && level.length > 0; depth++) {
    level = level.flatMap((part) => (part.type === "element" ? part.children : []));
  }
  return level.length === 0;
}

/** Lower case; empty if the code has none. */
function languageOf({ properties }: Element): string {
  const { className } = properties;
  const [name] = Array.isArray(className) ? className : [];
  return /^language-(.+)$/.exec(String(name))?.[1]?.toLowerCase() ?? "";
}
