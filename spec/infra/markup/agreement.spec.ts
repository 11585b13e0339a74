import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Chain, createChain } from "../../../src/infra/markup/chain.ts";
import { cleanSource } from "../../../src/infra/markup/source.ts";
import { canonicalHtml } from "../../support/html.ts";
import { recordedSettings, recordedSingles, recordedTexts } from "../../support/markdownCorpus.ts";

/** The part of each set that must look as the original shows it, in per cent. */
const floors: Readonly<Record<string, number>> = {
  mistune: 97,
  mistuneAll: 90,
  misaka: 95,
  misakaAll: 90,
};

interface Difference {
  readonly id: string;
  readonly text: string;
  readonly original: string;
  readonly ours: string;
}

const texts = [...recordedTexts("pairs"), ...recordedTexts("comments"), ...recordedTexts("commonmark")];

/** What our chain shows; a text that it cannot render is a difference like any other. */
function shownByUs(chain: Chain, text: string): string {
  try {
    return canonicalHtml(chain(cleanSource(text)));
  } catch (error) {
    return `not rendered: ${error}`;
  }
}

function differences(name: string, chain: Chain): readonly Difference[] {
  return texts.flatMap(({ id, text, html }) => {
    const original = canonicalHtml(html[name] ?? "");
    const ours = shownByUs(chain, text);
    return original === ours ? [] : [{ id, text, original, ours }];
  });
}

const found = new Map(
  [...recordedSettings].map(([name, settings]) => [name, differences(name, createChain(settings))]),
);

/** Texts with settings of their own, as `variants` beside the names of the settings above. */
found.set(
  "variants",
  recordedSingles("variants").flatMap(({ id, markup, text, html }) => {
    if (markup === undefined) return [];
    const [original, ours] = [canonicalHtml(html), shownByUs(createChain(markup), text)];
    return original === ours ? [] : [{ id, text, original, ours }];
  }),
);

function setOf(id: string): "pairs" | "commonmark" | "comments" {
  if (id.startsWith("pair-")) return "pairs";
  return id.startsWith("commonmark-") ? "commonmark" : "comments";
}

function agreement(name: string, set: ReturnType<typeof setOf>): number {
  const all = texts.filter(({ id }) => setOf(id) === set).length;
  const differing = (found.get(name) ?? []).filter(({ id }) => setOf(id) === set).length;
  return (100 * (all - differing)) / all;
}

function summary(name: string): string {
  if (!recordedSettings.has(name)) return "";
  return (["pairs", "comments", "commonmark"] as const)
    .map((set) => ` ${set} ${agreement(name, set).toFixed(2)} %`)
    .join(",");
}

/** `MARKUP_REPORT=file` writes every difference with both outputs, for work on the dialects. */
function report(): string {
  const lines = [...found].flatMap(([name, list]) => [
    `##### ${name}: ${list.length} differ;${summary(name)}`,
    ...list.map(
      ({ id, text, original, ours }) =>
        `--- ${name} ${id}\n${JSON.stringify(text)}\noriginal ${JSON.stringify(original)}\nours     ${JSON.stringify(ours)}`,
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

const reportFile = process.env["MARKUP_REPORT"];
if (reportFile !== undefined) writeFileSync(reportFile, report());

describe.each(Object.entries(floors))("with the settings %s", (name, floor) => {
  it.each(["pairs", "comments", "commonmark"] as const)("%s look as the original shows them", (set) => {
    expect(agreement(name, set)).toBeGreaterThanOrEqual(floor);
  });
});

describe("texts that look different", () => {
  it("are the known ones (`npx vitest run -u` takes over a change)", async () => {
    const ids = [...found].flatMap(([name, list]) => list.map(({ id }) => `${name} ${id}\n`));
    await expect(ids.join("")).toMatchFileSnapshot("../../golden/markdown/differences.txt");
  });
});
