import { createHash } from "node:crypto";
import { open } from "sqlite";
import sqlite3 from "sqlite3";

/** A row as the driver gives it; blobs are shown as the SHA-256 of their bytes in hex. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The rows of the three tables that the original knows, in the order of their keys. */
export interface OriginalTables {
  readonly comments: readonly Row[];
  readonly threads: readonly Row[];
  readonly preferences: readonly Row[];
}

function shown(value: unknown): string | number | null {
  if (value instanceof Uint8Array) return createHash("sha256").update(value).digest("hex");
  if (value === null || typeof value === "string" || typeof value === "number") return value;
  throw new Error(`unexpected ${typeof value} in a row`);
}

function rowsOf(rows: readonly Record<string, unknown>[]): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, shown(value)])),
  );
}

/** Runs queries on a database file and closes it again. */
export async function inspect<T>(
  path: string,
  work: (all: (sql: string) => Promise<readonly Row[]>) => Promise<T>,
): Promise<T> {
  const database = await open({ filename: path, driver: sqlite3.Database });
  try {
    return await work(async (sql) => rowsOf(await database.all<Record<string, unknown>[]>(sql)));
  } finally {
    await database.close();
  }
}

/** Changes a database file with SQL statements and closes it again. */
export async function alter(path: string, sql: string): Promise<void> {
  const database = await open({ filename: path, driver: sqlite3.Database });
  try {
    await database.exec(sql);
  } finally {
    await database.close();
  }
}

/** Reads the tables that the original knows, all columns (behaviour section 8.1). */
export async function originalTables(path: string): Promise<OriginalTables> {
  return inspect(path, async (all) => ({
    comments: await all("SELECT * FROM comments ORDER BY id"),
    threads: await all("SELECT * FROM threads ORDER BY id"),
    preferences: await all("SELECT * FROM preferences WHERE key = 'session-key'"),
  }));
}

/** Names of all tables of a database file, without SQLite's own. */
export async function tableNames(path: string): Promise<readonly string[]> {
  const rows = await inspect(path, (all) =>
    all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"),
  );
  return rows.map((row) => String(row["name"]));
}
