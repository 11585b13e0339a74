import { closeSync, openSync, readSync } from "node:fs";

/**
 * Tells, for the price of one small read, whether any process has committed since it was last settled.
 *
 * SQLite's write-ahead log keeps an index in shared memory (`…-shm`) whose header counts transactions and
 * names the last frame; it changes with every commit and is documented ("WAL-mode File Format", section 2.1).
 * The kernel shows the mapped pages to readers of the file, so no lock and no statement is needed.
 */
export interface CommitSignal {
  /** Whether nothing was committed since the state that was last settled. */
  unchanged(): boolean;
  /** The state now, to be settled once everything committed before it has been taken in. */
  sample(): Buffer;
  settle(sample: Buffer): void;
  /**
   * To be called after the last connection is closed: closing any descriptor of a file drops the locks
   * that this process holds on it.
   */
  close(): void;
}

/** Two copies of the index header, 48 bytes each. */
const headerBytes = 96;

/** Watches the database at `path`, which is open in WAL mode already. */
export function watchCommits(path: string): CommitSignal {
  const file = openSync(`${path}-shm`, "r");
  const now = Buffer.alloc(headerBytes);
  let settled: Buffer = Buffer.alloc(0);
  const read = (into: Buffer): boolean => {
    try {
      return readSync(file, into, 0, headerBytes, 0) === headerBytes;
    } catch {
      // Some systems lock the mapped file against reading: then every request asks the database.
      return false;
    }
  };
  return {
    unchanged: () => read(now) && now.equals(settled),
    sample: () => {
      const sample = Buffer.alloc(headerBytes);
      return read(sample) ? sample : Buffer.alloc(0);
    },
    settle: (sample) => {
      settled = sample;
    },
    close: () => closeSync(file),
  };
}
