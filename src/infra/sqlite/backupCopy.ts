import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { StorageError } from "../../domain/ports.ts";
import { type Connection, connect } from "./connection.ts";

/**
 * Makes a copy of a database that the original wrote, beside it, and compares the two row by row.
 * The caller holds the write lock, so that nothing changes meanwhile. Resolves to the path of the copy.
 */
export async function makeVerifiedCopy(path: string): Promise<string> {
  const target = freePath(path);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { force: true });
  const reader = await connect(path, "read-only");
  try {
    await reader.backupTo(unfinished);
  } finally {
    await reader.close();
  }
  await verifyCopy(path, unfinished);
  await rename(unfinished, target);
  return target;
}

function freePath(path: string): string {
  const base = `${path}.before-ledger`;
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? base : `${base}-${n}`;
    if (!existsSync(candidate)) return candidate;
  }
}

async function verifyCopy(path: string, copy: string): Promise<void> {
  const connection = await connect(path, "read-only");
  try {
    await connection.run("ATTACH DATABASE ? AS copy", copy);
    const [check] = await connection.all<{ integrity_check: string }>("PRAGMA copy.integrity_check(1)");
    if (check?.integrity_check !== "ok") {
      throw new StorageError(`backup copy ${copy} is not sound: ${check?.integrity_check ?? "unreadable"}`);
    }
    const tables = await connection.all<{ name: string }>(
      "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name IN ('comments', 'threads', 'preferences')",
    );
    for (const { name } of tables) await compareTable(connection, name, copy);
  } finally {
    await connection.close();
  }
}

async function compareTable(connection: Connection, table: string, copy: string): Promise<void> {
  const columns = await connection.all<{ name: string }>(`PRAGMA main.table_info(${table})`);
  const differs = columns.map(({ name }) => `m."${name}" IS NOT k."${name}"`).join(" OR ");
  const [row] = await connection.all<{ rows: number; copied: number; differing: number }>(
    `SELECT (SELECT count(*) FROM main.${table}) AS rows, (SELECT count(*) FROM copy.${table}) AS copied,
       (SELECT count(*) FROM main.${table} m LEFT JOIN copy.${table} k ON k.rowid = m.rowid
        WHERE k.rowid IS NULL OR ${differs}) AS differing`,
  );
  if (row === undefined || row.rows !== row.copied || row.differing !== 0) {
    throw new StorageError(
      `backup copy ${copy} differs from the database in table ${table}; nothing was changed`,
    );
  }
}
