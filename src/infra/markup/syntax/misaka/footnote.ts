import type { BlockContent, ListItem, Paragraph, PhrasingContent, RootContent } from "mdast";
import { type InlineMatch, labelKey, type Note, type Scope } from "./scope.ts";

/** A reference to a note that the text has: its number, in the order of the first references. */
export function footnoteReference(label: string, end: number, { document }: Scope): InlineMatch | undefined {
  const note = document.notes.get(labelKey(label));
  if (note === undefined || label === "") return undefined;
  if (note.number === undefined) note.number = document.cited.push(note);
  const number = String(note.number);
  const anchor: PhrasingContent = {
    type: "link",
    url: `#fn${number}`,
    children: [{ type: "text", value: number }],
  };
  const data = { hName: "sup", hProperties: { id: `fnref${number}` } };
  return { nodes: [{ type: "emphasis", data, children: [anchor] }], end };
}

/** The notes that are referred to, each with a link back in its first paragraph; a note may refer to further ones. */
export function readNotes(scope: Scope): RootContent[] {
  const items: ListItem[] = [];
  for (const note of scope.document.cited) items.push(itemOf(note, scope));
  if (items.length === 0) return [];
  const children: BlockContent[] = [
    { type: "thematicBreak" },
    { type: "list", ordered: true, children: items },
  ];
  return [
    { type: "blockquote", data: { hName: "div", hProperties: { className: ["footnotes"] } }, children },
  ];
}

function itemOf({ lines, number }: Note, scope: Scope): ListItem {
  const children = scope.readBlocks(lines, scope) as BlockContent[];
  const back: PhrasingContent = {
    type: "link",
    url: `#fnref${number}`,
    children: [{ type: "text", value: "\u21a9" }],
  };
  firstParagraph(children)?.children.push({ type: "text", value: "\u00a0" }, back);
  return { type: "listItem", data: { hProperties: { id: `fn${number}` } }, children };
}

function firstParagraph(nodes: readonly RootContent[]): Paragraph | undefined {
  for (const node of nodes) {
    const found =
      node.type === "paragraph" ? node : "children" in node ? firstParagraph(node.children) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
