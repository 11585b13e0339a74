import { type Clock, createClock } from "./clock.ts";
import { createDrafts, type Drafts } from "./drafts.ts";
import { type PageSettings, readPage } from "./page.ts";
import { createStore, type Store } from "./storage.ts";

/** What all threads of a page share. */
export interface Site extends PageSettings {
  readonly clock: Clock;
  readonly store: Store;
  readonly drafts: Drafts;
}

/** Reads the page and opens the browser's storage. */
export function openSite(): Site {
  const store = createStore(() => localStorage);
  return { ...readPage(), clock: createClock(Date.now), store, drafts: createDrafts(store, Date.now()) };
}
