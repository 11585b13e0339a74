import type { CommentAnswer } from "../../domain/thread/view.ts";
import type { Answer } from "../api.ts";
import { h, setSanitisedHtml, toggle } from "../dom.ts";
import { failureKey } from "../failures.ts";
import type { ThreadContext } from "./context.ts";
import { createFields } from "./fields.ts";
import { checkText, clearInvalid } from "./invalid.ts";
import { createMessage } from "./message.ts";
import { createTextarea } from "./textarea.ts";

/** The form for a new comment. */
export interface Postbox {
  readonly element: HTMLElement;
  focus(): void;
  /** Follows the options, and shows the draft of the thread as it is now. */
  refresh(): void;
}

/** Whom a comment answers: nobody, or the comment with this id and author. */
export interface Addressee {
  readonly id: number;
  readonly name: string;
}

/**
 * A form with the structure that themes know (behaviour section 4). What is typed is kept as a draft until the server
 * has taken it; `done` is called after that.
 */
export function createPostbox(thread: ThreadContext, to: Addressee | null, done?: () => void): Postbox {
  const { api, say, drafts } = thread;
  const suffix = thread.suffix + (to ? `-${to.id}` : "");
  const fields = createFields(thread, suffix);
  const { wrapper, textarea } = createTextarea(thread, `isso-postbox-text${suffix}`);
  const preview = h("div", { class: "isso-text", dir: "auto" });
  const previewBox = h(
    "div",
    "isso-preview",
    h("div", "isso-comment", h("div", "isso-text-wrapper", preview)),
  );
  wrapper.append(previewBox);
  const submit = h("input", { type: "submit", value: say("postbox-submit") });
  const show = h("input", { type: "button", name: "preview", value: say("postbox-preview") });
  const edit = h("input", { type: "button", name: "edit", value: say("postbox-edit") });
  const discard = h("button", { type: "button", class: "isso-discard" }, say("draft-discard"));
  const restored = h("p", "isso-draft-note", say("draft-restored"), " ", discard);
  const message = createMessage(thread, restored);
  const form = h(
    "form",
    { class: "isso-form-wrapper", novalidate: true },
    to && h("p", "isso-reply-to", say("postbox-reply-to", to.name)),
    wrapper,
    h("p", "isso-markdown-hint", say("postbox-markdown")),
    restored,
    h(
      "div",
      "isso-auth-section",
      ...fields.inputs,
      ...[submit, show, edit].map((input) => h("p", "isso-post-action", input)),
    ),
    fields.notification,
  );
  const element = h("div", "isso-postbox", form);
  const parent = to?.id ?? null;
  let threadId = thread.id();
  let key = "";
  let sending = false;

  const keep = (): void => {
    key ||= randomKey();
    drafts.set(threadId, parent, { text: textarea.value, key, now: Date.now() });
    toggle(restored, false);
  };
  const restore = (): void => {
    const draft = drafts.get(threadId, parent);
    key = draft?.key ?? "";
    textarea.value = draft?.text ?? "";
    toggle(restored, !!draft);
  };
  const empty = (): void => {
    textarea.value = key = "";
    keep();
    clearInvalid(textarea);
    message.clear();
  };
  const leavePreview = (): void => element.classList.remove("isso-preview-mode");
  const busy = (now: boolean): void => {
    // What is typed while the text is on its way would be lost.
    sending = submit.disabled = textarea.readOnly = now;
    submit.value = say(now ? "postbox-sending" : "postbox-submit");
  };
  const post = async (): Answer<CommentAnswer> => {
    const title = thread.host.getAttribute("data-title");
    const comment = { ...fields.read(), title, text: textarea.value, parent, "idempotency-key": key };
    const answer = await api.post(threadId, comment);
    if (answer.ok || title !== null || failureKey(answer.error) !== "error-page-unknown") return answer;
    // The server could not read a title off the page, but the page knows its own.
    return await api.post(threadId, { ...comment, title: document.title || location.href });
  };
  const send = async (): Promise<void> => {
    leavePreview();
    if (sending || !checkText(thread, textarea) || !fields.check()) return;
    message.clear();
    keep();
    busy(true);
    const sentTo = threadId;
    const answer = await post();
    busy(false);
    if (!answer.ok) {
      message.fail(answer.error, "text-kept");
      return submit.focus();
    }
    drafts.set(sentTo, parent, { text: "", key, now: 0 });
    if (sentTo !== threadId || thread.signal.aborted) return;
    empty();
    done?.();
    thread.posted(answer.value);
  };

  textarea.oninput = keep;
  form.onsubmit = (event) => {
    event.preventDefault();
    void send();
  };
  show.onclick = async () => {
    if (!checkText(thread, textarea)) return;
    const answer = await api.preview(textarea.value);
    if (!answer.ok) return message.fail(answer.error, "text-kept");
    message.clear();
    setSanitisedHtml(preview, answer.value.text);
    element.classList.add("isso-preview-mode");
    edit.focus();
  };
  previewBox.onclick = edit.onclick = ({ target }) => {
    // A link in the preview is to be tried out.
    if (target instanceof Element && target.closest("a")) return;
    leavePreview();
    textarea.focus();
  };
  discard.onclick = () => {
    empty();
    textarea.focus();
  };
  restore();
  return {
    element,
    focus: () => textarea.focus(),
    refresh() {
      fields.refresh();
      if (threadId === thread.id()) return;
      threadId = thread.id();
      message.clear();
      leavePreview();
      restore();
    },
  };
}

/** A name that no other comment has. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}
