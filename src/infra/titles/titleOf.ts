import type { Element, Nodes, Root } from "hast";

/** What a page says about its thread. */
export interface PageTitle {
  readonly title: string;
  /** The thread's own address, if the page names one. */
  readonly uri: string | undefined;
}

const untitled = "Untitled.";

/**
 * The title of the thread on a page: from the attributes of the element `#isso-thread`, else from the heading
 * near it. Behaviour section 7.
 */
export function titleOf(page: Root): PageTitle {
  const path = pathTo(page, "div") ?? pathTo(page, "section");
  const thread = path?.at(-1);
  if (path === undefined || thread === undefined) return { title: untitled, uri: undefined };
  return {
    title: attribute(thread, "dataTitle") ?? headingText(path) ?? untitled,
    uri: attribute(thread, "dataIssoId"),
  };
}

/** The elements from the outermost down to the first thread element with this name in document order. */
function pathTo(node: Root | Element, tagName: string): Element[] | undefined {
  for (const child of elementsOf(node)) {
    if (child.tagName === tagName && child.properties["id"] === "isso-thread") return [child];
    const rest = pathTo(child, tagName);
    if (rest !== undefined) return [child, ...rest];
  }
  return undefined;
}

function attribute(element: Element, name: string): string | undefined {
  const value = element.properties[name];
  return typeof value === "string" ? percentDecoded(value) : undefined;
}

/** Escapes that are not UTF-8 become U+FFFD, and what is no escape stays. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
  );
}

/** Looks from the thread element outwards, and in each element never beyond the first unknown child. */
function headingText(path: readonly Element[]): string | undefined {
  const seen = new Set<Element>();
  for (const element of path.toReversed()) {
    seen.add(element);
    const heading = headingIn(element, seen);
    if (heading !== undefined) return textOf(heading).trim();
  }
  return undefined;
}

function headingIn(element: Element, seen: ReadonlySet<Element>): Element | undefined {
  for (const child of elementsOf(element)) {
    if (child.tagName === "h1") return child;
    if (!seen.has(child)) return headingIn(child, seen);
  }
  return undefined;
}

function elementsOf(node: Root | Element): Element[] {
  const children: readonly Nodes[] = node.children;
  return children.filter((child) => child.type === "element");
}

function textOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map(textOf).join("") : "";
}
