import { createApi } from "../api.ts";
import { en } from "../i18n/en.ts";
import { loadTexts } from "../i18n/load.ts";
import { readOptions } from "../options.ts";
import { attributesOf, threadId } from "../page.ts";
import type { Site } from "../site.ts";
import { loadStyle } from "../style.ts";
import { createBody } from "./body.ts";
import type { Ground } from "./context.ts";
import { release, reserve, speak, unveil } from "./frame.ts";
import { fetchPart } from "./loader.ts";

/** A thread in a page. */
export interface Thread {
  /** Asks for the comments of the thread that the element names now; ends when they are shown or have failed. */
  fetch(): Promise<void>;
  /** Takes the thread out of the page, and all that it listens to. */
  destroy(): void;
}

/**
 * Builds a thread in an element, at once for the eye as soon as style and language are there; `suffix` tells the ids
 * of several threads apart. The element's own `data-isso-…` attributes go before those of the scripts.
 */
export function mountThread(host: HTMLElement, site: Site, suffix: string): Thread {
  const { endpoint } = site;
  const attributes = [...site.attributes, ...attributesOf(host)];
  const given = readOptions(attributes);
  const gone = new AbortController();
  const { signal } = gone;
  const id = (): string => threadId(host);
  const emit: Ground["emit"] = (name, more) => {
    const detail = { thread: id(), ...more };
    if (!signal.aborted) host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  };
  const api = createApi({ ...site, signal });
  const ground: Ground = { ...site, host, suffix, signal, given, id, emit, api, fetch: fetchComments };
  let latest: unknown;
  let running: { readonly thread: string; readonly done: Promise<void> } | undefined;

  reserve(host);
  const language = loadTexts({ endpoint, attributes, english: en });
  const style = loadStyle(endpoint, given);
  const body = language.then((texts) => {
    if (signal.aborted) return undefined;
    signal.addEventListener("abort", speak(host, texts.code));
    return createBody(ground, texts);
  });
  const shown = Promise.all([body, style]).then(([receive]) => {
    unveil(host);
    return receive;
  });

  async function load(thread: string): Promise<void> {
    const page = fetchPart(ground, given, {});
    latest = page;
    const receive = await shown;
    const answer = await page;
    // An answer that a later request has overtaken is old.
    if (!signal.aborted && latest === page && thread === id()) await receive?.(answer);
  }
  function fetchComments(): Promise<void> {
    const thread = id();
    // Several calls in a row, as after a change of page, are one.
    if (running?.thread !== thread) {
      running = { thread, done: load(thread) };
      setTimeout(() => {
        running = undefined;
      });
    }
    return running.done;
  }
  return {
    fetch: fetchComments,
    destroy() {
      emit("isso:destroyed", {});
      gone.abort();
      release(host);
      unveil(host);
      host.classList.remove("isso-thread");
    },
  };
}
