import type { PhrasingContent } from "mdast";
import { angle } from "./angle.ts";
import { bareAddress, bareHost, bareMail } from "./autolink.ts";
import { isTooDeep } from "./blocks.ts";
import { codeSpan } from "./codeSpan.ts";
import { emphasis } from "./emphasis.ts";
import { characterReference, escaped, lineBreak } from "./escape.ts";
import { link } from "./link.ts";
import { math } from "./math.ts";
import { quotation } from "./quotation.ts";
import type { Cursor, Inline, Scope } from "./scope.ts";
import { superscript } from "./superscript.ts";

/** What each character can begin. A construct that the settings switch off finds nothing. */
const constructs: Readonly<Record<string, Inline>> = {
  "*": emphasis,
  _: emphasis,
  "~": emphasis,
  "=": emphasis,
  '"': quotation,
  "`": codeSpan,
  "\n": lineBreak,
  "[": link,
  "<": angle,
  "\\": escaped,
  "&": characterReference,
  ":": bareAddress,
  "@": bareMail,
  w: bareHost,
  "^": superscript,
  $: math,
};

/** Reads the text of a block as spans: one pass, in which every construct reads its own content. */
export function readInline(text: string, scope: Scope): PhrasingContent[] {
  if (isTooDeep(scope)) return [{ type: "text", value: text }];
  const inner: Scope = { ...scope, depth: scope.depth + 1 };
  const cursor: Cursor = { text, scope: inner, since: 0, missing: new Set(), searches: new Map() };
  const nodes: PhrasingContent[] = [];
  let literal = "";
  for (let at = 0; at < text.length; ) {
    const special = nextSpecial(text, at);
    literal += text.slice(at, special);
    const match = constructs[text[special] ?? ""]?.(cursor, special);
    if (match === undefined) {
      literal += text.slice(special, special + 1);
      at = special + 1;
      continue;
    }
    literal = literal.slice(0, literal.length - (match.back ?? 0));
    for (const node of match.nodes) {
      if (node.type !== "text") nodes.push(...textOf(literal), node);
      literal = node.type === "text" ? literal + node.value : "";
    }
    at = cursor.since = match.end;
  }
  return [...nodes, ...textOf(literal)];
}

function textOf(value: string): PhrasingContent[] {
  return value === "" ? [] : [{ type: "text", value }];
}

const special = /[*_~="`\n[<\\&:@w^$]/g;

function nextSpecial(text: string, from: number): number {
  special.lastIndex = from;
  return special.exec(text)?.index ?? text.length;
}
