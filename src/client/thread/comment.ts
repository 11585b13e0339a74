import type { CommentAnswer } from "../../domain/thread/view.ts";
import { avatar } from "../avatar.ts";
import { isOwn } from "../cookies.ts";
import { h, setSanitisedHtml } from "../dom.ts";
import type { CommentParts, CommentView, ThreadContext } from "./context.ts";
import { editAction } from "./edit.ts";
import { authorName, createHeader } from "./header.ts";
import { createMessage } from "./message.ts";
import { modes } from "./modes.ts";
import { removeAction } from "./remove.ts";
import { replyAction } from "./reply.ts";
import { createVotes } from "./votes.ts";

/** The elements of one comment, without its replies (behaviour section 5.2). */
export function createComment(thread: ThreadContext, comment: CommentAnswer): CommentView {
  const { id, mode, hash } = comment;
  const options = thread.options();
  const deleted = mode === modes.deleted;
  const { element: header, tick, markEdited } = createHeader(thread, comment);
  const text = h("div", { class: "isso-text", dir: "auto", lang: document.documentElement.lang });
  setSanitisedHtml(text, comment.text);
  const footer = h("div", "isso-comment-footer");
  const wrapper = h("div", { class: "isso-text-wrapper", tabindex: -1 }, header, text, footer);
  const followUp = h("div", "isso-follow-up");
  const marks = [
    "isso-comment",
    options["page-author-hashes"].includes(hash) && "isso-is-page-author",
    mode === modes.queued && "isso-pending",
    deleted && "isso-deleted",
  ];
  const element = h(
    "div",
    {
      class: marks.filter(Boolean).join(" "),
      id: `isso-${id}`,
      "data-hash": hash,
      role: "article",
      "aria-labelledby": header.id,
    },
    !deleted && avatar(hash, comment.gravatar_image, options),
    wrapper,
    followUp,
  );
  const view = { comment, element, wrapper, followUp, message: createMessage(thread, footer), tick };
  if (!deleted) view.tick = addActions({ thread, view, text, footer, markEdited }, tick);
  view.tick();
  return view;
}

/** Fills the footer; what is handed back also keeps to what the author may do at the time. */
function addActions(parts: CommentParts, tick: () => void): () => void {
  const { thread, view, footer } = parts;
  const options = thread.options();
  const reply = replyAction(parts, authorName(thread, view.comment));
  let own: readonly HTMLElement[] = [];
  if (options.vote) footer.append(...createVotes(parts));
  footer.append(reply);
  return () => {
    tick();
    const mine = isOwn(view.comment.id);
    if (!mine && !view.element.classList.contains("isso-editing")) {
      // Whoever still writes keeps the links: saving may work, and must say so when it does not.
      for (const link of own) link.remove();
      own = [];
    } else if (own.length === 0) {
      own = [editAction(parts), removeAction(parts)];
      footer.append(...own);
    }
    if (mine && !options["reply-to-self"]) reply.remove();
    else if (!reply.parentNode) footer.append(reply);
  };
}
