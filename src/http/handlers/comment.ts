import { authorises } from "../../domain/comment/authority.ts";
import type { TokenAuthority } from "../../domain/comment/commands.ts";
import { checkEdit, type EditFields } from "../../domain/comment/fields.ts";
import type { CommentId } from "../../domain/values.ts";
import { answerJson } from "../answer.ts";
import { forgetAuthor, rememberAuthor } from "../authorCookie.ts";
import { authorOf } from "../authority.ts";
import { readJson } from "../body.ts";
import { commentJson } from "../commentJson.ts";
import { refuseForeignForms } from "../csrf.ts";
import type { HttpDeps } from "../deps.ts";
import { rejected } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { badRequest, forbidden, notFound } from "../problem.ts";
import { wantsSource } from "../request.ts";
import { routeId } from "../routeId.ts";

/** `GET /id/N`: the author reads the own comment back, published or not (behaviour section 3.8). */
export async function viewComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  const id = knownId(exchange);
  const stored = await deps.reads.comment(id);
  if (stored === null) throw notFound();
  if (authorOf(exchange, deps, id).signedAt < stored.bornAt) throw forbidden();
  const text = wantsSource(exchange) ? stored.comment.text : stored.html;
  answerJson(exchange, commentJson(stored.comment, text));
}

/** `PUT /id/N`: the author changes the comment within the edit window (behaviour section 3.9). */
export async function editComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  refuseForeignForms(exchange.req.headers["content-type"]);
  const id = ownId(exchange);
  const authority = authorOf(exchange, deps, id);
  const fields = await fieldsOf(exchange, deps, { id, authority });
  const html = await deps.renderer.render(fields.text);
  const result = await deps.commands.run(
    { type: "EditComment", now: deps.clock.now(), comment: id, authority, ...fields },
    { rendition: { html } },
  );
  if (!result.ok) throw rejected(result.error);
  const answer = commentJson(result.value.comment, html);
  deps.notifier.notify({ kind: "comment-edited", id, answer: { ...answer } });
  rememberAuthor(exchange, deps, result.value.comment);
  answerJson(exchange, answer);
}

/** `DELETE /id/N`: the author takes the comment back (behaviour section 3.10). */
export async function deleteComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  refuseForeignForms(exchange.req.headers["content-type"]);
  const id = ownId(exchange);
  const authority = authorOf(exchange, deps, id);
  const result = await deps.commands.run({
    type: "DeleteComment",
    now: deps.clock.now(),
    comment: id,
    authority,
  });
  if (!result.ok) throw rejected(result.error);
  deps.notifier.notify({ kind: "comment-deleted", id });
  forgetAuthor(exchange, deps, id);
  const { comment } = result.value;
  answerJson(exchange, comment === null ? null : commentJson(comment, comment.text));
}

/** Whoever may not edit the comment hears that first, whatever is wrong with the fields (behaviour section 3.9). */
async function fieldsOf(
  exchange: Exchange,
  deps: HttpDeps,
  { id, authority }: { readonly id: CommentId; readonly authority: TokenAuthority },
): Promise<EditFields> {
  try {
    const fields = checkEdit(await readJson(exchange.req));
    if (!fields.ok) throw badRequest(fields.error.message);
    return fields.value;
  } catch (problem) {
    const stored = await deps.reads.comment(id);
    if (stored === null) throw notFound();
    if (!authorises(authority, { state: stored.comment, bornAt: stored.bornAt })) throw forbidden();
    throw problem;
  }
}

/** For what only the bearer of a comment's cookie may do: no cookie belongs to an id that cannot be. */
function ownId(exchange: Exchange): CommentId {
  const id = routeId(exchange.state.params["id"] ?? "");
  if (id === undefined) throw forbidden();
  return id;
}

function knownId(exchange: Exchange): CommentId {
  const id = routeId(exchange.state.params["id"] ?? "");
  if (id === undefined) throw notFound();
  return id;
}
