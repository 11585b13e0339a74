import { type Database, open, type Statement } from "sqlite";
import sqlite3 from "sqlite3";
import { StorageError } from "../../domain/ports.ts";

/** What a column can hold and a parameter can be. A bigint is no such value: the driver would store NULL. */
export type Cell = null | number | string | Uint8Array;

/**
 * One connection to the database. Statements are prepared once and run one after the other, in the order
 * they were asked for: the driver itself runs prepared statements side by side, in no order.
 * Every failure is a {@link StorageError} that says what an operator can do.
 */
export interface Connection {
  all<Row>(sql: string, ...params: readonly Cell[]): Promise<Row[]>;
  run(sql: string, ...params: readonly Cell[]): Promise<void>;
  /** Several statements at once, never a transaction: a failure in the middle would leave it open. */
  exec(sql: string): Promise<void>;
  /** A page-by-page copy of the database as it stands, into a new file. */
  backupTo(path: string): Promise<void>;
  close(): Promise<void>;
}

export type OpenMode = "create" | "existing" | "read-only";

const flags: { readonly [M in OpenMode]: number } = {
  create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE,
  existing: sqlite3.OPEN_READWRITE,
  "read-only": sqlite3.OPEN_READONLY,
};

/** Opens a connection; waits up to five seconds for locks of other processes. */
export async function connect(path: string, mode: OpenMode): Promise<Connection> {
  try {
    const database = await open({ filename: path, driver: sqlite3.Database, mode: flags[mode] });
    await database.exec("PRAGMA busy_timeout = 5000");
    return connectionOver(database, path);
  } catch (cause) {
    throw storageError(path, cause);
  }
}

function connectionOver(database: Database, path: string): Connection {
  const statements = new Map<string, Promise<Statement>>();
  const prepared = (sql: string): Promise<Statement> => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    statement.catch(() => statements.delete(sql));
    return statement;
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work).catch((cause: unknown) => {
      throw storageError(path, cause);
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    all: <Row>(sql: string, ...params: readonly Cell[]) =>
      inTurn(async () => (await prepared(sql)).all<Row[]>(...params.map(bindable))),
    run: (sql, ...params) =>
      inTurn(async () => void (await (await prepared(sql)).run(...params.map(bindable)))),
    exec: (sql) => inTurn(() => database.exec(sql)),
    backupTo: (target) => inTurn(() => backup(database.getDatabaseInstance(), target)),
    close: () =>
      inTurn(async () => {
        for (const statement of statements.values()) await (await statement).finalize();
        await database.close();
      }),
  };
}

function bindable(cell: Cell): Cell {
  return cell instanceof Uint8Array && !Buffer.isBuffer(cell)
    ? Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength)
    : cell;
}

/** The part of the driver's backup interface that is used here; its type package leaves it out. */
interface Backup {
  step(pages: number, done: (error: Error | null, completed: boolean) => void): void;
  finish(done: (error: Error | null) => void): void;
}
interface WithBackup {
  backup(target: string, ready: (error: Error | null) => void): Backup;
}

function backup(driver: unknown, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = (driver as WithBackup).backup(target, (openError) => {
      if (openError) return reject(openError);
      copy.step(-1, (stepError) => {
        copy.finish((finishError) => {
          const error = stepError ?? finishError;
          if (error) reject(error);
          else resolve();
        });
      });
    });
  });
}

/** What an operator can do about the failures that have a remedy, by the driver's code. */
const remedies: ReadonlyMap<string, string> = new Map([
  ["SQLITE_CANTOPEN", "the file or its directory does not exist or may not be written"],
  ["SQLITE_NOTADB", "the file is not a SQLite database"],
  ["SQLITE_READONLY", "the file or its directory is read-only"],
  ["SQLITE_FULL", "the disk is full"],
  ["SQLITE_BUSY", "another process holds the database locked"],
  ["SQLITE_CORRUPT", "the file is damaged; restore a backup"],
  ["SQLITE_IOERR", "the disk reported an error"],
]);

function storageError(path: string, cause: unknown): StorageError {
  if (cause instanceof StorageError) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const message = cause instanceof Error ? cause.message : String(cause);
  const remedy = remedies.get(code);
  return new StorageError(`database ${path}: ${remedy === undefined ? message : `${remedy} (${message})`}`, {
    cause,
  });
}
