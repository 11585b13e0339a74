import type { CommitSignal } from "./commitSignal.ts";
import type { Readers } from "./readers.ts";

/** What is known of one page: ready answers by query, and its number of published comments. */
interface Page {
  readonly answers: Map<string, Uint8Array>;
  published: number | undefined;
  bytes: number;
}

/**
 * Answers kept as ready bytes by page address and query, dropped as soon as any process has committed to
 * the page. Nothing is served that a commit before the request could have changed.
 */
export interface PageCache {
  /** Whether everything kept is current; if not, `refresh` before looking anything up. */
  isCurrent(): boolean;
  /** Resolves when everything committed before the call has been taken in. */
  refresh(): Promise<void>;
  answer(uri: string, query: string): Uint8Array | undefined;
  published(uri: string): number | undefined;
  /** To be asked before reading what is going to be kept. */
  ticket(): Ticket;
  keepAnswer(ticket: Ticket, uri: string, query: string, bytes: Uint8Array): void;
  keepPublished(ticket: Ticket, uri: string, published: number): void;
}

/** Marks a moment: what was read since then may be kept only if no change was taken in meanwhile. */
export type Ticket = { readonly epoch: number };

/** Bytes of ready answers kept at the most; the least recently made pages go first. */
const byteLimit = 32 * 1024 * 1024;
/** What a page costs beside its address and its answers, roughly. */
const pageBytes = 256;

interface ChangeRow {
  readonly position: number;
  readonly elsewhere: number;
  readonly uris: string;
}

const selectChanges = `SELECT (SELECT coalesce(max(changed), 0) FROM uri_side) AS position,
    EXISTS (SELECT 1 FROM unrecorded) AS elsewhere,
    (SELECT json_group_array(uri) FROM uri_side WHERE changed > ?) AS uris`;

/**
 * Makes a cache over what the readers see and the signal announces. Rows that another program wrote are not
 * shown before the log knows them: `recordElsewhere` has them recorded, and resolves even if that fails.
 */
export function createPageCache(
  readers: Readers,
  signal: CommitSignal,
  recordElsewhere: () => Promise<void>,
): PageCache {
  const pages = new Map<string, Page>();
  let epoch = 0;
  let position = 0;
  let bytes = 0;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const drop = (uri: string): void => {
    bytes -= pages.get(uri)?.bytes ?? 0;
    pages.delete(uri);
  };
  const look = async (): Promise<{ sample: Buffer; changes: ChangeRow }> => {
    // Sampled before reading: a commit in between is met at the next look.
    const sample = signal.sample();
    const [changes] = await readers.all<ChangeRow>(selectChanges, position);
    if (changes === undefined) throw new TypeError("a row of scalar queries always exists");
    return { sample, changes };
  };
  const takeIn = async (): Promise<void> => {
    let seen = await look();
    if (seen.changes.elsewhere === 1) {
      await recordElsewhere();
      seen = await look();
    }
    const { sample, changes } = seen;
    epoch += 1;
    const uris: readonly string[] = changes.elsewhere === 1 ? [...pages.keys()] : JSON.parse(changes.uris);
    for (const uri of uris) drop(uri);
    position = changes.position;
    signal.settle(sample);
  };
  const page = (uri: string): Page => {
    const known = pages.get(uri);
    if (known !== undefined) return known;
    const fresh: Page = { answers: new Map(), published: undefined, bytes: pageBytes + uri.length * 2 };
    pages.set(uri, fresh);
    bytes += fresh.bytes;
    return fresh;
  };
  const evict = (): void => {
    for (const uri of pages.keys()) {
      if (bytes <= byteLimit) return;
      drop(uri);
    }
  };
  return {
    isCurrent: () => signal.unchanged(),
    refresh: () => {
      // One that runs already may have looked before the commit that the caller is about.
      next ??= (running ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          running = next;
          next = undefined;
          return takeIn();
        });
      return next;
    },
    answer: (uri, query) => pages.get(uri)?.answers.get(query),
    published: (uri) => pages.get(uri)?.published,
    ticket: () => ({ epoch }),
    keepAnswer: (ticket, uri, query, answer) => {
      if (ticket.epoch !== epoch || answer.length > byteLimit / 4) return;
      const kept = page(uri);
      const size = answer.length + query.length * 2 - (kept.answers.get(query)?.length ?? 0);
      kept.answers.set(query, answer);
      kept.bytes += size;
      bytes += size;
      evict();
    },
    keepPublished: (ticket, uri, published) => {
      if (ticket.epoch !== epoch) return;
      page(uri).published = published;
      evict();
    },
  };
}
