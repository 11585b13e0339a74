import { StorageError } from "../../domain/ports.ts";
import type { Connection } from "./connection.ts";

/** What a database file holds before it is opened for service. */
export type Contents =
  | { readonly kind: "empty" }
  | { readonly kind: "isso"; readonly schema: number }
  | { readonly kind: "ledger" };

const issoTables = ["comments", "preferences", "threads"];

/** Columns that the original's tables have had since its first version; other programs use these names too. */
const issoColumns: ReadonlyMap<string, readonly string[]> = new Map([
  ["comments", ["tid", "id", "parent", "created", "mode", "text", "voters"]],
  ["threads", ["id", "uri", "title"]],
  ["preferences", ["key", "value"]],
]);

/** Finds out; refuses the database of some other program. */
export async function inspect(connection: Connection, path: string): Promise<Contents> {
  const rows = await connection.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const names = rows.map(({ name }) => name);
  if (names.includes("log") && names.includes("event")) return { kind: "ledger" };
  if (names.some((name) => issoTables.includes(name)) && (await hasIssoColumns(connection, names))) {
    const [version] = await connection.all<{ user_version: number }>("PRAGMA user_version");
    return { kind: "isso", schema: version?.user_version ?? 0 };
  }
  if (names.length === 0) return { kind: "empty" };
  throw new StorageError(
    `database ${path}: belongs to another program (it has the tables ${names.slice(0, 5).join(", ")}); ` +
      "name another file in [general] dbpath",
  );
}

async function hasIssoColumns(connection: Connection, tables: readonly string[]): Promise<boolean> {
  for (const [table, columns] of issoColumns) {
    if (!tables.includes(table)) continue;
    const rows = await connection.all<{ name: string }>(`PRAGMA table_info(${table})`);
    const present = new Set(rows.map(({ name }) => name));
    if (!columns.every((column) => present.has(column))) return false;
  }
  return true;
}
