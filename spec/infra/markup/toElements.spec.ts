import type { Nodes as ElementNodes } from "hast";
import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { type Options, toHast } from "mdast-util-to-hast";
import { describe, expect, it } from "vitest";
import { mistuneHandlers } from "../../../src/infra/markup/dialects/mistuneHtml.ts";
import { misakaHandlers } from "../../../src/infra/markup/syntax/misaka/toHtml.ts";
import { toElements } from "../../../src/infra/markup/toElements.ts";
import { recordedTexts } from "../../support/markdownCorpus.ts";

const recorded = [...recordedTexts("commonmark"), ...recordedTexts("pairs")].map(({ text }) => text);

const options: Readonly<Record<string, Options>> = {
  "no handlers": {},
  "mistune's handlers": { handlers: mistuneHandlers },
  "misaka's handlers": { allowDangerousHtml: true, handlers: misakaHandlers },
};

function withoutPositions(node: ElementNodes): ElementNodes {
  const { position, ...others } = node;
  return "children" in others
    ? ({ ...others, children: others.children.map(withoutPositions) } as ElementNodes)
    : others;
}

/** Makes trees of their own, for handlers may change what they are given. */
function trees(text: string): [Root, Root] {
  return [fromMarkdown(text), fromMarkdown(text)];
}

describe.each(Object.entries(options))("elements by %s", (_, chosen) => {
  it("are those of mdast-util-to-hast, without positions", () => {
    const elementsOf = toElements(chosen);
    for (const text of recorded) {
      const [ours, theirs] = trees(text);
      expect(elementsOf(ours)).toEqual(withoutPositions(toHast(theirs, chosen)));
    }
  });
});

describe("links by a label", () => {
  const elementsOf = toElements({});
  const href = (text: string): string => JSON.stringify(elementsOf(fromMarkdown(text)));

  it("lead where the first definition says", () => {
    expect(href("[a]\n\n> [A]: first\n\n[a]: second")).toContain('"href":"first"');
  });

  it("know no definition of the trees before", () => {
    elementsOf(fromMarkdown("[a]: before"));
    const [link] = trees("[a]\n\n[a]: now");
    expect(JSON.stringify(elementsOf(link))).toContain('"href":"now"');
  });
});
