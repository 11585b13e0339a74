import type { PluggableList } from "unified";
import type { MarkupExtras } from "../../../domain/config/settings.ts";

/** The plugins of our own additions, by the place that they take in the chain. */
export interface Extras {
  /** After the dialect's changes to the Markdown tree. */
  readonly remark: PluggableList;
  /** After the sanitiser: they add nothing but text and classed `span` elements of their own. */
  readonly rehype: PluggableList;
}

/** A chain without our additions. */
export const noExtras: Extras = { remark: [], rehype: [] };

/** Loads the libraries of the additions that are switched on, and no others. */
export async function loadExtras(settings: MarkupExtras): Promise<Extras> {
  return {
    remark: settings.smartPunctuation ? [(await import("./smartPunctuation.ts")).smartPunctuation] : [],
    rehype: [
      ...(settings.emoji ? [(await import("./emoji.ts")).emoji] : []),
      ...(settings.highlight ? [(await import("./highlight.ts")).highlight] : []),
    ],
  };
}

/** Whether there is any addition, so that texts have to be rendered where the libraries are loaded. */
export function hasExtras({ emoji, highlight, smartPunctuation }: MarkupExtras): boolean {
  return emoji || highlight || smartPunctuation;
}

/** Whether an addition could change a text that has no Markdown. */
export function mayChange({ emoji, smartPunctuation }: MarkupExtras, source: string): boolean {
  return (emoji && source.includes(":")) || (smartPunctuation && /["'`]|--|\.[ \u00a0]?\./.test(source));
}
