import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkBreaks from "remark-breaks";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { allowList } from "./allowList.ts";
import { finish } from "./finish.ts";
import { keepGfm } from "./keepGfm.ts";
import { rawHtmlAsText } from "./rawHtml.ts";

/** Turns a cleaned text into sanitised HTML, however long that takes. */
export type Chain = (source: string) => string;

/** Changes when the same text and settings may give other HTML than before. */
export const chainVersion = 1;

/**
 * The whole way from Markdown to sanitised HTML, built once. It blocks and may take long or overflow the stack
 * on hostile text: see `cost.ts`. Behaviour section 11.
 */
export function createChain(settings: MarkupSettings): Chain {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(keepGfm, ["strikethrough"])
    .use(literally, ["characterReference", "hardBreakEscape"])
    .use(remarkBreaks)
    .use(remarkRehype, { handlers: { html: rawHtmlAsText } })
    .use(finish)
    .use(rehypeSanitize, allowList(settings))
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .freeze();
  // The steps instead of `processSync`: no virtual file for each comment.
  return (source) => processor.stringify(processor.runSync(processor.parse(source)));
}

/** A remark plugin: the named constructs of core Markdown lose their meaning. */
function literally(this: Processor, names: readonly string[]): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: [...names] } }];
}
