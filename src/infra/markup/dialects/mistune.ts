import type { MarkupSettings } from "../../../domain/config/settings.ts";
import type { Dialect } from "../dialect.ts";
import { abbreviation } from "../syntax/abbreviation.ts";
import { attention } from "../syntax/attention.ts";
import { bareUrl } from "../syntax/bareUrl.ts";
import { blockMath } from "../syntax/blockMath.ts";
import { blockSpoiler } from "../syntax/blockSpoiler.ts";
import { codes } from "../syntax/characters.ts";
import { containerLimit } from "../syntax/containers.ts";
import { definitionList } from "../syntax/definitionList.ts";
import { footnote } from "../syntax/footnote.ts";
import { indentedCode } from "../syntax/indentedCode.ts";
import { inlineMath } from "../syntax/inlineMath.ts";
import { inlineSpoiler } from "../syntax/inlineSpoiler.ts";
import { literally } from "../syntax/literally.ts";
import { pair } from "../syntax/pair.ts";
import { ruby } from "../syntax/ruby.ts";
import { script } from "../syntax/script.ts";
import { type Syntax, withSyntax } from "../syntax/syntax.ts";
import { table } from "../syntax/table.ts";
import { mistuneAbbreviations } from "./mistuneAbbreviations.ts";
import { mistuneHandlers } from "./mistuneHtml.ts";
import { mistuneNotes } from "./mistuneNotes.ts";
import { mistunePlain } from "./mistunePlain.ts";
import { mistuneTasks } from "./mistuneTasks.ts";
import { mistuneTree } from "./mistuneTree.ts";

type Names = ReadonlySet<string>;

/** Markdown as mistune 3 reads it when Isso calls it. Behaviour section 11.2. */
export function mistuneDialect(settings: MarkupSettings["mistune"]): Dialect {
  const plugins: Names = new Set(settings.plugins);
  const hardWrap = settings.parameters.includes("hard_wrap");
  return {
    // The parser would drop the first one.
    prepare: (source) => (source.startsWith("\ufeff") ? `\ufeff${source}` : source),
    remark: [
      [literally, ["characterReference", ...(hardWrap ? ["hardBreakEscape"] : [])]],
      [withSyntax, syntaxOf(plugins)],
      ...(plugins.has("task_lists") ? [mistuneTasks] : []),
      ...(plugins.has("footnotes") ? [mistuneNotes] : []),
      ...(plugins.has("abbr") ? [mistuneAbbreviations] : []),
      [mistuneTree, { hardWrap, ruby: plugins.has("ruby") }],
    ],
    toHtml: { handlers: mistuneHandlers },
    rehype: [],
    plain: mistunePlain(plugins, hardWrap),
  };
}

/** In the order in which mistune tries them. */
function syntaxOf(plugins: Names): Syntax[] {
  const list: Syntax[] = [
    ...(plugins.has("spoiler") ? [blockSpoiler] : []),
    containerLimit,
    attention,
    indentedCode,
  ];
  const add = (name: string, syntax: () => Syntax): void => {
    if (plugins.has(name)) list.push(syntax());
  };
  add("strikethrough", () => pair(codes.tilde, "del"));
  add("mark", () => pair(codes.equals, "mark"));
  add("insert", () => pair(codes.caret, "ins"));
  add("superscript", () => script({ marker: codes.caret, element: "sup", paired: plugins.has("insert") }));
  add("subscript", () =>
    script({ marker: codes.tilde, element: "sub", paired: plugins.has("strikethrough") }),
  );
  add("footnotes", () => footnote);
  add("ruby", () => ruby);
  add("math", () => blockMath);
  add("math", inlineMath);
  add("spoiler", inlineSpoiler);
  add("abbr", () => abbreviation);
  add("table", () => table);
  add("def_list", () => definitionList);
  add("url", () => bareUrl);
  return list;
}
