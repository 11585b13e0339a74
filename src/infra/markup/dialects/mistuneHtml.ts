import type { Element, ElementContent, Text } from "hast";
import type { Code, Html, Image, ImageReference, Link, LinkReference, List, ListItem, Parents } from "mdast";
import type { Handlers, State } from "mdast-util-to-hast";
import type { Block, Span } from "../syntax/syntax.ts";

/** How nodes of the Markdown tree become elements, where mistune differs from the usual way. */
export const mistuneHandlers: Handlers = {
  block,
  code,
  html,
  image,
  imageReference,
  link,
  linkReference,
  list,
  listItem,
  span,
};

/** Raw HTML is shown as the text that it is: a block of it as a paragraph in which Markdown has no meaning. */
function html(_: State, node: Html, parent: Parents | undefined): Element | Text {
  const text: Text = { type: "text", value: node.value };
  return isBlockParent(parent) ? element("p", {}, [{ ...text, value: node.value.trim() }]) : text;
}

function isBlockParent(parent: Parents | undefined): boolean {
  return ["root", "blockquote", "listItem", "block"].includes(parent?.type ?? "");
}

/** Only a fenced block ends with a line end. */
function code(_: State, node: Code): Element {
  const language = node.lang ? { className: [`language-${node.lang}`] } : {};
  const value = node.data?.indented || node.value === "" ? node.value : `${node.value}\n`;
  return element("pre", {}, [element("code", language, [{ type: "text", value }])]);
}

function link(state: State, node: Link): Element {
  return element("a", { href: node.url, ...titled(node.title) }, state.all(node));
}

function linkReference(state: State, node: LinkReference): Element {
  const { url, title } = definitionOf(state, node);
  return element("a", { href: url, ...titled(title) }, state.all(node));
}

function image(_: State, node: Image): Element {
  return element("img", { src: node.url, alt: node.alt ?? "", ...titled(node.title) }, []);
}

function imageReference(state: State, node: ImageReference): Element {
  const { url, title } = definitionOf(state, node);
  return element("img", { src: url, alt: node.alt ?? "", ...titled(title) }, []);
}

function definitionOf(
  state: State,
  node: LinkReference | ImageReference,
): { url: string; title?: string | null | undefined } {
  return state.definitionById.get(node.identifier.toUpperCase()) ?? { url: "" };
}

function titled(title: string | null | undefined): { title?: string } {
  return title ? { title } : {};
}

function list(state: State, node: List): Element {
  const start =
    node.ordered && typeof node.start === "number" && node.start !== 1 ? { start: node.start } : {};
  return element(node.ordered ? "ol" : "ul", start, state.wrap(state.all(node), true));
}

/** In a tight list paragraphs are not marked; blocks of raw HTML are. */
function listItem(state: State, node: ListItem, parent: Parents | undefined): Element {
  const loose = node.spread || (parent?.type === "list" && isLoose(parent));
  const children: ElementContent[] = [];
  for (const child of node.children) {
    const result = [state.one(child, node) ?? []].flat();
    const bare = child.type === "paragraph" && !loose;
    if (children.length > 0 || !bare) children.push({ type: "text", value: "\n" });
    children.push(...(bare ? result.flatMap((part) => ("children" in part ? part.children : part)) : result));
  }
  if (node.children.length > 0 && (loose || node.children.at(-1)?.type !== "paragraph"))
    children.push({ type: "text", value: "\n" });
  return element("li", node.data?.task ? { className: ["task-list-item"] } : {}, children);
}

function isLoose(list: List): boolean {
  return list.spread || list.children.some((item) => item.spread);
}

/** What is set apart ends with a line end, which is seen where its element is not allowed. */
function span(state: State, node: Span): Element | ElementContent[] {
  const { hName, hProperties, hChildren } = node.data;
  const result = element(hName, hProperties ?? {}, hChildren ?? state.all(node));
  return hName === "div" ? [result, { type: "text", value: "\n" }] : result;
}

/** Like a list item: in a tight one a single paragraph is not marked. */
function block(state: State, node: Block): Element {
  const { hName, hProperties, hChildren, tight } = node.data;
  const [only] = node.children;
  const bare = tight && node.children.length === 1 && only?.type === "paragraph";
  const children = hChildren ?? state.all(bare ? only : node);
  const isPhrasing = bare || node.children.some(({ type }) => type === "text");
  return element(hName, hProperties ?? {}, isPhrasing || hChildren ? children : state.wrap(children, true));
}

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}
