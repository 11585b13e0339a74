import type { Readers } from "./readers.ts";
import type { Writer } from "./writer.ts";

/**
 * Remembers under which settings every comment was rendered last. With the same settings as then, only comments
 * without a rendition are left to make, and an index knows these: looking at every row of a large database takes
 * seconds. A comment that escapes this is rendered when it is read.
 */
export interface RenditionMark {
  isSet(): Promise<boolean>;
  set(): Promise<void>;
  clear(): Promise<void>;
}

/** A row of `preferences`, where the original keeps its session key and ignores what else there is. */
const key = "rendered-for";

/** The mark of the settings that have this fingerprint. */
export function renditionMark(readers: Readers, writer: Writer, fingerprint: string): RenditionMark {
  return {
    isSet: async () => {
      const [row] = await readers.all<{ value: string }>("SELECT value FROM preferences WHERE key = ?", key);
      return row?.value === fingerprint;
    },
    set: () =>
      writer.transact(async (tx) =>
        tx.write("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", key, fingerprint),
      ),
    clear: () => writer.transact(async (tx) => tx.write("DELETE FROM preferences WHERE key = ?", key)),
  };
}
