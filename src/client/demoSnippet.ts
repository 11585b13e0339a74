/** Attributes of a script element, by name. */
export type SnippetAttributes = readonly (readonly [name: string, value: string])[];

/** The two tags that embed a thread from a server at `endpoint`, an address with a slash at its end. */
export function snippet(endpoint: string, attributes: SnippetAttributes): string {
  const all = [["data-isso", endpoint], ...attributes, ["src", `${endpoint}js/embed.min.js`]] as const;
  const lines = all.map(([name, value]) => `${name}="${escaped(value)}"`);
  return `<script ${lines.join("\n        ")}></script>\n<section id="isso-thread"></section>`;
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
