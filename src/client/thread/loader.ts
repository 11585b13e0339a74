import type { CommentAnswer } from "../../domain/thread/view.ts";
import type { Answer, ThreadPage } from "../api.ts";
import { action, h } from "../dom.ts";
import type { Options } from "../options.ts";
import type { Ground, ThreadContext } from "./context.ts";
import { createMessage } from "./message.ts";

/** Comments of one level that are not shown yet. */
export interface Hidden {
  /** The comment whose replies they are; null for the top level. */
  readonly parent: number | null;
  readonly count: number;
  /** How many of the level the server has sent so far. */
  readonly loaded: number;
}

/** Puts a comment on the page unless it is there already; `put` is given its element. */
export type Place = (comment: CommentAnswer, put: (element: HTMLElement) => void) => void;

/** A part of a thread; what is left out is as the options say. */
interface Part {
  readonly parent?: number | null;
  readonly offset?: number;
  readonly limit?: number;
  readonly nested?: number;
}

/** A number of comments that no thread reaches; with a limit the offset counts, without one it does not. */
const all = 1e9;

/** Asks for a part of a thread (behaviour section 5.4). */
export function fetchPart({ api, id }: Ground, options: Options, part: Part): Answer<ThreadPage> {
  const { parent, offset = 0 } = part;
  const { limit = options["max-comments-top"], nested = options["max-comments-nested"] } = part;
  return api.thread({
    uri: id(),
    sort: options.sorting,
    offset,
    ...(limit < all && { limit }),
    // Without it the server would take the limit for replies too.
    nested_limit: Math.min(nested, all),
    ...(parent && { parent }),
  });
}

/** A link that shows more comments of a level in its own place; null when there are no more. */
export function createLoader(thread: ThreadContext, hidden: Hidden, place: Place): HTMLElement | null {
  const { parent, count, loaded } = hidden;
  if (count <= 0) return null;
  const reveal = async (): Promise<void> => {
    const options = thread.options();
    const limit = Math.min(options["reveal-on-click"] || 1, all - 1);
    const page = await fetchPart(thread, options, { parent, limit, offset: loaded });
    if (!loader.isConnected) return;
    if (!page.ok) return message.fail(page.error);
    const { replies, hidden_replies } = page.value;
    let first: Element | undefined;
    for (const reply of replies) {
      place(reply, (element) => {
        first ??= element;
        loader.before(element);
      });
    }
    const rest = { parent, count: hidden_replies, loaded: loaded + replies.length };
    loader.replaceWith(createLoader(thread, rest, place) ?? "");
    first?.querySelector<HTMLElement>(".isso-text-wrapper")?.focus();
  };
  const link = action("isso-load-hidden", thread.count("comment-hidden", count), reveal);
  const id = `isso-loader-${parent ?? `null${thread.suffix}`}`;
  const loader = h("div", { class: "isso-comment-loader", id }, link);
  const message = createMessage(thread, link);
  return loader;
}
