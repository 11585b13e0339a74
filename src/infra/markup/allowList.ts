import { find, html } from "property-information";
import type { Options } from "rehype-sanitize";
import { isDangerousAttribute, isDangerousElement } from "../../domain/config/markupDanger.ts";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { languageClass } from "./codeClass.ts";

/** Elements that comments may hold without further settings (behaviour section 11.5). */
const elements =
  "a p hr br ol ul li pre code blockquote del ins strong em h1 h2 h3 h4 h5 h6 sub sup table thead tbody th td";

/** Before what a comment may name: without it, a name could stand for something else of the page. */
export const ownNames = "isso-text-";

/**
 * The sanitiser's allow-list: the original's own plus the settings' additions, of which those that could act on the
 * page are ignored. An addition `img` implies the attribute `src`; added attributes hold for every element but `code`;
 * `id` and `name` get a prefix. Addresses are judged by `addresses.ts`. Behaviour section 11.5.
 */
export function allowList(settings: MarkupSettings): Options {
  const added = settings.allowedElements.filter((name) => !isDangerousElement(name));
  // The original forgot the row of a table; sites with its renderers go on as they were.
  const rows = settings.renderer === "gfm" ? ["tr"] : [];
  const tagNames = [...elements.split(" "), ...rows, ...added];
  const attributes = settings.allowedAttributes
    .filter((name) => !isDangerousAttribute(name))
    .map((name) => find(html, name).property);
  if (tagNames.includes("img")) attributes.push("src");
  const own: Record<string, string[]> = { a: ["href"], table: ["align"] };
  return {
    tagNames,
    attributes: {
      ...Object.fromEntries(tagNames.map((name) => [name, [...attributes, ...(own[name] ?? [])]])),
      code: [["className", languageClass]],
    },
    clobber: ["id", "name"],
    clobberPrefix: ownNames,
    protocols: {},
    required: {},
    strip: [],
    ancestors: {},
  };
}
