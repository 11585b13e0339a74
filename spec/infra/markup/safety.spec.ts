import fc from "fast-check";
import type { Element, Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";
import { find, html as htmlNames } from "property-information";
import { describe, expect, it } from "vitest";
import { misakaExtensions, misakaFlags, mistunePlugins } from "../../../src/domain/config/markupNames.ts";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { createChain } from "../../../src/infra/markup/chain.ts";
import { loadExtras } from "../../../src/infra/markup/extras/extras.ts";
import { cleanSource, typedText } from "../../../src/infra/markup/source.ts";
import { manySettings, payloads, wide } from "./hostile.ts";

const shippedElements =
  "a p hr br ol ul li pre code blockquote del ins strong em h1 h2 h3 h4 h5 h6 sub sup table thead tbody th td";

/** Elements that an HTML parser makes by itself: rows and columns of a table, and the image of former times. */
const implied = ["tr", "colgroup", "img"];

/** What a browser's parser finds in HTML that the settings do not allow. */
function forbidden(html: string, settings: MarkupSettings): string[] {
  const elements = new Set([...shippedElements.split(" "), ...implied, ...settings.allowedElements]);
  const attributes = new Set(settings.allowedAttributes.map((name) => find(htmlNames, name).property));
  if (settings.allowedElements.includes("img")) attributes.add("src");
  const judge = (element: Element): string[] => {
    if (isColour(element)) return [];
    return [...(elements.has(element.tagName) ? [] : [element.tagName]), ...faults(element, attributes)];
  };
  return everyNode(fromHtml(html, { fragment: true })).flatMap((node) =>
    node.type === "element" ? judge(node) : node.type === "text" ? [] : [node.type],
  );
}

function everyNode(parent: Root | Element): RootContent[] {
  return parent.children.flatMap((child) =>
    child.type === "element" ? [child, ...everyNode(child)] : [child],
  );
}

/** A `span` of the syntax highlighting, which has the highlighter's classes and no other attribute. */
function isColour({ tagName, properties }: Element): boolean {
  const { className, ...others } = properties;
  const classes = Array.isArray(className) ? className.map(String) : [""];
  const known = classes.every((name) => /^(?:hljs-[a-z-]+|[a-z]+_+|language-[a-z0-9-]+)$/.test(name));
  return tagName === "span" && known && Object.keys(others).length === 0;
}

function faults({ tagName, properties }: Element, attributes: ReadonlySet<string>): string[] {
  return Object.entries(properties)
    .filter(([name, value]) => !isAllowed(tagName, name, attributes) || !isHarmless(name, String(value)))
    .map(([name, value]) => `${tagName} ${name}=${value}`);
}

function isAllowed(tagName: string, name: string, attributes: ReadonlySet<string>): boolean {
  if (tagName === "code") return name === "className";
  if (tagName === "a" && (name === "href" || name === "rel")) return true;
  if (tagName === "table" && name === "align") return true;
  return attributes.has(name);
}

const addresses = new Set(
  "href src action formAction poster background cite data longDesc lowSrc icon".split(" "),
);

function isHarmless(name: string, value: string): boolean {
  if (/^on|^style$|^srcDoc$/i.test(name)) return false;
  if (name === "id" || name === "name") return value.startsWith("isso-text-");
  if (!addresses.has(name) || !URL.canParse(value, "http://page.example/")) return true;
  return ["http:", "https:", "mailto:"].includes(new URL(value, "http://page.example/").protocol);
}

const someOf = (names: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...names], { minLength: 0 });

const anySettings: fc.Arbitrary<MarkupSettings> = fc.record({
  renderer: fc.constantFrom("mistune", "misaka"),
  allowedElements: someOf(wide.allowedElements),
  allowedAttributes: someOf(wide.allowedAttributes),
  misaka: fc.record({ options: someOf(misakaExtensions.names), flags: someOf(misakaFlags.names) }),
  mistune: fc.record({
    plugins: someOf(mistunePlugins.names),
    parameters: someOf(["escape", "hard_wrap"]),
  }),
  extras: fc.record({ highlight: fc.boolean(), smartPunctuation: fc.boolean(), emoji: fc.boolean() }),
});

const glue = "\n|\n\n|[|](|)|<|>|\"|'|`|*|> |- |&|    |\\|</|<!--|=|/|^|~|$$|[^1]: |: |\t|\0".split("|");

const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...payloads),
      fc.constantFrom(...payloads).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
      fc.constantFrom(...glue),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

describe.each(Object.entries(manySettings))("HTML rendered with %s", (_, settings) => {
  const chain = createChain(settings);

  it("has only allowed elements, attributes and schemes for every payload", () => {
    const faulty = payloads.filter((payload) => forbidden(chain(cleanSource(payload)), settings).length > 0);
    expect(faulty).toEqual([]);
  });

  it("has only allowed elements, attributes and schemes for any combination of hostile parts", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(forbidden(chain(cleanSource(text)), settings)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("rendered HTML", () => {
  it("has only allowed elements, attributes and schemes for any settings and any text", () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 5 });
    return fc.assert(
      fc.asyncProperty(anySettings, texts, async (settings, list) => {
        const chain = createChain(settings, await loadExtras(settings.extras));
        for (const text of list) expect(forbidden(chain(cleanSource(text)), settings)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("of a text shown as typed has no element but paragraphs and breaks", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const html = typedText(cleanSource(text));
        expect(html.replaceAll("<br>", "")).toMatch(/^<p>[^<]*<\/p>$/);
      }),
    );
  });
});
