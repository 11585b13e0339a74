import type { PlainRules } from "../dialect.ts";

/** What else a plugin gives a meaning to, where that is not a mark of core Markdown. */
const pluginMarks: Readonly<Record<string, string>> = {
  superscript: "\\^",
  insert: "\\^",
  mark: "==",
  url: "https?://",
  math: "\\$",
  spoiler: ">!",
  table: "\\|",
  def_list: "^:",
};

const coreMarks = ["[\\\\`*_[\\]<~\\t\\ufeff]", "^(?:[#>+=-]|\\d{1,9}[.)])", "^(?!\\n)[\\s\\u0085]", " $"];

/** When a text has nothing that mistune gives a meaning to with these plugins. Behaviour section 11.2. */
export function mistunePlain(plugins: ReadonlySet<string>, hardWrap: boolean): PlainRules {
  const marks = [...plugins].flatMap((name) => pluginMarks[name] ?? []);
  return {
    marked: new RegExp([...coreMarks, ...marks].join("|"), "m"),
    lineEnd: hardWrap ? "<br>\n" : "\n",
    between: "\n",
  };
}
