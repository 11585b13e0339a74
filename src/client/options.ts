/** Options by their names in `data-isso-…` attributes (behaviour section 1.1). Counts may be infinite; absent is off. */
export interface Options {
  readonly css: boolean;
  readonly "css-url": string;
  readonly lang: string;
  readonly "default-lang": string;
  readonly "max-comments-top": number;
  readonly "max-comments-nested": number;
  readonly "reveal-on-click": number;
  readonly sorting: string;
  readonly avatar: boolean;
  readonly "avatar-bg": string;
  readonly "avatar-fg": readonly string[];
  readonly vote: boolean;
  /** Thresholds in ascending order; none: no levels. */
  readonly "vote-levels": readonly number[];
  readonly "page-author-hashes": readonly string[];
  readonly "reply-notifications-default-enabled"?: boolean;
  readonly "reply-to-self"?: boolean;
  readonly "require-author"?: boolean;
  readonly "require-email"?: boolean;
  readonly "reply-notifications"?: boolean;
  readonly "website-field": boolean;
  readonly gravatar?: boolean;
  readonly feed?: boolean;
}

/** An attribute as the page writes it. */
export type Attribute = readonly [name: string, value: string];

/** Texts by the names of their attributes; those of the widget are `<key>-text-<language>`, a line for each form. */
export type Overrides = Readonly<Record<string, string>>;

/** Options that are on, or not switches, unless the page says otherwise; all others are off. */
const defaults: Readonly<Record<string, Value>> = {
  css: true,
  "css-url": "",
  lang: "",
  "default-lang": "en",
  "max-comments-top": Infinity,
  "max-comments-nested": 5,
  "reveal-on-click": 5,
  sorting: "oldest",
  avatar: true,
  "avatar-bg": "#f0f0f0",
  "avatar-fg": "#9abf88 #5698c4 #e279a3 #9163b6 #be5168 #f19670 #e4bf80 #447c69".split(" "),
  vote: true,
  "vote-levels": [],
  "page-author-hashes": [],
  "website-field": true,
};

type Value = Options[keyof Options];

/**
 * Reads the `data-isso-…` attributes among the given ones; of two with the same name the later counts. A value that
 * makes no sense leaves the default, so that no page breaks by a slip (behaviour section 1).
 */
export function readOptions(attributes: readonly Attribute[]): Options {
  const options = { ...defaults };
  for (const [name, text] of settingsIn(attributes)) {
    options[name] = parseValue(name, text, defaults[name] ?? false);
  }
  return options as unknown as Options;
}

/** What the attributes say as texts, among them those of the widget that the site replaces (behaviour section 8.4). */
export function readOverrides(attributes: readonly Attribute[]): Overrides {
  return Object.fromEntries(settingsIn(attributes));
}

function settingsIn(attributes: readonly Attribute[]): Map<string, string> {
  const prefix = /^data-isso-(?=.)/;
  return new Map(
    attributes
      .filter(([name]) => prefix.test(name))
      .map(([name, value]) => [
        name.replace(prefix, "").replaceAll("_", "-").toLowerCase(),
        value.replaceAll("\\n", "\n"),
      ]),
  );
}

function parseValue(name: string, text: string, initial: Value): Value {
  if (name === "vote-levels") return numbers(text);
  // A colour with commas inside brackets stays whole; a list may be written as JSON.
  if (typeof initial === "object") return text.match(/(?:\([^)]*\)|[^\s,"[\]()])+/g) ?? initial;
  const on = !/^(?:false|null|0|)$/.test(text);
  if (typeof initial === "boolean") return on;
  if (typeof initial === "number")
    return text === "inf" ? Infinity : /^\d+$/.test(text) ? Number(text) : initial;
  return on && (name !== "sorting" || /^(?:newest|upvotes)$/.test(text)) ? text : initial;
}

function numbers(text: string): readonly number[] {
  const found = text.match(/-?\d+(?:\.\d+)?/g) ?? [];
  return found.map(Number).sort((left, right) => left - right);
}
