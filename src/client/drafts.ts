import type { Store } from "./storage.ts";

/** A text that is not sent yet. */
export interface Draft {
  readonly text: string;
  /** Names the comment to the server, so that a repeated request does not post it twice. */
  readonly key: string;
}

/** The unsent texts of a site, one for each form. */
export interface Drafts {
  /** The draft of a form, by the thread and the comment that it answers. */
  get(thread: string, parent: number | null): Draft | undefined;
  /** Keeps a draft; a blank one is forgotten. */
  set(thread: string, parent: number | null, draft: Kept): void;
}

const prefix = "isso-draft-";
const keptFor = 30 * 24 * 3600 * 1000;

/** A draft as it is kept, with the time of its last change in milliseconds. */
type Kept = Draft & { readonly now: number };

/** Drafts in a store; those of more than thirty days ago are thrown away. `now` in milliseconds. */
export function createDrafts(store: Store, now: number): Drafts {
  const nameOf = (thread: string, parent: number | null): string => `${prefix}${thread}#${parent ?? ""}`;
  const kept = (name: string): Kept | undefined => {
    const { text, key, now: saved } = (store.get(name) ?? {}) as Partial<Kept>;
    return text && key && saved ? { text, key, now: saved } : undefined;
  };
  for (const name of store.keys()) {
    if (name.startsWith(prefix) && (kept(name)?.now ?? 0) < now - keptFor) store.remove(name);
  }
  return {
    get: (thread, parent) => kept(nameOf(thread, parent)),
    set(thread, parent, draft) {
      if (draft.text.trim()) store.set(nameOf(thread, parent), draft);
      else store.remove(nameOf(thread, parent));
    },
  };
}
