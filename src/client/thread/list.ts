import type { CommentAnswer, TopLevelAnswer } from "../../domain/thread/view.ts";
import type { ThreadPage } from "../api.ts";
import { createComment } from "./comment.ts";
import type { CommentView, ThreadContext } from "./context.ts";
import { createLoader, type Hidden, type Place } from "./loader.ts";
import { modes } from "./modes.ts";

/** The comments of a thread on the page. */
export interface CommentList {
  readonly views: ReadonlyMap<number, CommentView>;
  /** Shows top-level comments in place of what was there; so many more are `hidden`. */
  show(comments: ThreadPage["replies"], hidden: number): void;
  /** Puts a new comment in its place. */
  add(comment: CommentAnswer): CommentView | undefined;
  /** Takes a comment away, or leaves a blank place; says by how many comments the thread got shorter. */
  remove(view: CommentView, left: CommentAnswer | null): number;
}

/** The list in its element. No comment is ever there twice, whatever the server sends. */
export function createList(thread: ThreadContext, root: HTMLElement): CommentList {
  const views = new Map<number, CommentView>();

  const place: Place = (comment: CommentAnswer | TopLevelAnswer, put) => {
    if (views.has(comment.id)) return;
    const view = createComment(thread, comment);
    views.set(comment.id, view);
    put(view.element);
    if (!("replies" in comment)) return;
    for (const reply of comment.replies) place(reply, (element) => view.followUp.append(element));
    const { id: parent, hidden_replies: count, replies } = comment;
    addLoader(view.followUp, { parent, count, loaded: replies.length });
  };

  const addLoader = (container: Element, hidden: Hidden): void => {
    container.append(createLoader(thread, hidden, place) ?? "");
  };

  return {
    views,
    show(comments, count) {
      views.clear();
      root.replaceChildren();
      for (const comment of comments) place(comment, (element) => root.append(element));
      addLoader(root, { parent: null, count, loaded: comments.length });
    },
    add(comment) {
      const parent = views.get(comment.parent ?? 0);
      const newestFirst = !parent && thread.options().sorting === "newest";
      place(comment, (element) => (parent?.followUp ?? root)[newestFirst ? "prepend" : "append"](element));
      return views.get(comment.id);
    },
    remove(view, left) {
      const { comment, element, followUp } = view;
      if (left) {
        const blank = createComment(thread, { ...comment, ...left });
        blank.followUp.append(...followUp.childNodes);
        views.set(comment.id, blank);
        element.replaceWith(blank.element);
        return 0;
      }
      element.remove();
      views.delete(comment.id);
      const parent = views.get(comment.parent ?? 0);
      // The server drops a blank place together with the last reply below it.
      const isLast = parent?.comment.mode === modes.deleted && !parent.followUp.firstChild;
      return isLast ? 1 + this.remove(parent, null) : 1;
    },
  };
}
