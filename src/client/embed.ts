import { showCounts } from "./counters.ts";
import { defineElement } from "./element.ts";
import { en } from "./i18n/en.ts";
import { loadTexts } from "./i18n/load.ts";
import type { Texts } from "./i18n/texts.ts";
import { threadId, whenReady } from "./page.ts";
import { openSite } from "./site.ts";
import { mountThread, type Thread } from "./thread/thread.ts";

/** What a page can call. */
interface IssoApi {
  /** Writes the counts, and builds the thread of the page or loads its comments again. */
  init(): Promise<void>;
  /** Loads the comments of the thread that the page names now. */
  fetchComments(): Promise<void>;
  /** Takes the thread out of the page; `init()` brings it back. */
  destroy(): void;
}

declare global {
  interface Window {
    Isso?: IssoApi;
  }
}

function start(): IssoApi {
  const site = openSite();
  let main: { readonly host: HTMLElement; readonly thread: Thread } | undefined;
  const destroy = (): void => {
    main?.thread.destroy();
    main = undefined;
  };
  const fetchComments = async (): Promise<void> => {
    const host = document.getElementById("isso-thread");
    if (main?.host !== host) destroy();
    if (!host || host.localName === "isso-thread") return;
    main ??= { host, thread: mountThread(host, site, "") };
    await main.thread.fetch();
  };
  const texts = (): Promise<Texts> => loadTexts({ ...site, english: en });
  const isso: IssoApi = {
    destroy,
    fetchComments,
    async init() {
      const known = [...document.querySelectorAll("#isso-thread,isso-thread")].map(threadId);
      await Promise.all([showCounts(site.endpoint, texts, known), fetchComments()]);
    },
  };
  window.Isso = isso;
  defineElement((host, suffix) => mountThread(host, site, suffix));
  return isso;
}

// A page that adds the script once more wants its comments, not a second client.
const isso = window.Isso ?? start();
whenReady(() => isso.init());
