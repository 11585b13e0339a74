import { setTimeout } from "node:timers/promises";
import type { PublicConfig } from "../../domain/config/publicConfig.ts";
import type { NewEvent } from "../../domain/event/events.ts";
import { canonicalJson } from "../../domain/log/canonicalJson.ts";
import { rfc3339 } from "../../domain/log/rfc3339.ts";
import {
  type AuthorHasher,
  type Clock,
  type ReadModel,
  type Renderer,
  StorageError,
} from "../../domain/ports.ts";
import { adopt } from "./adopt.ts";
import { type CommitSignal, watchCommits } from "./commitSignal.ts";
import { type Connection, connect } from "./connection.ts";
import { repeatWindow } from "./idempotency.ts";
import { inspect } from "./inspect.ts";
import { createPageCache } from "./pageCache.ts";
import { openReaders, type Readers } from "./readers.ts";
import { createReadModel } from "./readModel.ts";
import { type Rebuilt, rebuild } from "./rebuild.ts";
import { createRenditions, type Renditions } from "./renditions.ts";
import { streamHead } from "./streams.ts";
import type { LogIdentity } from "./transaction.ts";
import { startWriter, type Writer } from "./writer.ts";

/** What a store is opened with. */
export interface StoreOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly renderer: Renderer;
  readonly hasher: AuthorHasher;
  readonly config: PublicConfig;
  readonly gravatarUrl: string | undefined;
  /** Name of the site that a new log's origin begins with. */
  readonly site: string;
  readonly configuredSessionKey: string | undefined;
  /** The rules in force, told in the log whenever they change; no secrets. */
  readonly rules: Readonly<Record<string, string>>;
  readonly report: (message: string) => void;
}

/** An open database: commands go in, answers come out. */
export interface Store {
  readonly commands: Writer;
  readonly reads: ReadModel;
  readonly sessionKey: string;
  /** Comments that wait for a moderator since before `before` (Unix seconds), oldest first. */
  waitingSince(before: number): Promise<readonly number[]>;
  /** Makes renditions that are missing, until none is. */
  completeRenditions(): Promise<void>;
  rebuild(): Promise<Rebuilt>;
  /** Forgets repeats that no client will ask for any more, and returns erased pages to zeros on disk. */
  tidy(): Promise<void>;
  close(): Promise<void>;
}

/** Readers beside the writer: more only wait for each other on the thread pool. */
const readerCount = 2;

/** Opens the database at `path`: an empty one, one of the original's, or a ledger. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const connection = await openLedger(options);
  let readers: Readers | undefined;
  let signal: CommitSignal | undefined;
  try {
    readers = await openReaders(options.path, readerCount);
    signal = watchCommits(options.path);
    return await assemble(connection, readers, signal, options);
  } catch (error) {
    await readers?.close();
    await connection.close();
    signal?.close();
    throw error;
  }
}

async function openLedger(options: StoreOptions): Promise<Connection> {
  const connection = await connect(options.path, "create");
  try {
    const contents = await inspect(connection, options.path);
    await connection.exec("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
    if (contents.kind !== "ledger") {
      await adopt(connection, { ...options, nowMs: Math.floor(options.clock.now() * 1000) });
    }
    await startWriteAheadLog(connection, options.path);
    await connection.exec(
      `PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;
       PRAGMA recursive_triggers = ON; PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864`,
    );
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** SQLite itself does not wait for the lock that this needs, as it does for others. */
async function startWriteAheadLog(connection: Connection, path: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const [mode] = await connection.all<{ journal_mode: string }>("PRAGMA journal_mode = WAL");
      if (mode?.journal_mode === "wal") return;
      throw new StorageError(`database ${path}: the file system does not allow write-ahead logging`);
    } catch (error) {
      if (tries === 100 || !String(error).includes("SQLITE_BUSY")) throw error;
      await setTimeout(50);
    }
  }
}

async function assemble(
  connection: Connection,
  readers: Readers,
  signal: CommitSignal,
  options: StoreOptions,
): Promise<Store> {
  const [log] = await connection.all<{ log_id: string; origin: string }>("SELECT log_id, origin FROM log");
  const [key] = await connection.all<{ value: string }>(
    "SELECT value FROM preferences WHERE key = 'session-key'",
  );
  if (log === undefined || key === undefined) {
    throw new StorageError(`database ${options.path}: log or session key is missing; restore a backup`);
  }
  const identity: LogIdentity = { logId: log.log_id, origin: log.origin };
  const cache = createPageCache(readers, signal, () =>
    commands
      .transact(async () => undefined)
      .catch((error: unknown) => options.report(`Could not record what another program changed: ${error}`)),
  );
  const commands = startWriter({
    connection,
    log: identity,
    clock: options.clock,
    watcher: cache,
    fingerprints: { markup: options.renderer.fingerprint, hashing: options.hasher.fingerprint },
  });
  const renditions = createRenditions(readers, commands, options);
  await recordRules(commands, options.rules);
  return {
    commands,
    reads: createReadModel(readers, cache, renditions, options),
    sessionKey: key.value,
    waitingSince: async (before) => {
      const rows = await readers.all<{ id: number }>(
        "SELECT id FROM comments WHERE mode = 2 AND created < ? ORDER BY created LIMIT 1000",
        before,
      );
      return rows.map(({ id }) => id);
    },
    completeRenditions: () => renditions.completeInBackground(),
    rebuild: async () => {
      const rebuilt = await commands.transact(rebuild);
      await renditions.completeInBackground();
      return rebuilt;
    },
    tidy: () => tidy(options.path, commands, options.clock),
    close: () => close({ connection, readers, signal, renditions, commands }),
  };
}

/** Tells the log which rules are in force, if they are others than it last heard of. */
async function recordRules(commands: Writer, rules: StoreOptions["rules"]): Promise<void> {
  await commands.transact(async (tx) => {
    const head = await streamHead(tx, "settings");
    const [last] = await tx.all<{ settings: string }>(
      `SELECT json_extract(body, '$.data.settings') AS settings FROM event
       WHERE stream = 'settings' AND stream_version = ?`,
      head.version,
    );
    const now = canonicalJson(rules);
    if (!now.ok || last?.settings === now.value) return;
    const changed: NewEvent = {
      stream: { kind: "existing", ...head },
      event: { type: "SettingsChanged", data: { settings: rules } },
      priv: {},
      actor: { kind: "system", ref: "start" },
    };
    tx.append([changed]);
  });
}

async function tidy(path: string, commands: Writer, clock: Clock): Promise<void> {
  const forgotten = rfc3339(clock.now() * 1000 - repeatWindow);
  await commands.transact(async (tx) => tx.write("DELETE FROM command WHERE made_at < ?", forgotten));
  // Old pages in the log file would keep erased values; a busy reader only means: next time.
  const checkpointer = await connect(path, "existing");
  await checkpointer.all("PRAGMA wal_checkpoint(TRUNCATE)").finally(() => checkpointer.close());
}

async function close(parts: {
  readonly connection: Connection;
  readonly readers: Readers;
  readonly signal: CommitSignal;
  readonly renditions: Renditions;
  readonly commands: Writer;
}): Promise<void> {
  await parts.renditions.stop();
  await parts.commands.close();
  await parts.readers.close();
  await parts.connection.all("PRAGMA wal_checkpoint(TRUNCATE)");
  await parts.connection.close();
  parts.signal.close();
}
