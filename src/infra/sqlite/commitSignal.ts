import { closeSync, openSync, readSync } from "node:fs";
import { endianness } from "node:os";

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
  sample(): CommitSample;
  settle(sample: CommitSample): void;
  isSettled(sample: CommitSample): boolean;
  /**
   * To be called after the last connection is closed: closing any descriptor of a file drops the locks
   * that this process holds on it.
   */
  close(): void;
}

/** What the index header said at some moment; empty when it could not be read. */
export type CommitSample = Buffer;

/** Two copies of the index header, 48 bytes each. */
const headerBytes = 96;
const copyBytes = headerBytes / 2;

/** Where the header counts transactions: 32 bits in the byte order of the machine. */
const countAt = 8;

/** Whether exactly one transaction was committed between two samples. */
export function isNext(earlier: CommitSample, later: CommitSample): boolean {
  const whole = (sample: CommitSample): boolean =>
    sample.length === headerBytes && sample.subarray(0, copyBytes).equals(sample.subarray(copyBytes));
  return whole(earlier) && whole(later) && count(later) === (count(earlier) + 1) % 2 ** 32;
}

function count(sample: CommitSample): number {
  return endianness() === "LE" ? sample.readUInt32LE(countAt) : sample.readUInt32BE(countAt);
}

/** Watches the database at `path`, which is open in WAL mode already. */
export function watchCommits(path: string): CommitSignal {
  const file = openSync(`${path}-shm`, "r");
  const now = Buffer.alloc(headerBytes);
  let settled: CommitSample = Buffer.alloc(0);
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
    isSettled: (sample) => sample.equals(settled),
    close: () => closeSync(file),
  };
}
