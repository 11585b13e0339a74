import type { CommentAnswer } from "../../domain/thread/view.ts";
import { h, unescaped } from "../dom.ts";
import { ageOf } from "../time.ts";
import type { ThreadContext } from "./context.ts";
import { modes } from "./modes.ts";

/** The line above a comment: who, when, and what became of it. */
export interface Header {
  readonly element: HTMLElement;
  /** Brings the age up to date. */
  tick(): void;
  /** Notes that the text is not the first one any more. */
  markEdited(): void;
}

/** The name that stands over a comment. */
export function authorName({ say }: ThreadContext, { author }: CommentAnswer): string {
  return author ? unescaped(author) : say("comment-anonymous");
}

/** Makes the line (behaviour section 5.2); of a deleted comment only the time and that it is deleted are left. */
export function createHeader(thread: ThreadContext, comment: CommentAnswer): Header {
  const { say, clock } = thread;
  const { id, mode, created, modified } = comment;
  const deleted = mode === modes.deleted;
  const date = new Date(created * 1000);
  const time = h("time", { datetime: `${date.toISOString().slice(0, 19)}Z` });
  const permalink = h("a", { class: "isso-permalink", href: `#isso-${id}` }, time);
  permalink.onmouseenter = permalink.onfocus = () => {
    time.title = thread.date(date);
  };
  const remark = deleted ? "comment-deleted" : mode === modes.queued && "comment-queued";
  const note = h("span", "isso-note", remark && say(remark));
  const element = h(
    "div",
    { class: "isso-comment-header", id: `isso-${id}-header` },
    ...(deleted ? [] : [...authorParts(thread, comment), ...spacer()]),
    permalink,
    " ",
    note,
  );
  let edited = false;
  const markEdited = (): void => {
    if (!edited) permalink.after(h("span", "isso-edited", ...spacer(), say("comment-edited")));
    edited = true;
  };
  if (modified && !deleted) markEdited();
  return {
    element,
    markEdited,
    tick() {
      const age = ageOf(clock.now() / 1000 - created);
      time.textContent = age ? thread.count(...age) : say("date-now");
    },
  };
}

function authorParts(thread: ThreadContext, comment: CommentAnswer): readonly (HTMLElement | string)[] {
  const name = authorName(thread, comment);
  const href = unescaped(comment.website ?? "");
  const attributes = { class: "isso-author", dir: "auto" };
  const author = /^https?:\/\//i.test(href)
    ? h("a", { ...attributes, href, rel: "nofollow" }, name)
    : h("span", attributes, name);
  if (!thread.options()["page-author-hashes"].includes(comment.hash)) return [author];
  return [
    author,
    ...spacer(),
    h("span", "isso-page-author-suffix", thread.say("comment-page-author-suffix")),
  ];
}

/** The sign between two parts of a line, on one line with what follows it; screen readers need none. */
function spacer(): readonly (HTMLElement | string)[] {
  return [" ", h("span", { class: "isso-spacer", "aria-hidden": true }, "•\u00a0")];
}
