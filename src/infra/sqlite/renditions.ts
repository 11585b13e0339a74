import type { AuthorHasher, Renderer } from "../../domain/ports.ts";
import type { SafeHtml } from "../../domain/values.ts";
import type { Readers } from "./readers.ts";
import { renditionMark } from "./renditionMark.ts";
import type { Writer } from "./writer.ts";

/** What a rendition is made of, and what is stored of it. */
export interface RenditionRow {
  readonly id: number;
  readonly text: string;
  readonly email: string | null;
  readonly remote_addr: string | null;
  readonly text_seq: number;
  readonly html: string | null;
  readonly markup: string | null;
  readonly hash: string | null;
  readonly hashing: string | null;
}

/** Columns of a {@link RenditionRow} beside those of the comment `c`, from its side row `s`. */
export const renditionColumns = "s.text_seq, s.html, s.markup, s.hash, s.hashing";

/** HTML and author's hash of a comment under today's settings. */
export interface CurrentRendition {
  readonly html: SafeHtml;
  readonly hash: string;
}

/** Gives the stored renditions, and makes those that are missing or were made under other settings. */
export interface Renditions {
  of(row: RenditionRow): CurrentRendition | Promise<CurrentRendition>;
  /** Makes what is missing, a little at a time, until nothing is or `stop` is called. */
  completeInBackground(): Promise<void>;
  /** Resolves when everything made has been stored. */
  stop(): Promise<void>;
}

/** Rows that one background step takes: few enough not to be felt by readers. */
const rowsAtOnce = 50;

/** Rows after which the operator hears how far it got. */
const reportEvery = 5_000;

export function createRenditions(
  readers: Readers,
  writer: Writer,
  makers: {
    readonly renderer: Renderer;
    readonly hasher: AuthorHasher;
    readonly report: (message: string) => void;
  },
): Renditions {
  const { renderer, hasher } = makers;
  let made: (readonly [id: number, textSeq: number, html: string, hash: string])[] = [];
  let storing: Promise<void> | undefined;
  let stopped = false;
  const mark = renditionMark(readers, writer, `${renderer.fingerprint} ${hasher.fingerprint}`);

  const store = async (): Promise<void> => {
    while (made.length > 0) {
      const batch = made;
      made = [];
      await writer.transact(async (tx) => {
        tx.write(
          `UPDATE comment_side SET html = j.value ->> 2, markup = ?2, hash = j.value ->> 3, hashing = ?3
           FROM json_each(?1) j
           WHERE comment_side.id = j.value ->> 0 AND comment_side.text_seq = j.value ->> 1`,
          JSON.stringify(batch),
          renderer.fingerprint,
          hasher.fingerprint,
        );
      });
    }
  };
  const storeSoon = (): void => {
    // A failure to store costs only that the same is made again.
    storing ??= store()
      .catch((error: unknown) => makers.report(`Could not keep rendered comments: ${error}`))
      .finally(() => {
        storing = undefined;
        if (made.length > 0) storeSoon();
      });
  };
  const keep = (row: RenditionRow, { html, hash }: CurrentRendition): void => {
    made.push([row.id, row.text_seq, html, hash]);
    storeSoon();
  };
  const make = async (row: RenditionRow): Promise<CurrentRendition> => {
    const identity = row.email || row.remote_addr;
    const [html, hash] = await Promise.all([
      row.html !== null && row.markup === renderer.fingerprint
        ? (row.html as SafeHtml)
        : renderer.render(row.text),
      // With e-mail and address erased, nothing but the last value is left of the identity.
      row.hash !== null && (identity === null || row.hashing === hasher.fingerprint)
        ? row.hash
        : hasher.hash(identity ?? ""),
    ]);
    const rendition = { html, hash };
    keep(row, rendition);
    return rendition;
  };
  const current = (row: RenditionRow): boolean =>
    row.markup === renderer.fingerprint && row.hashing === hasher.fingerprint;

  const select = `SELECT c.id, c.text, c.email, c.remote_addr, ${renditionColumns}
    FROM comment_side s JOIN comments c ON c.id = s.id`;
  const missingAfter = (id: number): Promise<RenditionRow[]> =>
    readers.all<RenditionRow>(
      // In the words of the index `comment_unrendered`, which nearly always is empty.
      `${select} WHERE s.id > ? AND (s.html IS NULL OR s.hash IS NULL) ORDER BY s.id LIMIT ${rowsAtOnce}`,
      id,
    );
  const staleAfter = (id: number): Promise<RenditionRow[]> =>
    readers.all<RenditionRow>(
      `${select} WHERE s.id > ? AND (s.markup IS NOT ? OR s.hashing IS NOT ?) ORDER BY s.id LIMIT ${rowsAtOnce}`,
      id,
      renderer.fingerprint,
      hasher.fingerprint,
    );
  const reportProgress = (done: number, complete: boolean): void => {
    if (complete ? done === 0 : done % reportEvery !== 0) return;
    makers.report(`Rendered ${done} comments for the present settings${complete ? ": all are done" : ""}`);
  };

  /** Whether it got to the end. */
  const makeAll = async (after: (id: number) => Promise<RenditionRow[]>): Promise<boolean> => {
    let done = 0;
    for (let last = 0; !stopped; ) {
      const rows = await after(last);
      for (const row of rows) if (!stopped) await make(row);
      await storing;
      last = rows.at(-1)?.id ?? 0;
      done += rows.length;
      const complete = rows.length < rowsAtOnce;
      reportProgress(done, complete);
      if (complete) return !stopped;
    }
    return false;
  };

  return {
    of: (row) =>
      row.html !== null && row.hash !== null && current(row)
        ? { html: row.html as SafeHtml, hash: row.hash }
        : make(row),
    completeInBackground: async () => {
      if (await mark.isSet()) {
        await makeAll(missingAfter);
        return;
      }
      if (stopped) return;
      // Settings that were tried and taken back must not pass for those of the rows.
      await mark.clear();
      if (await makeAll(staleAfter)) await mark.set();
    },
    stop: async () => {
      stopped = true;
      while (storing !== undefined) await storing;
    },
  };
}
