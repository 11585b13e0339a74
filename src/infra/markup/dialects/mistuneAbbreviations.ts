import type { Parents, Root, RootContent, Text } from "mdast";
import { decodeReferences } from "../syntax/charref.ts";

/** A remark plugin that explains abbreviations wherever they occur in a text, also inside words, the longest first. */
export function mistuneAbbreviations(): (tree: Root) => void {
  return (tree) => {
    const long = takeAbbreviations(tree);
    if (long.size === 0) return;
    const short = [...long.keys()].sort((a, b) => b.length - a.length).map(escaped);
    explain(tree, { long, pattern: new RegExp(`(${short.join("|")})`) });
  };
}

interface Abbreviations {
  readonly long: ReadonlyMap<string, string>;
  readonly pattern: RegExp;
}

function takeAbbreviations(tree: Root): Map<string, string> {
  const found = new Map<string, string>();
  tree.children = tree.children.filter((child) => {
    if (child.type !== "block" || child.data.abbreviation === undefined) return true;
    found.set(child.data.abbreviation.short, child.data.abbreviation.long);
    return false;
  });
  return found;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function explain(node: Parents, abbreviations: Abbreviations): void {
  const children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
    if (child.type === "text") return explained(child, abbreviations);
    if ("children" in child && !isAddress(child)) explain(child, abbreviations);
    return [child];
  });
  (node as Root).children = children;
}

/** Splitting at a group keeps what matched, at every odd place. */
function explained({ value }: Text, { long, pattern }: Abbreviations): RootContent[] {
  return value.split(pattern).flatMap((part, index): RootContent[] => {
    if (part === "") return [];
    if (index % 2 === 0) return [{ type: "text", value: part }];
    const title = decodeReferences(long.get(part) ?? "");
    const data = { hName: "abbr", ...(title && { hProperties: { title } }) };
    return [{ type: "span", data, children: [{ type: "text", value: part }] }];
  });
}

/** A link that shows its own address. */
function isAddress(node: Parents): boolean {
  const [only] = node.children;
  return (
    node.type === "link" && only?.type === "text" && [only.value, `mailto:${only.value}`].includes(node.url)
  );
}
