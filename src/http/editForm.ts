import type { IncomingMessage } from "node:http";
import { checkEdit, type EditFields } from "../domain/comment/fields.ts";
import { parseQuery } from "../domain/web/queryString.ts";
import { readBody, readJson } from "./body.ts";
import { badRequest } from "./problem.ts";

const formType = "application/x-www-form-urlencoded";

/** The fields of a moderator's edit, from JSON or from the form of the moderation page; refused with 400. */
export async function readEdit(request: IncomingMessage): Promise<EditFields> {
  const sent = isForm(request) ? formFields(await readBody(request)) : await readJson(request);
  const fields = checkEdit(sent);
  if (!fields.ok) throw badRequest(fields.error.message);
  return fields.value;
}

function isForm({ headers }: IncomingMessage): boolean {
  return headers["content-type"]?.toLowerCase().startsWith(formType) ?? false;
}

/** Browsers send line ends as CRLF, which the writer of the text did not, and have no way to leave a field out. */
function formFields(body: Buffer): Readonly<Record<string, string | null>> {
  const form = parseQuery(body.toString("latin1"));
  const fields: Record<string, string | null> = {};
  for (const name of ["text", "author", "website"]) {
    const value = form.get(name);
    if (value !== undefined) fields[name] = value.replaceAll("\r\n", "\n") || null;
  }
  return fields;
}

/** The value to show in a form field for a stored one: what someone would have to type to have it stored so. */
export function typedValue(stored: string | null): string {
  return (stored ?? "").replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => characters[entity] ?? entity);
}

const characters: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};
