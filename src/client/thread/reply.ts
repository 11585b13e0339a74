import { action } from "../dom.ts";
import type { CommentParts } from "./context.ts";
import { createPostbox } from "./postbox.ts";

/** The link that opens and closes the form for an answer (behaviour section 6.2). */
export function replyAction({ thread, view, footer }: CommentParts, name: string): HTMLAnchorElement {
  let form: HTMLElement | undefined;
  /** Names the comment in the name of the action, for those who hear the action alone. */
  const label = (key: "comment-reply" | "comment-close"): void => {
    link.textContent = thread.say(key);
    link.ariaLabel = `${link.textContent}: ${name}`;
    link.ariaExpanded = String(!!form);
  };
  const close = (): void => {
    form?.remove();
    form = undefined;
    label("comment-reply");
  };
  const open = (): void => {
    const postbox = createPostbox(thread, { id: view.comment.id, name }, close);
    form = postbox.element;
    footer.after(form);
    label("comment-close");
    postbox.focus();
  };
  const link = action("isso-reply", "", () => (form ? close() : open()));
  label("comment-reply");
  return link;
}
