import { err, ok, type Result } from "../result.ts";
import { escapeAttribute, escapeHtml } from "./escape.ts";
import { characterError, type FieldError, isLonger, limitError, type SharedFields } from "./fieldRules.ts";
import { normaliseWebsite } from "./website.ts";

/** A checked new comment, ready to store: names and addresses escaped, website normalised, text raw. */
export interface NewCommentFields {
  readonly text: string;
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  /** As named by the client; may be unknown or of another thread. */
  readonly parent: number | null;
  /** Absent when none or an empty one was sent. */
  readonly title?: string;
  readonly notification: number | null;
  readonly idempotencyKey?: string;
}

/** A checked edit, ready to store. An absent member keeps its value, null clears it; website not normalised. */
export interface EditFields {
  readonly text: string;
  readonly author?: string | null;
  readonly website?: string | null;
}

type Members = Readonly<Record<string, unknown>>;

const maxIdempotencyKey = 128;

/**
 * Checks the body of `POST /new`, in the original's order and with its messages (behaviour section 3.6);
 * after those come the checks of its quirks 1 to 5. Unknown members are ignored.
 */
export function checkNewComment(body: unknown): Result<NewCommentFields, FieldError> {
  if (!isObject(body)) return refuse("body", "JSON object expected");
  if (isAbsent(body["text"])) return refuse("text", "text is missing");
  const parent = integerOrNull(body["parent"]);
  if (parent === undefined) return refuse("parent", "parent must be an integer or null");
  const shared = sharedFields(body);
  if (!shared.ok) return shared;
  const extras = extraFields(body);
  if (!extras.ok) return extras;
  const { title, notification, idempotencyKey } = extras.value;
  const broken = characterError({ ...shared.value, title, "idempotency-key": idempotencyKey });
  if (broken !== undefined) return err(broken);
  const { text, author, email, website } = shared.value;
  return ok({
    text,
    author: escaped(author, escapeHtml) ?? null,
    email: escaped(email, escapeHtml) ?? null,
    website: website ? normaliseWebsite(escapeAttribute(website)) : (website ?? null),
    parent,
    ...(title === undefined ? {} : { title }),
    notification,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });
}

/**
 * Checks the body of `PUT /id/N` and of a moderator's edit: `text`, `author` and `website` as for a new
 * comment, every other member is ignored (behaviour sections 3.6 and 3.9).
 */
export function checkEdit(body: unknown): Result<EditFields, FieldError> {
  if (!isObject(body)) return refuse("body", "JSON object expected");
  if (isAbsent(body["text"])) return refuse("text", "text is missing");
  const shared = sharedFields({ text: body["text"], author: body["author"], website: body["website"] });
  if (!shared.ok) return shared;
  const { text, author, website } = shared.value;
  const broken = characterError({ text, author, website });
  if (broken !== undefined) return err(broken);
  return ok({
    text,
    ...(author === undefined ? {} : { author: escaped(author, escapeHtml) ?? null }),
    ...(website === undefined ? {} : { website: escaped(website, escapeAttribute) ?? null }),
  });
}

function sharedFields(body: Members): Result<SharedFields, FieldError> {
  const { text, author, website, email } = body;
  if (typeof text !== "string") return refuse("text", "text must be a string or null");
  if (!isOptionalText(author)) return refuse("author", "author must be a string or null");
  if (!isOptionalText(website)) return refuse("website", "website must be a string or null");
  if (!isOptionalText(email)) return refuse("email", "email must be a string or null");
  const fields = { text, author, website, email };
  const broken = limitError(fields);
  return broken === undefined ? ok(fields) : err(broken);
}

interface ExtraFields {
  readonly title: string | undefined;
  readonly notification: number | null;
  readonly idempotencyKey: string | undefined;
}

function extraFields(body: Members): Result<ExtraFields, FieldError> {
  const title = body["title"] ?? null;
  if (typeof title === "object" && title !== null) return refuse("title", "title must be a string or null");
  const notification = integerOrNull(body["notification"]);
  if (notification === undefined) {
    return refuse("notification", "notification must be an integer, a boolean or null");
  }
  const key = body["idempotency-key"] ?? undefined;
  if (key !== undefined && !isIdempotencyKey(key)) {
    return refuse(
      "idempotency-key",
      `idempotency-key must be a string of 1 to ${maxIdempotencyKey} characters`,
    );
  }
  return ok({ title: titleText(title), notification, idempotencyKey: key });
}

/** A title as the original's text column would hold it; what counts as false there is no title at all. */
function titleText(title: unknown): string | undefined {
  if (!title) return undefined;
  return title === true ? "1" : String(title);
}

function isIdempotencyKey(value: unknown): value is string {
  return typeof value === "string" && value !== "" && !isLonger(value, maxIdempotencyKey);
}

/** An integer, true as 1 and false as 0, null when absent; undefined for all that is none of these. */
function integerOrNull(value: unknown): number | null | undefined {
  if (isAbsent(value)) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  // Minus zero would reach the database as a fraction; adding zero makes it plain.
  return typeof value === "number" && Number.isSafeInteger(value) ? value + 0 : undefined;
}

function escaped(
  text: string | null | undefined,
  escaping: (text: string) => string,
): string | null | undefined {
  return typeof text === "string" ? escaping(text) : text;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return isAbsent(value) || typeof value === "string";
}

function refuse(field: string, message: string): { readonly ok: false; readonly error: FieldError } {
  return err({ field, message });
}
