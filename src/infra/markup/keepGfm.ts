import type { Data, Processor } from "unified";

type SyntaxExtension = NonNullable<Data["micromarkExtensions"]>[number];
type TreeExtension = Extract<NonNullable<Data["fromMarkdownExtensions"]>[number], { enter?: unknown }>;

/**
 * A remark plugin for use after `remark-gfm`: keeps the named constructs and removes everything else that GFM
 * adds, so that it costs no time either. Core Markdown is not touched.
 */
export function keepGfm(this: Processor, names: readonly string[]): void {
  const data = this.data();
  data.micromarkExtensions = (data.micromarkExtensions ?? []).map((extension) => onlyNamed(extension, names));
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .filter((extension: TreeExtension) => names.some((name) => name in (extension.enter ?? {})));
}

/** Constructs are kept per content type and character code; those of one code may be a single one or a list. */
function onlyNamed(extension: SyntaxExtension, names: readonly string[]): SyntaxExtension {
  const kept: Record<string, Record<string, unknown>> = {};
  for (const [content, byCode] of Object.entries(extension)) {
    const lists: Record<string, unknown> = {};
    for (const [code, constructs] of Object.entries(byCode ?? {})) {
      const list = [constructs].flat().filter((construct) => !isOther(construct, names));
      if (list.length > 0) lists[code] = list;
    }
    kept[content] = lists;
  }
  return kept;
}

function isOther(construct: unknown, names: readonly string[]): boolean {
  if (typeof construct !== "object" || construct === null) return false;
  return !("name" in construct && names.includes(String(construct.name)));
}
