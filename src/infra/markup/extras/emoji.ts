import { nameToEmoji } from "gemoji";
import type { Element, Root, Text } from "hast";

/** A rehype plugin: `:name:` becomes the emoji of that name, but for code and for links that show their own address. */
export function emoji(): (tree: Root) => void {
  return replace;
}

function replace(parent: Root | Element): void {
  for (const child of parent.children) {
    if (child.type === "text") child.value = withEmoji(child.value);
    else if (child.type === "element" && !isLeftAlone(child)) replace(child);
  }
}

function isLeftAlone({ tagName, properties, children }: Element): boolean {
  if (tagName === "code" || tagName === "pre") return true;
  const [first] = children;
  return tagName === "a" && first?.type === "text" && showsAddress(first, String(properties["href"]));
}

function showsAddress({ value }: Text, href: string): boolean {
  return href.includes(value);
}

function withEmoji(text: string): string {
  return text.replace(/:([0-9a-z_+-]{1,40}):/g, (written, name: string) =>
    Object.hasOwn(nameToEmoji, name) ? (nameToEmoji[name] ?? written) : written,
  );
}
