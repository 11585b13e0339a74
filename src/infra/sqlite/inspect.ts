import { StorageError } from "../../domain/ports.ts";
import type { Connection } from "./connection.ts";

/** What a database file holds before it is opened for service. */
export type Contents =
  | { readonly kind: "empty" }
  | { readonly kind: "isso"; readonly schema: number }
  | { readonly kind: "ledger" };

const issoTables = ["comments", "preferences", "threads"];

/** Finds out; refuses the database of some other program. */
export async function inspect(connection: Connection, path: string): Promise<Contents> {
  const rows = await connection.all<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const names = rows.map(({ name }) => name);
  if (names.includes("log") && names.includes("event")) return { kind: "ledger" };
  if (names.some((name) => issoTables.includes(name))) {
    const [version] = await connection.all<{ user_version: number }>("PRAGMA user_version");
    return { kind: "isso", schema: version?.user_version ?? 0 };
  }
  if (names.length === 0) return { kind: "empty" };
  throw new StorageError(
    `database ${path}: belongs to another program (it has the tables ${names.slice(0, 5).join(", ")}); ` +
      "name another file in [general] dbpath",
  );
}
