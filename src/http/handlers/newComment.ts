import type { Answers, PostComment } from "../../domain/comment/commands.ts";
import { checkNewComment, type NewCommentFields } from "../../domain/comment/fields.ts";
import { modes } from "../../domain/comment/state.ts";
import type { Rendition } from "../../domain/ports.ts";
import { answerJson } from "../answer.ts";
import { rememberAuthor } from "../authorCookie.ts";
import { readJson } from "../body.ts";
import { type PostedJson, postedJson } from "../commentJson.ts";
import { refuseForeignForms } from "../csrf.ts";
import type { HttpDeps } from "../deps.ts";
import { pageUnreachable, rejected } from "../errors.ts";
import type { Exchange } from "../exchange.ts";
import { commentLink, moderationLinks } from "../links.ts";
import { badRequest } from "../problem.ts";
import { clientNetwork, publicBase, requiredUri } from "../request.ts";

/** `POST /new`: someone writes a comment (behaviour section 3.7). */
export async function postComment(exchange: Exchange, deps: HttpDeps): Promise<void> {
  refuseForeignForms(exchange.req.headers["content-type"]);
  const uri = requiredUri(exchange);
  const fields = checkNewComment(await readJson(exchange.req));
  if (!fields.ok) throw badRequest(fields.error.message);
  const draft = draftOf(exchange, deps, fields.value);
  const threadIsKnown = draft.title !== null || (await deps.reads.thread(uri)) !== null;
  const command = threadIsKnown ? draft : await withPageTitle(draft, exchange, deps);
  const rendition = await renditionOf(command, deps);
  const posted = await run(command, rendition, exchange, deps);
  const answer = postedJson(posted.comment, rendition, deps.settings);
  if (!isRepeat(posted, command)) announce(exchange, deps, posted, answer);
  rememberAuthor(exchange, deps, posted.comment);
  answerJson(exchange, answer, posted.comment.mode === modes.pending ? 202 : 201);
}

function draftOf(exchange: Exchange, deps: HttpDeps, fields: NewCommentFields): PostComment {
  const { settings } = deps;
  return {
    type: "PostComment",
    now: deps.clock.now(),
    uri: requiredUri(exchange),
    title: fields.title ?? null,
    text: fields.text,
    author: fields.author,
    email: fields.email,
    website: fields.website,
    parent: fields.parent,
    notification: fields.notification,
    address: clientNetwork(exchange),
    ...(fields.idempotencyKey === undefined ? {} : { idempotencyKey: fields.idempotencyKey }),
    rules: {
      moderated: settings.moderation.enabled,
      approveKnownEmail: settings.moderation.approveKnownEmail,
      maxAge: settings.general.maxAge,
      guard: settings.guard,
    },
  };
}

/** The comment for the thread that its page names: a title, and perhaps another address. */
async function withPageTitle(draft: PostComment, exchange: Exchange, deps: HttpDeps): Promise<PostComment> {
  const found = await deps.titles.lookup(exchange.state.origin, draft.uri);
  if (!found.ok) throw pageUnreachable(draft.uri);
  return { ...draft, uri: found.value.uri, title: found.value.title };
}

async function renditionOf(command: PostComment, deps: HttpDeps): Promise<Required<Rendition>> {
  const [html, hash] = await Promise.all([
    deps.renderer.render(command.text),
    deps.hasher.hash(command.email || command.address),
  ]);
  return { html, hash };
}

async function run(
  command: PostComment,
  rendition: Rendition,
  exchange: Exchange,
  deps: HttpDeps,
): Promise<Answers["PostComment"]> {
  let result = await deps.commands.run(command, { rendition });
  if (!result.ok && result.error.kind === "thread-needs-title") {
    // The thread was there when its title was not looked up, and its last comment has been deleted since.
    result = await deps.commands.run(await withPageTitle(command, exchange, deps), { rendition });
  }
  if (result.ok) return result.value;
  throw rejected(result.error, command.uri);
}

/** Whether the answer is that of an earlier request, which the moderators have heard of already. */
function isRepeat(posted: Answers["PostComment"], command: PostComment): boolean {
  return command.idempotencyKey !== undefined && posted.comment.created !== command.now;
}

function announce(
  exchange: Exchange,
  deps: HttpDeps,
  { comment, thread, threadOpened }: Answers["PostComment"],
  answer: PostedJson,
): void {
  if (threadOpened) deps.notifier.notify({ kind: "thread-opened", id: thread.id, title: thread.title });
  const { deleteLink, activateLink } = moderationLinks(publicBase(exchange, deps), comment.id, deps);
  deps.notifier.notify({
    kind: "comment-posted",
    answer: { ...answer },
    link: commentLink(exchange.state.origin, thread.uri, comment.id),
    deleteLink,
    ...(comment.mode === modes.pending ? { activateLink } : {}),
  });
}
