import type { Result } from "../../domain/result.ts";
import type { ThreadPage } from "../api.ts";
import { showCount } from "../counters.ts";
import { h, hideFromSight } from "../dom.ts";
import type { Failure } from "../failures.ts";
import type { Texts } from "../i18n/texts.ts";
import type { Ground, ThreadContext } from "./context.ts";
import { feedLink, release } from "./frame.ts";
import { createList } from "./list.ts";
import { fetchPart } from "./loader.ts";
import { createMessage } from "./message.ts";
import { modes } from "./modes.ts";
import { createPostbox } from "./postbox.ts";
import { showTarget, targetId } from "./target.ts";

/**
 * Shows the comments that came, or why they did not; ends when a comment that the address names is shown too.
 */
export type Receive = (page: Result<ThreadPage, Failure>) => Promise<void>;

/** Milliseconds between two looks at the ages and at what authors may still do (behaviour section 6.1). */
const tickEvery = 15_000;

/** Builds heading, form and list in the element (behaviour section 2.1). */
export function createBody(ground: Ground, texts: Texts): Receive {
  const { host, signal, id, emit } = ground;
  const { say, count } = texts;
  // Themes know an h4; most pages have an h1 and nothing between.
  const heading = h("h4", { class: "isso-thread-heading", "aria-level": 2, tabindex: -1 }, say("loading"));
  const root = h("div", { id: `isso-root${ground.suffix}`, class: "isso-root", "aria-busy": true });
  // What is put into it is read out by screen readers.
  const status = hideFromSight(h("p", { role: "status" }));
  let options = ground.given;
  let total = 0;
  let shown = id();
  let feed: HTMLElement | undefined;
  const announce = (text: string): void => {
    status.textContent = text;
  };
  const thread: ThreadContext = {
    ...ground,
    ...texts,
    options: () => options,
    announce,
    posted(comment) {
      const queued = comment.mode === modes.queued;
      // An answer that was lost on its way comes again, for a comment that is listed by now.
      if (!queued && !list.views.has(comment.id)) setTotal(total + 1);
      const view = list.add(comment);
      if (queued) view?.message.tell(say("comment-queued-info"));
      else announce(say("comment-posted"));
      // Browsers scroll to what they focus.
      view?.wrapper.focus();
      emit("isso:posted", { comment });
      // The comments that are still on their way do not know of it.
      if (root.ariaBusy) again();
    },
    removed(view, left) {
      setTotal(total - list.remove(view, left));
      announce(say("comment-deleted"));
      (list.views.get(view.comment.id)?.wrapper ?? heading).focus();
      emit("isso:deleted", { id: view.comment.id });
    },
  };
  const list = createList(thread, root);
  const postbox = createPostbox(thread, null);
  const retry = h("button", { type: "button", class: "isso-retry" }, say("retry"));
  const message = createMessage(thread, heading, retry);
  const again = (): void => void ground.fetch();

  function setTotal(comments: number): void {
    total = comments;
    heading.textContent = comments === 0 ? say("no-comments") : count("num-comments", comments);
    // Counters leave out the blank places of deleted comments.
    const blank = [...list.views.values()].filter((view) => view.comment.mode === modes.deleted);
    showCount(id(), texts, comments - blank.length);
  }
  function show(page: ThreadPage): void {
    // The server counts more than attributes (behaviour section 1.2).
    options = { ...ground.given, ...page.config };
    list.show(page.replies, page.hidden_replies);
    setTotal(page.total_replies);
    if (options.feed) {
      feed = feedLink(thread);
      heading.before(feed);
    }
    emit("isso:loaded", { total });
  }
  function fail(failure: Failure): void {
    // What was there may stay, unless it belongs to another thread.
    if (shown !== id()) list.show([], 0);
    heading.textContent = say("error-load");
    message.fail(failure);
    addEventListener("online", again, { once: true, signal });
  }
  /** Shows the comment that the address names; where it is hidden all comments are asked for. */
  async function showNamed(): Promise<void> {
    const named = targetId(location.hash);
    if (named === undefined) return;
    if (!list.views.has(named) && root.querySelector(".isso-comment-loader")) {
      const uri = id();
      const page = await fetchPart(ground, options, { limit: Infinity, nested: Infinity });
      if (!page.ok || signal.aborted || uri !== id()) return;
      list.show(page.value.replies, 0);
    }
    const view = list.views.get(named);
    if (view) showTarget(list.views.values(), view);
  }

  host.append(heading, postbox.element, root, status);
  retry.onclick = again;
  addEventListener("hashchange", () => void showNamed(), { signal });
  const timer = setInterval(() => {
    for (const view of list.views.values()) view.tick();
  }, tickEvery);
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    message.clear();
    for (const part of [feed, heading, postbox.element, root, status]) part?.remove();
  });
  emit("isso:ready", {});
  return async (page) => {
    message.clear();
    feed?.remove();
    if (page.ok) show(page.value);
    else fail(page.error);
    shown = id();
    postbox.refresh();
    root.ariaBusy = null;
    release(host);
    await showNamed();
  };
}
