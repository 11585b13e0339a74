/** The server's time: the local clock may be wrong by hours. */
export interface Clock {
  /** Milliseconds since 1970 by the server's clock, as far as its last answer told. */
  now(): number;
  /** Takes the `Date` of an answer in account; null when it could not be read. */
  observe(date: string | null): void;
}

/** A clock that corrects the local one (milliseconds) by what was observed last (behaviour section 5.7). */
export function createClock(local: () => number): Clock {
  let ahead = 0;
  return {
    now: () => local() - ahead,
    observe(date) {
      // No number at all when there was no date to read.
      ahead = local() - Date.parse(date ?? "") || ahead;
    },
  };
}
