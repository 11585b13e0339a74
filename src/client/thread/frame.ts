import { h } from "../dom.ts";
import type { ThreadContext } from "./context.ts";

/**
 * Keeps room for the thread, and hides there what has no style or language yet. The form fits in at any width; and as
 * much as the window shows, so that what is below waits out of sight while the comments come.
 */
export function reserve({ classList, style }: HTMLElement): void {
  classList.add("isso-thread", "isso-loading");
  style.minHeight = "max(38em,100vh)";
  // The second one, in browsers that know it, spares the layout of what has no style yet.
  style.visibility = style.contentVisibility = "hidden";
}

/** Shows what is in the reserved room. */
export function unveil({ style }: HTMLElement): void {
  style.visibility = style.contentVisibility = "";
}

/** Gives the room free once the comments are there. */
export function release(host: HTMLElement): void {
  host.classList.remove("isso-loading");
  host.style.minHeight = "";
}

/** Makes the element speak a language; what is handed back undoes it. */
export function speak(host: HTMLElement, code: string): () => void {
  const before = ["lang", "dir"].map((name) => [name, host.getAttribute(name)] as const);
  host.lang = code;
  host.dir = /^(?:ar|fa)/.test(code) ? "rtl" : "ltr";
  return () => {
    for (const [name, value] of before) {
      if (value === null) host.removeAttribute(name);
      else host.setAttribute(name, value);
    }
  };
}

/** The link to the feed of a thread. */
export function feedLink({ endpoint, id, say }: ThreadContext): HTMLElement {
  const href = `${endpoint}/feed?uri=${encodeURIComponent(id())}`;
  return h("span", "isso-feedlink", h("a", { href }, say("atom-feed")));
}
