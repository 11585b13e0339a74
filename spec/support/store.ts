import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha1Hex } from "../../src/domain/digest.ts";
import type { AuthorHasher, Renderer } from "../../src/domain/ports.ts";
import { type SafeHtml, unixSeconds } from "../../src/domain/values.ts";
import { openStore, type Store } from "../../src/infra/sqlite/store.ts";
import { type VerifiedFile, verifyFile } from "../../src/infra/sqlite/verifyFile.ts";
import { inspect } from "./tables.ts";

/** A renderer that only wraps; what it was asked to render is noted. */
export interface NotedRenderer extends Renderer {
  readonly rendered: string[];
}

/** A hasher that only digests; what it was asked to hash is noted. */
export interface NotedHasher extends AuthorHasher {
  readonly hashed: string[];
}

/** The HTML of a text under a renderer's fingerprint: the text in full, so that a leak can be seen. */
export function htmlOf(text: string, fingerprint = "markup-1"): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<p class="${fingerprint}">${escaped}</p>`;
}

/** The hash of an identity under a hasher's fingerprint. */
export function hashOf(identity: string, fingerprint = "hash-1"): string {
  return sha1Hex(`${fingerprint} ${identity}`).slice(0, 12);
}

/** A renderer that wraps a text and does nothing else. */
export function notedRenderer(fingerprint = "markup-1"): NotedRenderer {
  const rendered: string[] = [];
  const render = async (text: string): Promise<SafeHtml> => {
    rendered.push(text);
    return htmlOf(text, fingerprint) as SafeHtml;
  };
  return {
    fingerprint,
    rendered,
    render,
    preview: render,
    close: async () => undefined,
  };
}

/** A hasher that digests and does nothing else. */
export function notedHasher(fingerprint = "hash-1"): NotedHasher {
  const hashed: string[] = [];
  return {
    fingerprint,
    hashed,
    hash: async (identity) => {
      hashed.push(identity);
      return hashOf(identity, fingerprint);
    },
  };
}

/** Unix seconds that no call changes: a clock to be set. */
export interface SettableClock {
  seconds: number;
}

/** What a store in a spec is opened with; everything has a default. */
export interface TestStoreOptions {
  readonly clock?: SettableClock;
  readonly renderer?: Renderer;
  readonly hasher?: AuthorHasher;
  readonly gravatarUrl?: string;
  readonly configuredSessionKey?: string;
  readonly rules?: Readonly<Record<string, string>>;
  readonly report?: (message: string) => void;
}

/** A time in 2027, from which most specs begin. */
export const start = 1_800_000_000;

/** Opens the database at `path` with small deterministic makers. */
export function openTestStore(path: string, options: TestStoreOptions = {}): Promise<Store> {
  const clock = options.clock ?? { seconds: start };
  return openStore({
    path,
    clock: { now: () => unixSeconds(clock.seconds) },
    renderer: options.renderer ?? notedRenderer(),
    hasher: options.hasher ?? notedHasher(),
    config: { gravatar: options.gravatarUrl !== undefined },
    gravatarUrl: options.gravatarUrl,
    site: "spec.example",
    configuredSessionKey: options.configuredSessionKey,
    rules: options.rules ?? { moderation: "off" },
    report: options.report ?? (() => undefined),
  });
}

/** Runs `work` with the path of a database that does not exist yet, in a directory of its own. */
export async function inTempDir<T>(work: (path: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), "isso-store-"));
  try {
    return await work(join(dir, "comments.db"));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Runs `work` on a new store, which is closed afterwards. */
export async function withStore<T>(
  work: (store: Store, path: string) => Promise<T>,
  options: TestStoreOptions = {},
): Promise<T> {
  return inTempDir(async (path) => {
    const store = await openTestStore(path, options);
    try {
      return await work(store, path);
    } finally {
      await store.close();
    }
  });
}

/** Verifies the log in the file and throws unless it is sound; hands back the number of its events. */
export async function soundEvents(path: string): Promise<number> {
  const verified: VerifiedFile = await verifyFile(path);
  if (verified.kind !== "sound") throw new Error(JSON.stringify(verified));
  return verified.events;
}

/** Tables that are derived from the log, with the column that orders them. */
const derived = { comments: "id", threads: "id", comment_side: "id", thread_side: "id", uri_side: "uri" };

/** Every row of the tables that are derived from the log, each column as the SQL literal that makes it. */
export async function derivedRows(path: string): Promise<Readonly<Record<string, readonly string[]>>> {
  return inspect(path, async (all) => {
    const dump: Record<string, readonly string[]> = {};
    for (const [table, order] of Object.entries(derived)) {
      const columns = await all(`SELECT name FROM pragma_table_info('${table}')`);
      const quoted = columns.map(({ name }) => `'${name}=' || ${literal(String(name))}`).join(" || ' ' || ");
      const rows = await all(`SELECT ${quoted} AS row FROM ${table} ORDER BY ${order}`);
      dump[table] = rows.map(({ row }) => String(row));
    }
    return dump;
  });
}

/** A text is shown by its bytes, because `quote` stops at a NUL. */
function literal(column: string): string {
  return `iif(typeof("${column}") = 'text', 'text ' || hex("${column}"), quote("${column}"))`;
}
