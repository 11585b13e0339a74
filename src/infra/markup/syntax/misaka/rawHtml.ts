import type { Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { blocks } from "../../finish.ts";

/**
 * A rehype plugin that reads the raw HTML of a comment together with the HTML around it, as a browser would. Tags of
 * elements that are not allowed go first, as in the original: they cannot close a paragraph then. What is left is not
 * safe before the sanitiser has seen it.
 */
export function parseRawHtml(allowed: readonly string[]): (tree: Root) => Root | undefined {
  const names = new Set(allowed);
  const writer = unified().use(rehypeStringify, { allowDangerousHtml: true }).freeze();
  return (tree) => {
    if (!needsParsing(tree, false)) return undefined;
    dropTags(tree, names);
    return fromHtml(inParagraph(writer.stringify(tree).replace(/\n+$/, "")), { fragment: true });
  };
}

/** Raw HTML, and links in links, can come out as another tree. */
function needsParsing(node: Root | RootContent, inLink: boolean): boolean {
  if (node.type === "raw") return true;
  if (!("children" in node)) return false;
  const isLink = node.type === "element" && node.tagName === "a";
  return (isLink && inLink) || node.children.some((child) => needsParsing(child, inLink || isLink));
}

function dropTags(node: Root | RootContent, allowed: ReadonlySet<string>): void {
  if (node.type === "raw") node.value = withoutTags(node.value, allowed);
  else if ("children" in node) for (const child of node.children) dropTags(child, allowed);
}

/** A line begins anew where a block was. */
function withoutTags(html: string, allowed: ReadonlySet<string>): string {
  let kept = "";
  let at = 0;
  for (let start = html.indexOf("<"); start >= 0; start = html.indexOf("<", at)) {
    const end = endOfMarkup(html, start);
    const [, slash, name = ""] = /^<(\/?)([a-z][^\s/>]*)/i.exec(html.slice(start, end)) ?? [];
    const element = name.toLowerCase();
    const isKept = element === "" || allowed.has(element);
    kept += html.slice(at, isKept ? end : start);
    if (!isKept && slash === "" && blocks.has(element)) kept += "\n";
    at = end;
  }
  return kept + html.slice(at);
}

/** The place after a tag, in which a quoted value may hold a bracket, after a comment, or after a mere sign. */
function endOfMarkup(html: string, start: number): number {
  if (html.startsWith("<!--", start)) return placeAfter(html, "-->", start + 2) ?? html.length;
  if (!/^<\/?[a-z]/i.test(html.slice(start, start + 3))) return start + 1;
  for (let at = start + 1; at < html.length; at++) {
    if (html[at] === ">") return at + 1;
    if (html[at] === "=") at = endOfValue(html, at);
  }
  return html.length;
}

/** The last place of a quoted value after an equals sign, or the sign itself if there is none. */
function endOfValue(html: string, equals: number): number {
  let at = equals + 1;
  while (/\s/.test(html[at] ?? "")) at++;
  const quote = html[at];
  if (quote !== '"' && quote !== "'") return equals;
  return (placeAfter(html, quote, at + 1) ?? equals + 1) - 1;
}

function placeAfter(html: string, part: string, from: number): number | undefined {
  const place = html.indexOf(part, from);
  return place < 0 ? undefined : place + part.length;
}

/** Behaviour section 11.1. */
function inParagraph(html: string): string {
  return html.startsWith("<p>") || html.endsWith("</p>") ? html : `<p>${html}</p>`;
}
