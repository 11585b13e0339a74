import { expect, it } from "vitest";
import type { MarkupSettings } from "../../../src/domain/config/settings.ts";
import { type Chain, createChain } from "../../../src/infra/markup/chain.ts";
import { defaults } from "./fixtures.ts";

/** Every plugin of mistune, with the parameters of a configuration that names none. */
export const everyPlugin: MarkupSettings["mistune"] = {
  plugins: [
    ...["strikethrough", "footnotes", "table", "url", "task_lists", "def_list", "abbr", "mark", "insert"],
    ...["superscript", "subscript", "math", "ruby", "spoiler"],
  ],
  parameters: ["escape", "hard_wrap"],
};

/** What the plugins write that comments may not have without further settings. */
const elements = "tr dl dt dd abbr div span section ruby rt mark input img".split(" ");

/** mistune with these plugins only, and with the elements and classes that they write. */
export function mistuneChain(plugins: readonly string[]): Chain {
  return createChain({
    ...defaults,
    allowedElements: elements,
    allowedAttributes: ["class", "title", "type", "disabled", "checked"],
    mistune: { ...defaults.mistune, plugins },
  });
}

/** A rule that a reader can check, as texts and what they become. */
export function rule(chain: Chain, title: string, pairs: Readonly<Record<string, string>>): void {
  it(title, () => {
    for (const [source, html] of Object.entries(pairs)) expect(chain(source)).toBe(html);
  });
}
