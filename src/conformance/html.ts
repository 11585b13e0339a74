const voidElements: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  copy: "\u00a9",
};

const tag = /<!--[\s\S]*?-->|<[!?/]?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>/g;
const attribute = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|([a-z]+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function encode(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

/** Whether a text looks like a piece of HTML: it begins and ends with a tag. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*<[\s\S]*>\s*$/.test(text);
}

function normalText(text: string): string {
  const plain = decode(text);
  if (looksLikeHtml(plain)) return encode(normalHtml(plain));
  return encode(plain);
}

function normalTag(source: string): string {
  if (source.startsWith("<!--")) return "";
  const name = /^<[!?/]?([^\s/>]+)/.exec(source)?.[1] ?? "";
  const lower = name.toLowerCase();
  if (source.startsWith("<?") || source.startsWith("<!")) return source.toLowerCase();
  if (source.startsWith("</")) return voidElements.has(lower) ? "" : `</${lower}>`;
  const inside = source.slice(1 + name.length, -1).replace(/\/\s*$/, "");
  const attributes = [...inside.matchAll(attribute)]
    .map(
      ([, key = "", double, single, bare]) =>
        ` ${key.toLowerCase()}="${encode(decode(double ?? single ?? bare ?? ""))}"`,
    )
    .sort();
  const closed = /\/\s*>$/.test(source) && !voidElements.has(lower);
  return `<${lower}${attributes.join("")}>${closed ? `</${lower}>` : ""}`;
}

/**
 * A piece of HTML or XML in one form: lower-case names, attributes in order and quoted, entities decoded where they can
 * be, comments dropped, blanks between tags dropped. Two pieces with the same form show the same.
 */
export function normalHtml(source: string): string {
  let normal = "";
  let from = 0;
  for (const match of source.matchAll(tag)) {
    normal += betweenTags(source.slice(from, match.index)) + normalTag(match[0]);
    from = match.index + match[0].length;
  }
  return normal + betweenTags(source.slice(from));
}

function betweenTags(text: string): string {
  return text.trim() === "" ? "" : normalText(text.replace(/\r\n?/g, "\n"));
}
