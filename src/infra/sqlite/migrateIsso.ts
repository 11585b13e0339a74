import { anonymise } from "../../domain/people/anonymise.ts";
import { filterOf, voterBits } from "../../domain/people/voters.ts";
import type { Connection } from "./connection.ts";
import { issoSchema, issoSchemaVersion } from "./schema.ts";

/**
 * Brings a database of any of the original's schema versions to version 5, as the original itself would
 * (behaviour section 8.3). Runs inside the caller's transaction.
 */
export async function migrateIsso(
  connection: Connection,
  version: number,
  configuredSessionKey: string | undefined,
): Promise<void> {
  for (const sql of issoSchema) await connection.run(sql);
  if (version < 1) await resetVoters(connection);
  if (version < 2 && configuredSessionKey !== undefined)
    await storeSessionKey(connection, configuredSessionKey);
  if (version < 3) await flattenReplies(connection);
  if (version < 4) await addNotification(connection);
  if (version < 5) await requireText(connection);
  if (version < issoSchemaVersion) await connection.run(`PRAGMA user_version = ${issoSchemaVersion}`);
}

async function resetVoters(connection: Connection): Promise<void> {
  await connection.run("UPDATE comments SET voters = ?", filterOf(voterBits(anonymise("127.0.0.1")), 256));
}

async function storeSessionKey(connection: Connection, key: string): Promise<void> {
  await connection.run("INSERT OR REPLACE INTO preferences (key, value) VALUES ('session-key', ?)", key);
}

/** Every descendant of a top-level comment becomes its direct reply; orphans stay as they are. */
async function flattenReplies(connection: Connection): Promise<void> {
  await connection.run(
    `WITH RECURSIVE family (id, top) AS (
       SELECT id, id FROM comments WHERE parent IS NULL
       UNION SELECT c.id, family.top FROM comments c JOIN family ON c.parent = family.id)
     UPDATE comments SET parent = family.top FROM family
     WHERE family.id = comments.id AND comments.parent IS NOT NULL AND comments.parent <> family.top`,
  );
}

async function addNotification(connection: Connection): Promise<void> {
  const columns = await connection.all<{ name: string }>("PRAGMA table_info(comments)");
  if (columns.some(({ name }) => name === "notification")) return;
  await connection.run("ALTER TABLE comments ADD COLUMN notification INTEGER DEFAULT 0");
}

/** SQLite cannot add NOT NULL to a column: the table is written anew. */
async function requireText(connection: Connection): Promise<void> {
  await connection.run("UPDATE comments SET text = '' WHERE text IS NULL");
  await connection.run("ALTER TABLE comments RENAME TO comments_before");
  for (const sql of issoSchema) await connection.run(sql);
  const columns =
    "tid, id, parent, created, modified, mode, remote_addr, text, author, email, website, likes, dislikes, voters, notification";
  await connection.run(`INSERT INTO comments (${columns}) SELECT ${columns} FROM comments_before`);
  await connection.run("DROP TABLE comments_before");
}
