import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import type { MarkupSettings } from "../../domain/config/settings.ts";
import { allowList } from "./allowList.ts";
import type { Dialect } from "./dialect.ts";
import { gfmDialect } from "./dialects/gfm.ts";
import { misakaDialect } from "./dialects/misaka.ts";
import { mistuneDialect } from "./dialects/mistune.ts";
import { type Extras, noExtras } from "./extras/extras.ts";
import { finish } from "./finish.ts";
import { readMarkdown } from "./readMarkdown.ts";
import { sanitiser } from "./sanitiser.ts";
import { toElements } from "./toElements.ts";

/** Turns a cleaned text into sanitised HTML, however long that takes. */
export type Chain = (source: string) => string;

/** How the settings' renderer reads Markdown. */
export function dialectOf(settings: MarkupSettings): Dialect {
  switch (settings.renderer) {
    case "mistune":
      return mistuneDialect(settings.mistune);
    case "misaka":
      return misakaDialect(settings.misaka, allowList(settings).tagNames ?? []);
    case "gfm":
      return gfmDialect;
  }
}

/**
 * The whole way from Markdown to sanitised HTML, built once. It blocks and may take long or overflow the stack
 * on hostile text: see `cost.ts`. Behaviour section 11.
 */
export function createChain(settings: MarkupSettings, extras: Extras = noExtras): Chain {
  const { prepare, remark, toHtml, rehype } = dialectOf(settings);
  const allowed = allowList(settings);
  const processor = unified()
    .use(readMarkdown)
    .use(remark)
    .use(extras.remark)
    .use(toElements, toHtml)
    .use(rehype)
    .use(finish, new Set(allowed.tagNames))
    .use(sanitiser(settings))
    .use(extras.rehype)
    .use(rehypeStringify, { characterReferences: { useNamedReferences: true } })
    .freeze();
  // The steps instead of `processSync`: no virtual file for each comment.
  return (source) => processor.stringify(processor.runSync(processor.parse(prepare?.(source) ?? source)));
}
