import type { Transaction } from "./transaction.ts";

/**
 * Drops the indexes and triggers of a table for the rest of the transaction or until the statements handed back,
 * which make them again as they were, are run: many rows in any order are written and indexed several times
 * faster by themselves.
 */
export async function setAside(tx: Transaction, table: "comments" | "threads"): Promise<readonly string[]> {
  const parts = await tx.all<{ type: "index" | "trigger"; name: string; sql: string }>(
    `SELECT type, name, sql FROM sqlite_master
     WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL`,
    table,
  );
  for (const { type, name } of parts) tx.write(`DROP ${type} "${name.replaceAll('"', '""')}"`);
  return parts.map(({ sql }) => sql);
}
