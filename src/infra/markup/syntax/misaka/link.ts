import type { Image, Link, PhrasingContent } from "mdast";
import { type Destination, inParentheses, skipBlanks } from "./destination.ts";
import { isEscaped } from "./findMark.ts";
import { footnoteReference } from "./footnote.ts";
import { type Cursor, type InlineMatch, labelKey, placeOf, type Target } from "./scope.ts";

/** A text in brackets with an address in parentheses, a label in brackets, or its own text as label. */
export function link(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, scope, since } = cursor;
  const close = placeOf(cursor, at + 1, "]");
  if (close < 0) return undefined;
  const label = text.slice(at + 1, close);
  if (label.startsWith("^") && scope.document.on.has("footnotes")) {
    return footnoteReference(label.slice(1), close + 1, scope);
  }
  const found = destination(cursor, label, close + 1);
  if (found === undefined) return undefined;
  const { target, end } = found;
  const isImage = at > since && text[at - 1] === "!" && !isEscaped(text, at - 1, since);
  if (isImage) return target.url === "" ? undefined : { nodes: [imageOf(target, label)], end, back: 1 };
  const children = scope.readInline(label, { ...scope, inLink: true });
  return { nodes: [linkOf(target, children)], end };
}

/** An address without the backslashes that escape something in it. */
export function unescaped(address: string): string {
  return address.replace(/\\([\s\S]?)/g, "$1");
}

function destination(cursor: Cursor, label: string, after: number): Destination | undefined {
  const { text, scope } = cursor;
  const at = skipBlanks(text, after);
  if (text[at] === "(") return inParentheses(text, at + 1);
  const own = label.replace(/ ?\n/g, " ");
  if (text[at] !== "[") return targetOf(own, after);
  const close = text.indexOf("]", at + 1);
  if (close < 0) return undefined;
  return targetOf(close === at + 1 ? own : text.slice(at + 1, close), close + 1);

  function targetOf(name: string, end: number): Destination | undefined {
    const target = scope.document.targets.get(labelKey(name));
    return target === undefined ? undefined : { target, end };
  }
}

function linkOf({ url, title }: Target, children: PhrasingContent[]): Link {
  return { type: "link", url: unescaped(url), title: title === "" ? null : title, children };
}

function imageOf({ url, title }: Target, alt: string): Image {
  return { type: "image", url: unescaped(url), title: title === "" ? null : title, alt };
}
