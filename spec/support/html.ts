import type { Element, ElementContent, Root, RootContent, Text } from "hast";
import { fromHtml } from "hast-util-from-html";

/** Elements that begin and end a line of their own, so that blanks at their edges are not shown. */
const blocks = new Set(
  (
    "p hr ol ul li pre blockquote h1 h2 h3 h4 h5 h6 table thead tbody tfoot tr th td caption dl dt dd div section " +
    "article details summary figure figcaption form br"
  ).split(" "),
);

/** Elements that are something to see without any text. */
const pictures = new Set("img input video audio canvas".split(" "));

const voids = new Set("br hr img input".split(" "));

/** How far a line has been laid out: whether a blank would be shown next, and the text that ends with one. */
interface Line {
  blankHidden: boolean;
  last: Text | undefined;
}

/**
 * HTML as a browser shows it: parsed, blanks that are not visible removed, attributes in order of their names. Two
 * pieces of HTML with the same canonical text are the same page. Meant for comparing, not for a browser.
 */
export function canonicalHtml(html: string): string {
  const tree = fromHtml(html, { fragment: true });
  const line: Line = { blankHidden: true, last: undefined };
  layOut(tree, line);
  endLine(line);
  return tree.children.map(written).join("");
}

function layOut(node: Root | Element, line: Line): void {
  for (const child of node.children) {
    if (child.type === "text") layOutText(child, line);
    else if (child.type === "element") layOutElement(child, line);
  }
}

function layOutElement(element: Element, line: Line): void {
  const isBlock = blocks.has(element.tagName);
  if (isBlock) endLine(line);
  if (element.tagName === "pre") dropLastLineEnd(element);
  else layOut(element, line);
  if (isBlock) endLine(line);
  if (pictures.has(element.tagName)) {
    line.blankHidden = false;
    line.last = undefined;
  }
}

function layOutText(text: Text, line: Line): void {
  const collapsed = text.value.replace(/[ \t\n\f\r]+/g, " ");
  text.value = line.blankHidden && collapsed.startsWith(" ") ? collapsed.slice(1) : collapsed;
  if (text.value === "") return;
  line.blankHidden = text.value.endsWith(" ");
  line.last = text;
}

function endLine(line: Line): void {
  if (line.last?.value.endsWith(" ")) line.last.value = line.last.value.slice(0, -1);
  line.blankHidden = true;
  line.last = undefined;
}

/** Preformatted text is shown as it is, but for one line end before its end. */
function dropLastLineEnd(element: Element): void {
  const last = element.children.at(-1);
  if (last?.type === "element") dropLastLineEnd(last);
  else if (last?.type === "text" && last.value.endsWith("\n")) last.value = last.value.slice(0, -1);
}

function written(node: RootContent | ElementContent): string {
  if (node.type === "text") return node.value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  if (node.type !== "element") return `<!${node.type}>`;
  const attributes = Object.entries(node.properties)
    .map(([name, value]) => ` ${name.toLowerCase()}=${JSON.stringify(String(value))}`)
    .sort();
  const start = `<${node.tagName}${attributes.join("")}>`;
  return voids.has(node.tagName) ? start : `${start}${node.children.map(written).join("")}</${node.tagName}>`;
}
