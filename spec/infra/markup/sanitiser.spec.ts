import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { describe, expect, it } from "vitest";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { sanitiser } from "../../../src/infra/markup/sanitiser.ts";
import { canonicalHtml } from "../../support/html.ts";
import { recordedSingles } from "../../support/markdownCorpus.ts";
import { defaults } from "./fixtures.ts";

/** HTML through the sanitiser alone. */
function sanitised(html: string, settings: MarkupSettings): string {
  const processor = unified().use(sanitiser(settings)).use(rehypeStringify);
  return processor.stringify(processor.runSync(fromHtml(html, { fragment: true })) as Root);
}

/** Texts of the recording that come out otherwise, and why. */
const different: Readonly<Record<string, readonly number[]>> = {
  "a word and digits are judged as a scheme, where the original sees a host and a port": [26, 28, 30, 33],
  "an address is judged by what a lenient reader finds after decoding": [23, 92],
  "a browser's rules for elements whose content is no markup": [82, 83, 84, 85, 89, 90],
  "a cell without a table stays, and a browser drops it": [56],
  "control characters are replaced before anything is parsed, by `cleanSource`": [74],
};

describe("the sanitiser", () => {
  const cases = recordedSingles("sanitizer");

  it("leaves of HTML what the original leaves, but for the named cases", () => {
    const found = cases.filter(({ markup, text, html }) => {
      return markup !== undefined && canonicalHtml(sanitised(text, markup)) !== canonicalHtml(html);
    });
    const named = Object.values(different).flat();
    expect(found.map(({ id }) => id)).toEqual(
      named.sort((a, b) => a - b).map((number) => `sanitizer-${number}`),
    );
  });

  it("is not built for settings with which the original lets a script through", () => {
    const refused = cases.filter(({ markup }) => markup === undefined);
    const [script, handler, style] = refused.map(({ settings }) => settings["markup"]);
    expect(script).toEqual({ "allowed-elements": "script", "allowed-attributes": "src" });
    expect(handler).toEqual({ "allowed-attributes": "onclick" });
    expect(style).toEqual({ "allowed-attributes": "style" });
    expect(refused).toHaveLength(3);
  });

  it("gives every name in a comment a prefix, and lets links in the comment follow it", () => {
    const settings = { ...defaults, allowedAttributes: ["id", "name"] };
    expect(sanitised('<p id="a" name="b">x</p><a href="#a">y</a><a href="#c">z</a>', settings)).toBe(
      '<p id="isso-text-a" name="isso-text-b">x</p><a href="#isso-text-a" rel="nofollow noopener">y</a>' +
        '<a href="#c" rel="nofollow noopener">z</a>',
    );
  });
});
