/** The names that one list of the markup settings may hold, and how other spellings of them are read. */
export interface Vocabulary {
  readonly names: readonly string[];
  /** Our spelling of a name as it is written in a file. */
  readonly spelling: (written: string) => string;
}

/** What a list of the settings says: the known names in our spelling, each once, and the others as written. */
export interface ReadNames {
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

/** Extensions of misaka: `fenced_code` and `EXT_FENCED_CODE` are `fenced-code`. Behaviour section 1.4. */
export const misakaExtensions: Vocabulary = {
  names: [
    ...[
      "autolink",
      "fenced-code",
      "no-intra-emphasis",
      "strikethrough",
      "superscript",
      "tables",
      "footnotes",
    ],
    ...["highlight", "quote", "underline", "math", "math-explicit", "space-headers", "disable-indented-code"],
  ],
  spelling: (written) => dashed(written).replace(/^ext-/, ""),
};

/** Render flags of misaka: `hard_wrap` and `HTML_HARD_WRAP` are `hard-wrap`. Behaviour section 1.4. */
export const misakaFlags: Vocabulary = {
  names: ["skip-html", "escape", "hard-wrap", "use-xhtml"],
  spelling: (written) => dashed(written).replace(/^html-/, ""),
};

/** Plugins of mistune; `speedup` is known and does nothing. Behaviour section 11.2. */
export const mistunePlugins: Vocabulary = {
  names: [
    ...["strikethrough", "mark", "insert", "superscript", "subscript", "footnotes", "table", "url", "abbr"],
    ...["def_list", "math", "ruby", "task_lists", "spoiler", "speedup"],
  ],
  spelling: underscored,
};

/** Parameters of mistune. Behaviour section 1.4. */
export const mistuneParameters: Vocabulary = { names: ["escape", "hard_wrap"], spelling: underscored };

/** Sorts the written names by whether the vocabulary has them. */
export function readNames(written: readonly string[], { names, spelling }: Vocabulary): ReadNames {
  const known = written.map(spelling).filter((name) => names.includes(name));
  return {
    known: [...new Set(known)],
    unknown: written.filter((name) => !names.includes(spelling(name))),
  };
}

function dashed(written: string): string {
  return written.toLowerCase().replaceAll("_", "-");
}

function underscored(written: string): string {
  return written.toLowerCase().replaceAll("-", "_");
}
