import type { Options } from "rehype-sanitize";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { languageClass } from "./finish.ts";
import { linkSchemes } from "./linkTarget.ts";

/** Elements that comments may hold without further settings (behaviour section 11.5). */
const elements =
  "a p hr br ol ul li pre code blockquote del ins strong em h1 h2 h3 h4 h5 h6 sub sup table thead tbody th td";

/** Elements that run code, load other documents, or change how what follows is parsed: never allowed. */
const refusedElements = new Set(
  (
    "script style iframe frame frameset object embed applet base link meta template noscript noembed noframes " +
    "plaintext textarea title xmp svg math"
  ).split(" "),
);

const refusedAttribute = /^(?:on|style$|srcdoc$)/i;

/** Attributes that hold an address, as the settings may name them. */
const addresses = "href src action poster background cite data manifest ping";

/**
 * The sanitiser's allow-list: the original's own plus the settings' additions, of which those that could run
 * code are ignored. An addition `img` implies the attribute `src`; added attributes hold for every element but
 * `code`. Behaviour section 11.5.
 */
export function allowList(settings: MarkupSettings): Options {
  const added = settings.allowedElements.map((name) => name.toLowerCase());
  const tagNames = [...elements.split(" "), ...added].filter((name) => !refusedElements.has(name));
  const attributes = settings.allowedAttributes
    .filter((name) => !refusedAttribute.test(name))
    .map(propertyName);
  if (tagNames.includes("img")) attributes.push("src");
  const own: Record<string, string[]> = { a: ["href", "rel"], table: ["align"] };
  return {
    tagNames,
    attributes: {
      ...Object.fromEntries(tagNames.map((name) => [name, [...attributes, ...(own[name] ?? [])]])),
      code: [["className", languageClass]],
    },
    protocols: Object.fromEntries(addresses.split(" ").map((name) => [name, [...linkSchemes]])),
    required: {},
    strip: [],
    ancestors: {},
  };
}

/** Markdown makes few attributes, and only one of them has another name in the tree. */
function propertyName(attribute: string): string {
  const name = attribute.toLowerCase();
  return name === "class" ? "className" : name;
}
