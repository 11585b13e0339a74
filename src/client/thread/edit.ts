import { isOwn } from "../cookies.ts";
import { action, setSanitisedHtml } from "../dom.ts";
import { type Failure, isForbidden } from "../failures.ts";
import type { PlainKey } from "../i18n/keys.ts";
import type { CommentParts } from "./context.ts";
import { checkText } from "./invalid.ts";
import { createTextarea } from "./textarea.ts";

/** The link that lets an author change the text, and saves it (behaviour section 6.3). */
export function editAction({ thread, view, text, markEdited }: CommentParts): HTMLAnchorElement {
  const { say, api } = thread;
  const { message, element, comment } = view;
  const { id } = comment;
  const { wrapper, textarea } = createTextarea(thread, `isso-edit-${id}`);
  const cancel = action("isso-cancel", say("comment-cancel"), () => leave());
  const failed = (failure: Failure, kept?: PlainKey): void =>
    message.fail(failure, kept, whyNot(failure, id));

  const enter = async (): Promise<void> => {
    const answer = await api.source(id);
    if (!answer.ok) return failed(answer.error);
    message.clear();
    textarea.value = answer.value.text;
    element.classList.add("isso-editing");
    text.replaceWith(wrapper);
    link.textContent = say("comment-save");
    link.after(cancel);
    textarea.focus();
  };
  const leave = (): void => {
    element.classList.remove("isso-editing");
    wrapper.replaceWith(text);
    link.textContent = say("comment-edit");
    cancel.remove();
    message.clear();
    view.tick();
    (link.isConnected ? link : view.wrapper).focus();
  };
  const save = async (): Promise<void> => {
    if (!checkText(thread, textarea)) return;
    const answer = await api.edit(id, textarea.value);
    if (!answer.ok) return failed(answer.error, "text-kept");
    setSanitisedHtml(text, answer.value.text);
    markEdited();
    leave();
    thread.announce(say("comment-saved"));
    thread.emit("isso:edited", { comment: answer.value });
  };
  const link = action("isso-edit", say("comment-edit"), () => (wrapper.isConnected ? save() : enter()));
  return link;
}

/** Why an author was not taken for one: the time is over, or the browser kept the cookie back; else as usual. */
export function whyNot(failure: Failure, id: number): PlainKey | undefined {
  if (!isForbidden(failure)) return undefined;
  return isOwn(id) ? "error-not-recognised" : "error-edit-over";
}
