import type { Thread } from "./thread/thread.ts";

/** How a thread is built in an element; `suffix` tells its ids from those of other threads. */
export type Mount = (host: HTMLElement, suffix: string) => Thread;

/**
 * Defines `<isso-thread data-isso-id="…" data-title="…">`: a thread wherever the element is, for as long as it is in
 * the page, as many as the page wants. Another `data-isso-id` shows another thread.
 */
export function defineElement(mount: Mount): void {
  const threads = new WeakMap<HTMLElement, Thread>();
  let count = 0;

  class IssoThread extends HTMLElement {
    static readonly observedAttributes: readonly string[] = ["data-isso-id"];

    connectedCallback(): void {
      count += 1;
      if (!threads.has(this)) threads.set(this, mount(this, `-${count}`));
      void this.fetchComments();
    }

    disconnectedCallback(): void {
      // An element that only moves is connected again before this comes to its turn.
      queueMicrotask(() => {
        if (this.isConnected) return;
        threads.get(this)?.destroy();
        threads.delete(this);
      });
    }

    attributeChangedCallback(): void {
      void this.fetchComments();
    }

    /** Asks for the comments again; ends when they are shown or have failed. */
    async fetchComments(): Promise<void> {
      await threads.get(this)?.fetch();
    }
  }
  customElements.define("isso-thread", IssoThread);
}
