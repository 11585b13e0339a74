import type { Element, Root } from "hast";
import { ownNames } from "./allowList.ts";

/**
 * A rehype plugin for use after the allow-list where it keeps `id`: links to a place in the same comment follow the
 * prefix that the place got.
 */
export function ownFragments(): (tree: Root) => void {
  return (tree) => {
    const names = new Set<string>();
    eachElement(tree, ({ properties }) => names.add(String(properties["id"])));
    eachElement(tree, ({ properties }) => {
      const { href } = properties;
      if (typeof href !== "string" || !href.startsWith("#")) return;
      const own = `${ownNames}${href.slice(1)}`;
      if (names.has(own)) properties["href"] = `#${own}`;
    });
  };
}

function eachElement(parent: Root | Element, act: (element: Element) => void): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    act(child);
    eachElement(child, act);
  }
}
