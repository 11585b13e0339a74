import type { Options } from "mdast-util-to-hast";
import type { PluggableList } from "unified";

/**
 * One way to read Markdown, as the parts in which it differs from another: `chain.ts` puts the common parts between
 * and after them. All lists are used in their order.
 */
export interface Dialect {
  /** Applied to the cleaned text before anything reads it; must be linear and cheap. */
  readonly prepare?: (source: string) => string;
  /** After `readMarkdown`: syntax that is added or taken away, and changes to the Markdown tree. */
  readonly remark: PluggableList;
  /** For `toElements`: how nodes of the Markdown tree become elements. */
  readonly toHtml: Options;
  /** Between `toElements` and the parts that every dialect ends with. The sanitiser comes later. */
  readonly rehype: PluggableList;
  /** What a text must not have to be shown without parsing it. */
  readonly plain: PlainRules;
}

/** When a text is nothing but paragraphs, and how their lines are parted. Used by `plainText.ts` only. */
export interface PlainRules {
  /** Matches any text that could be more than words, line ends and blank lines; not global. */
  readonly marked: RegExp;
  /** What a single line end inside a paragraph becomes. */
  readonly lineEnd: string;
  /** What stands between two paragraphs. */
  readonly between: string;
}
