import { h } from "../dom.ts";
import type { Texts } from "../i18n/texts.ts";

type Input = HTMLInputElement | HTMLTextAreaElement;

/** Says below a field what is wrong with it, until its value changes, and puts the reader there. */
export function markInvalid(input: Input, text: string): void {
  clearInvalid(input);
  const error = h("span", { class: "isso-field-error", id: `${input.id}-error`, role: "alert" }, text);
  input.ariaInvalid = "true";
  input.setAttribute("aria-describedby", error.id);
  input.after(error);
  input.addEventListener("input", () => clearInvalid(input), { once: true });
  input.focus();
}

/** Takes the remark away. */
export function clearInvalid(input: Input): void {
  if (input.nextElementSibling?.className === "isso-field-error") input.nextElementSibling.remove();
  input.ariaInvalid = null;
  input.removeAttribute("aria-describedby");
}

/** Whether a text has the three characters that the server wants, blanks at its end aside (behaviour 3.6); if not, it is marked. */
export function checkText({ say }: Pick<Texts, "say">, textarea: HTMLTextAreaElement): boolean {
  const long = [...textarea.value.trimEnd()].length >= 3;
  if (!long) markInvalid(textarea, say("invalid-text"));
  return long;
}
