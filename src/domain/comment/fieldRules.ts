import { trimEnd } from "../config/whitespace.ts";
import { isWebsite } from "./website.ts";

/** Why a body is refused: the message is what the client gets, `field` names the member (`body`: all of it). */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** The members that new comments and edits share, with the types checked but nothing changed yet. */
export interface SharedFields {
  readonly text: string;
  readonly author: string | null | undefined;
  readonly website: string | null | undefined;
  readonly email: string | null | undefined;
}

const maxAddress = 254;
const maxText = 65535;

/** The first limit of length or form that the fields break. Lengths count code points (behaviour 3.6). */
export function limitError({ text, email, website }: SharedFields): FieldError | undefined {
  // Six units hold three code points or more, so a long text is not walked through twice.
  if (codePoints(trimEnd(text).slice(0, 6)) < 3) {
    return { field: "text", message: "text is too short (minimum length: 3)" };
  }
  if (isLonger(text, maxText)) {
    return { field: "text", message: `text is too long (maximum length: ${maxText})` };
  }
  if (isLonger(email ?? "", maxAddress)) {
    return { field: "email", message: "http://tools.ietf.org/html/rfc5321#section-4.5.3" };
  }
  return website ? websiteError(website) : undefined;
}

function websiteError(website: string): FieldError | undefined {
  if (isLonger(website, maxAddress)) return { field: "website", message: "arbitrary length limit" };
  if (!isWebsite(website)) return { field: "website", message: "Website not Django-conform" };
  return undefined;
}

/**
 * The first text that cannot be kept as it is: SQLite's text functions end at NUL, and a surrogate without
 * its partner has no UTF-8 form. Absent members and nulls pass.
 */
export function characterError(
  texts: Readonly<Record<string, string | null | undefined>>,
): FieldError | undefined {
  for (const [field, text] of Object.entries(texts)) {
    if (text?.includes("\0")) return { field, message: `${field} must not contain NUL characters` };
    if (text && /\p{Surrogate}/u.test(text)) {
      return { field, message: `${field} must not contain unpaired surrogates` };
    }
  }
  return undefined;
}

/** Whether the text has more than so many code points. */
export function isLonger(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 2 * limit || codePoints(text) > limit;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
