import type { Link, LinkReference, Nodes, Parents, Root, RootContent, Text } from "mdast";
import { rubyElements } from "../syntax/ruby.ts";
import { settleTarget } from "./mistuneLinks.ts";

/** What the settings decide about the tree. */
export interface MistuneTreeOptions {
  readonly hardWrap: boolean;
  readonly ruby: boolean;
}

/** What the nodes around decide about the text inside. */
interface Place extends MistuneTreeOptions {
  readonly inLink: boolean;
  readonly inScript: boolean;
}

/**
 * A remark plugin that ends what mistune decides late, in one walk: addresses, links inside links, line breaks, blanks
 * after a backslash.
 */
export function mistuneTree(options: MistuneTreeOptions): (tree: Root) => void {
  const outside: Place = { ...options, inLink: false, inScript: false };
  return (tree) => settle(tree, outside);
}

function settle(node: Parents, place: Place): void {
  let changed: RootContent[] | undefined;
  let before = 0;
  for (const child of node.children) {
    const instead = settleChild(child, place);
    if (instead !== undefined) changed ??= node.children.slice(0, before);
    if (instead !== undefined) changed?.push(...instead);
    else changed?.push(child);
    before += 1;
  }
  // A text is replaced by texts and breaks only, which stand wherever a text does.
  if (changed !== undefined) (node as Root).children = changed;
}

/** What the child is replaced by, undefined if it stays. */
function settleChild(child: RootContent, place: Place): RootContent[] | undefined {
  if (child.type === "text") return settleText(child, place);
  if (child.type === "link" && place.inLink) return [{ type: "text", value: typedLink(child) }];
  if (child.type === "link" || child.type === "image" || child.type === "definition") settleTarget(child);
  if ((child.type === "link" || child.type === "linkReference") && place.ruby) raiseRuby(child);
  if ("children" in child) settle(child, placeIn(child, place));
  return undefined;
}

/** A link of words with readings shows these: its brackets are those of both. */
function raiseRuby(link: Link | LinkReference): void {
  const [only] = link.children;
  const elements = link.children.length === 1 && only?.type === "text" ? rubyElements(only.value) : undefined;
  if (elements !== undefined) link.children = elements.map((data) => ({ type: "span", data, children: [] }));
}

function placeIn(node: Nodes, place: Place): Place {
  if (node.type === "link" || node.type === "linkReference") return { ...place, inLink: true };
  if (node.type !== "span") return place;
  const inScript = node.data.hName === "sup" || node.data.hName === "sub";
  return inScript === place.inScript ? place : { ...place, inScript };
}

/** Only links without brackets come to stand inside links. */
function typedLink(link: Link): string {
  const text = link.children.map((child) => (child.type === "text" ? child.value : "")).join("");
  const { start, end } = link.position ?? {};
  const length = (end?.offset ?? 0) - (start?.offset ?? 0);
  return length > text.length ? `<${text}>` : text;
}

/** Every line end with the white space after it, as Python knows it: no byte order mark. */
const lineEnd = / *\n(?:(?!\ufeff)[\s\u0085])*/;

function settleText(text: Text, { hardWrap, inScript }: Place): RootContent[] | undefined {
  if (inScript) text.value = text.value.replaceAll("\\ ", " ");
  if (!hardWrap || !text.value.includes("\n")) return undefined;
  return text.value.split(lineEnd).flatMap((value, index): RootContent[] => {
    const line: RootContent[] = value === "" ? [] : [{ type: "text", value }];
    return index === 0 ? line : [{ type: "break" }, ...line];
  });
}
