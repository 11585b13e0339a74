import { plainStyle } from "./plainStyle.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
};

/** The text for use in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** HTML that needs no more escaping. */
export interface Html {
  readonly html: string;
}

/** Template tag for HTML: every value is escaped unless it is {@link Html} itself; lists are joined. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) text += htmlOf(value) + (parts[index + 1] ?? "");
  return { html: text };
}

/** What may stand in an {@link html} template. */
export type HtmlValue = string | number | Html | readonly Html[];

function htmlOf(value: HtmlValue): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "html" in value ? value.html : value.map((item) => item.html).join("");
}

/** A whole page in English with a title; `style` names its style sheet, absent: the plain one, inside the page. */
export function page(title: string, body: Html, style?: string): string {
  const look =
    style === undefined
      ? html`<style>${{ html: plainStyle }}</style>\n`
      : html`<link rel="stylesheet" href="${style}">\n`;
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${look}${body}
</html>
`.html;
}
