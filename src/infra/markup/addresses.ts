import type { Element, Root } from "hast";
import { find, html } from "property-information";
import { linkTarget } from "./linkTarget.ts";

/** Attributes that hold one address, whatever element they are on, by their names in a tree. */
const addresses: ReadonlySet<string> = new Set(
  (
    "href src action formaction poster background cite data manifest longdesc lowsrc dynsrc usemap icon code codebase " +
    "classid profile archive xlink:href itemid itemtype"
  )
    .split(" ")
    .map((name) => find(html, name).property),
);

const wantedRelations = ["nofollow", "noopener"];

/**
 * A rehype plugin for use after the allow-list: takes away every address that leads elsewhere than to the page, the
 * web or a mailbox, and marks the links that are left for search engines and against the page that they open.
 * Behaviour sections 11.5 and 11.6.
 */
export function safeAddresses(): (tree: Root) => void {
  return judge;
}

function judge(parent: Root | Element): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    for (const [name, value] of Object.entries(child.properties)) {
      if (addresses.has(name) && linkTarget(String(value)) === undefined) delete child.properties[name];
    }
    if (child.tagName === "a") relate(child);
    judge(child);
  }
}

function relate({ properties }: Element): void {
  const { href, rel } = properties;
  if (href === undefined || String(href).startsWith("mailto:")) return;
  const present = Array.isArray(rel) ? rel.map(String) : [];
  const known = present.map((relation) => relation.toLowerCase());
  properties["rel"] = [...present, ...wantedRelations.filter((relation) => !known.includes(relation))];
}
