import type { Element, ElementContent } from "hast";
import type { Image, Link, ListItem } from "mdast";
import type { Options } from "mdast-util-to-hast";

/** How the tree becomes HTML where misaka differs from the field's way. */
export const misakaHandlers: NonNullable<Options["handlers"]> = {
  link: (state, node: Link): Element => {
    const properties = { href: hrefOf(node.url), ...titleOf(node) };
    return { type: "element", tagName: "a", properties, children: state.all(node) as ElementContent[] };
  },
  image: (_, node: Image): Element => {
    const properties = { src: hrefOf(node.url), alt: node.alt ?? "", ...titleOf(node) };
    return { type: "element", tagName: "img", properties, children: [] };
  },
  listItem: (state, node: ListItem): Element => {
    const properties = node.data?.hProperties ?? {};
    return { type: "element", tagName: "li", properties, children: state.all(node) as ElementContent[] };
  },
};

function titleOf({ title }: Link | Image): { title?: string } {
  return title === null || title === undefined ? {} : { title };
}

/** Percent signs stay as they are, whatever follows them. */
function hrefOf(url: string): string {
  return url
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^0-9A-Za-z!#$%&'()*+,\-./:;=?@_]+/g, (part) =>
      encodeURIComponent(part).replaceAll("~", "%7E"),
    );
}
