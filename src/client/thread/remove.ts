import { action } from "../dom.ts";
import type { CommentParts } from "./context.ts";
import { whyNot } from "./edit.ts";

/**
 * The link that deletes an author's comment, when it is pressed again (behaviour section 6.4). A second link takes
 * the question back; so do Escape and moving the focus on to something else.
 */
export function removeAction({ thread, view }: CommentParts): HTMLAnchorElement {
  const { say } = thread;
  const { id } = view.comment;
  const isArmed = (): boolean => cancel.isConnected;
  const arm = (armed: boolean): void => {
    link.classList.toggle("isso-confirm", armed);
    link.textContent = say(armed ? "comment-confirm" : "comment-delete");
    if (armed) {
      link.after(cancel);
      thread.announce(link.textContent);
    } else cancel.remove();
  };
  const calm = (): void => {
    link.focus();
    arm(false);
  };
  const remove = async (): Promise<void> => {
    const answer = await thread.api.remove(id);
    if (answer.ok) return thread.removed(view, answer.value);
    arm(false);
    view.message.fail(answer.error, undefined, whyNot(answer.error, id));
  };
  const link = action("isso-delete", say("comment-delete"), () => (isArmed() ? remove() : arm(true)));
  const cancel = action("isso-cancel", say("comment-cancel"), calm);
  for (const part of [link, cancel]) {
    part.onkeyup = ({ key }) => {
      if (key === "Escape" && isArmed()) calm();
    };
    part.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (isArmed() && next && next !== link && next !== cancel) arm(false);
    });
  }
  return link;
}
