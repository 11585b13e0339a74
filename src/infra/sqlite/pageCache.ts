import { type CommitSample, type CommitSignal, isNext } from "./commitSignal.ts";
import type { Readers } from "./readers.ts";
import type { CommitWatcher } from "./writer.ts";

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
export interface PageCache extends CommitWatcher {
  /** Whether everything kept is current; if not, `refresh` before looking anything up. */
  isCurrent(): boolean;
  /** Resolves when everything committed before the call has been taken in. */
  refresh(): Promise<void>;
  answer(uri: string, query: string): Uint8Array | undefined;
  published(uri: string): number | undefined;
  /** To be asked before reading what is going to be kept: another one after every change of the page. */
  edition(uri: string): Edition;
  keepAnswer(edition: Edition, uri: string, query: string, bytes: Uint8Array): void;
  keepPublished(edition: Edition, uri: string, published: number): void;
}

/** Numbers what is known of a page: what was read of an earlier edition is not kept. */
export type Edition = number;

/** Bytes of ready answers kept at the most; the least recently made pages go first. */
const byteLimit = 32 * 1024 * 1024;
/** What a page costs beside its address and its answers, roughly. */
const pageBytes = 256;
/** Pages whose edition is remembered; beyond that all are taken as changed. */
const editionLimit = 10_000;

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
  const editions = startEditions();
  // Before the first look nothing is kept, so that no change matters.
  let position = Number.MAX_SAFE_INTEGER;
  let bytes = 0;
  let begun: CommitSample = Buffer.alloc(0);
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const drop = (uri: string): void => {
    bytes -= pages.get(uri)?.bytes ?? 0;
    pages.delete(uri);
  };
  const change = (uri: string): void => {
    drop(uri);
    editions.raise(uri);
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
    const uris: readonly string[] = JSON.parse(changes.uris);
    if (changes.elsewhere === 1) {
      editions.raiseAll();
      for (const uri of pages.keys()) drop(uri);
    } else for (const uri of uris) change(uri);
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
    begun: () => {
      begun = signal.sample();
    },
    committed: (changed) => {
      const now = signal.sample();
      if (!signal.isSettled(begun) || !isNext(begun, now)) return;
      for (const [uri, seq] of changed) {
        change(uri);
        position = Math.max(position, seq);
      }
      signal.settle(now);
    },
    edition: editions.of,
    keepAnswer: (edition, uri, query, answer) => {
      if (edition !== editions.of(uri) || answer.length > byteLimit / 4) return;
      const kept = page(uri);
      const size = answer.length + query.length * 2 - (kept.answers.get(query)?.length ?? 0);
      kept.answers.set(query, answer);
      kept.bytes += size;
      bytes += size;
      evict();
    },
    keepPublished: (edition, uri, published) => {
      if (edition !== editions.of(uri)) return;
      page(uri).published = published;
      evict();
    },
  };
}

/** Editions of pages, in bounded memory. */
function startEditions(): { of(uri: string): Edition; raise(uri: string): void; raiseAll(): void } {
  const raised = new Map<string, Edition>();
  let last: Edition = 0;
  let ofAllOthers: Edition = 0;
  const raiseAll = (): void => {
    last += 1;
    ofAllOthers = last;
    raised.clear();
  };
  return {
    of: (uri) => raised.get(uri) ?? ofAllOthers,
    raise: (uri) => {
      if (raised.size >= editionLimit) raiseAll();
      last += 1;
      raised.set(uri, last);
    },
    raiseAll,
  };
}
