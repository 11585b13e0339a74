import type { TokenAuthority } from "../../domain/comment/commands.ts";
import type { StoredComment } from "../../domain/ports.ts";
import type { CommentId } from "../../domain/values.ts";
import { prefersHtml } from "../accept.ts";
import { answerJson, answerPage, answerText, redirect } from "../answer.ts";
import { moderatorOf } from "../authority.ts";
import { commentJson } from "../commentJson.ts";
import type { HttpDeps } from "../deps.ts";
import { readEdit } from "../editForm.ts";
import { rejected } from "../errors.ts";
import type { Exchange, Handler } from "../exchange.ts";
import { commentLink } from "../links.ts";
import { type ModerationAction, moderationPage } from "../moderationPage.ts";
import { plainStylePolicy } from "../plainStyle.ts";
import { forbidden, notFound } from "../problem.ts";
import { routeId } from "../routeId.ts";

/** A comment that a moderator has the key of, and what the key allows. */
interface Case {
  readonly id: CommentId;
  readonly stored: StoredComment;
  readonly authority: TokenAuthority;
}

/**
 * `GET /id/N/ACTION/KEY`: asks the moderator whether it is meant; the answer is a POST to the same address, so that
 * programs which open the links in mails change nothing (behaviour section 3.16).
 */
export function confirmHandler(action: ModerationAction): Handler {
  return async (exchange, deps) => {
    const { stored } = await openCase(exchange, deps);
    const page = moderationPage(action, stored);
    answerPage(exchange, page, `${plainStylePolicy}; form-action 'self' ${exchange.state.origin}`);
  };
}

/** `POST /id/N/activate/KEY`: publishes a comment that waited. */
export async function activateComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const { id, stored, authority } = await openCase(exchange, deps);
  const now = deps.clock.now();
  const result = await deps.commands.run({ type: "ApproveComment", now, comment: id, authority });
  if (!result.ok) throw rejected(result.error);
  const { alreadyPublished } = result.value;
  if (!alreadyPublished) deps.notifier.notify({ kind: "comment-activated", id });
  done(exchange, stored, alreadyPublished ? "Already activated" : "Comment has been activated");
}

/** `POST /id/N/delete/KEY`: removes a comment. */
export async function removeComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const { id, stored, authority } = await openCase(exchange, deps);
  const now = deps.clock.now();
  const result = await deps.commands.run({ type: "DeleteComment", now, comment: id, authority });
  if (!result.ok) throw rejected(result.error);
  deps.notifier.notify({ kind: "comment-deleted", id });
  done(exchange, stored, "Comment has been deleted");
}

/** `POST /id/N/edit/KEY`: changes a comment without marking it as modified; answers its source. */
export async function reviseComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const { id, stored, authority } = await openCase(exchange, deps);
  const fields = await readEdit(exchange.req);
  const html = await deps.renderer.render(fields.text);
  const result = await deps.commands.run(
    { type: "EditComment", now: deps.clock.now(), comment: id, authority, ...fields },
    { rendition: { html } },
  );
  if (!result.ok) throw rejected(result.error);
  const answer = commentJson(result.value.comment, result.value.comment.text);
  deps.notifier.notify({ kind: "comment-edited", id, answer: { ...answer } });
  if (prefersHtml(exchange.req.headers.accept)) toComment(exchange, stored);
  else answerJson(exchange, answer);
}

/** The comment of the path, if the key was made for it and the comment is still the one it was made for. */
async function openCase(exchange: Exchange, deps: HttpDeps): Promise<Case> {
  const { id: digits = "", key = "" } = exchange.state.params;
  const id = routeId(digits);
  if (id === undefined) throw forbidden();
  const authority = moderatorOf(key, deps, id);
  const stored = await deps.reads.comment(id);
  if (stored === null) throw notFound();
  if (authority.signedAt < stored.bornAt) throw forbidden();
  return { id, stored, authority };
}

/** Scripts read what happened; people are led to the place where they see it. */
function done(exchange: Exchange, stored: StoredComment, message: string): void {
  if (prefersHtml(exchange.req.headers.accept)) toComment(exchange, stored);
  else answerText(exchange, message);
}

function toComment(exchange: Exchange, { comment, thread }: StoredComment): void {
  redirect(exchange, 303, commentLink(exchange.state.origin, thread?.uri ?? "/", comment.id));
}
