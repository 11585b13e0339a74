import { h } from "../dom.ts";
import type { ThreadContext } from "./context.ts";

/** Keeps room for the thread, so that the page below it stays where it is when the comments come. */
export function reserve(host: HTMLElement): void {
  host.classList.add("isso-thread", "isso-loading");
  host.style.minHeight = "30rem";
}

/** Hides what has no style or language yet, in a box of the reserved height. */
export function veil(host: HTMLElement, hidden: boolean): void {
  const overflow = hidden ? "hidden" : "";
  Object.assign(host.style, { visibility: overflow, overflow, maxHeight: hidden ? "30rem" : "" });
}

/** Gives the room free once the comments are there. */
export function release(host: HTMLElement): void {
  host.classList.remove("isso-loading");
  host.style.minHeight = "";
}

/** The link to the feed of a thread. */
export function feedLink({ endpoint, id, say }: ThreadContext): HTMLElement {
  const href = `${endpoint}/feed?uri=${encodeURIComponent(id())}`;
  return h("span", "isso-feedlink", h("a", { href }, say("atom-feed")));
}
