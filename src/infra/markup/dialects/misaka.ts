import type { MarkupSettings } from "../../../domain/config/settings.ts";
import type { Dialect } from "../dialect.ts";
import { misakaParser } from "../syntax/misaka/parser.ts";
import { parseRawHtml } from "../syntax/misaka/rawHtml.ts";
import { misakaHandlers } from "../syntax/misaka/toHtml.ts";

/**
 * Markdown as misaka reads it when Isso calls it; raw HTML is kept if its elements are allowed. Behaviour section 11.3.
 */
export function misakaDialect(
  { options, flags }: MarkupSettings["misaka"],
  allowed: readonly string[],
): Dialect {
  const on: ReadonlySet<string> = new Set([...options, ...flags]);
  return {
    remark: [[misakaParser, on]],
    toHtml: { allowDangerousHtml: true, handlers: misakaHandlers },
    rehype: [[parseRawHtml, allowed]],
    plain: {
      marked: /[\\`*_[\]<~^&:@"$|\t\ufeff]|==|www\.|^(?:[ #>+=-]|\d+\.)| $/m,
      lineEnd: on.has("hard-wrap") ? "<br>\n" : "\n",
      between: "\n",
    },
  };
}
