import { h, hideFromSight } from "../dom.ts";
import type { ThreadContext } from "./context.ts";

/** A field for the text of a comment, and the wrapper with its label that themes know. */
interface TextField {
  readonly wrapper: HTMLElement;
  readonly textarea: HTMLTextAreaElement;
}

/** Makes the field (behaviour section 4.1). */
export function createTextarea({ say }: ThreadContext, id: string): TextField {
  const textarea = h("textarea", {
    class: "isso-textarea",
    id,
    rows: 5,
    minlength: 3,
    maxlength: 65535,
    placeholder: say("postbox-text"),
    required: true,
  });
  const label = hideFromSight(h("label", { for: id }, say("postbox-label")));
  return { wrapper: h("div", "isso-textarea-wrapper", label, textarea), textarea };
}
