/** The part of the browser's storage that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Values by key that outlive the page where the browser lets them, and live as long as the page where it does not. */
export interface Store {
  /** A value as it was kept; undefined when there is none or it is no JSON. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  remove(key: string): void;
  /** The keys that outlive the page. */
  keys(): readonly string[];
}

/**
 * A store on the browser's shelf, each value as JSON; what the shelf does not take stays in memory. Asking for the
 * shelf, or using it, may throw.
 */
export function createStore(shelf: () => Shelf): Store {
  const memory = new Map<string, string>();
  const attempt = <T>(use: () => T): T | undefined => {
    try {
      return use();
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => attempt(() => JSON.parse(memory.get(key) ?? shelf().getItem(key) ?? "")),
    set(key, value) {
      const text = JSON.stringify(value);
      memory.set(key, text);
      attempt(() => {
        shelf().setItem(key, text);
        memory.delete(key);
      });
    },
    remove(key) {
      memory.delete(key);
      attempt(() => shelf().removeItem(key));
    },
    keys: () => attempt(() => Object.keys(shelf())) ?? [],
  };
}
