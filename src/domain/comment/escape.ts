const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/**
 * Text for the content of an HTML element, the stored form of `author` and `email`. Quotes stay. Nothing is
 * un-escaped before: `&lt;` becomes `&amp;lt;` (behaviour section 3.6).
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, entity);
}

/** Text for a quoted HTML attribute, the stored form of `website` (behaviour section 3.6). */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<>"']/g, entity);
}

function entity(character: string): string {
  return entities[character] ?? character;
}
