/**
 * The tables of the log and its derived data, beside the three that the original made.
 * No STRICT and no newer syntax: an original on an older SQLite must still be able to read the schema.
 */

/** The original's own tables and trigger, version 5 (behaviour section 8.1). */
export const issoSchema: readonly string[] = [
  "CREATE TABLE IF NOT EXISTS preferences (key VARCHAR PRIMARY KEY, value VARCHAR)",
  "CREATE TABLE IF NOT EXISTS threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))",
  `CREATE TABLE IF NOT EXISTS comments (
     tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
     created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR,
     text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
     likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
     notification INTEGER DEFAULT 0)`,
];

/**
 * The original's trigger, under its name, so that the original does not make it again. It scans all comments,
 * and this program closes threads by events: so it rests while this program writes.
 */
const staleThreadsTrigger: readonly string[] = [
  "DROP TRIGGER IF EXISTS remove_stale_threads",
  `CREATE TRIGGER remove_stale_threads AFTER DELETE ON comments WHEN (SELECT writing FROM tree) = 0
     BEGIN DELETE FROM threads WHERE id NOT IN (SELECT tid FROM comments); END`,
];

/** The original's `user_version` that these tables have. */
export const issoSchemaVersion = 5;

/** Private slots by name, as `private` accepts them. */
const slots = "'text','author','email','website','ip','ua','note','actor'";

/**
 * The log proper (audit-log design C4). A file holds one log, so that its id stands in `log` and in the bodies only;
 * and an event is known by its sequence number, so that its id stands in its body only.
 */
const logTables: readonly string[] = [
  `CREATE TABLE log (
     log_id TEXT PRIMARY KEY NOT NULL, origin TEXT NOT NULL UNIQUE,
     alg TEXT NOT NULL CHECK (alg = 'sha256'))`,
  `CREATE TABLE event (
     seq INTEGER PRIMARY KEY CHECK (seq > 0),
     stream TEXT NOT NULL,
     stream_version INTEGER NOT NULL CHECK (typeof(stream_version) = 'integer' AND stream_version > 0),
     type TEXT NOT NULL, type_version INTEGER NOT NULL,
     recorded_at TEXT NOT NULL,
     body TEXT NOT NULL,
     leaf_hash BLOB NOT NULL CHECK (typeof(leaf_hash) = 'blob' AND length(leaf_hash) = 32),
     chain_hash BLOB NOT NULL CHECK (typeof(chain_hash) = 'blob' AND length(chain_hash) = 32),
     UNIQUE (stream, stream_version),
     CHECK (json_extract(body,'$.seq') IS seq AND json_extract(body,'$.stream') IS stream
        AND json_extract(body,'$.sv') IS stream_version AND json_extract(body,'$.type') IS type
        AND json_extract(body,'$.tv') IS type_version AND json_extract(body,'$.rec') IS recorded_at))`,
  "CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END",
  "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append-only'); END",
  // INSERT OR REPLACE removes the row in its way without firing the trigger above: hence the EXISTS test.
  `CREATE TRIGGER event_in_order BEFORE INSERT ON event
     WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event)
       OR EXISTS (SELECT 1 FROM event WHERE stream = NEW.stream AND stream_version = NEW.stream_version)
     BEGIN SELECT RAISE(ABORT, 'gap or duplicate'); END`,
  `CREATE TABLE private (
     seq INTEGER NOT NULL REFERENCES event(seq),
     slot TEXT NOT NULL CHECK (slot IN (${slots})),
     subject_id TEXT, salt BLOB CHECK (salt IS NULL OR length(salt) = 32), value TEXT,
     expires_at TEXT,
     erased_by INTEGER REFERENCES event(seq),
     PRIMARY KEY (seq, slot),
     CHECK ((value IS NULL) = (salt IS NULL)),
     CHECK ((value IS NULL) = (erased_by IS NOT NULL)),
     CHECK (erased_by IS NULL OR subject_id IS NULL)) WITHOUT ROWID`,
  "CREATE INDEX private_expiry ON private(expires_at) WHERE expires_at IS NOT NULL AND value IS NOT NULL",
];

/** Bookkeeping: what can be lost without losing history. */
const bookkeepingTables: readonly string[] = [
  `CREATE TABLE command (
     log_id TEXT NOT NULL, command_id TEXT NOT NULL, first_seq INTEGER NOT NULL, last_seq INTEGER NOT NULL,
     answer TEXT NOT NULL, made_at TEXT NOT NULL, PRIMARY KEY (log_id, command_id)) WITHOUT ROWID`,
  // `writing` is 1 only inside a transaction of this program, so that the triggers below know it.
  `CREATE TABLE tree (
     log_id TEXT PRIMARY KEY NOT NULL, size INTEGER NOT NULL, frontier BLOB NOT NULL,
     writing INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE unrecorded (
     kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID`,
];

/** Derived from the log, beside the original's read tables. */
export const sideTables: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: "comment_side",
    sql: `CREATE TABLE comment_side (
     id INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, version INTEGER NOT NULL, born_at INTEGER NOT NULL,
     text_seq INTEGER NOT NULL, html TEXT, markup TEXT, hash TEXT, hashing TEXT)`,
  },
  {
    name: "thread_side",
    sql: "CREATE TABLE thread_side (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, version INTEGER NOT NULL)",
  },
  {
    name: "uri_side",
    sql: `CREATE TABLE uri_side (
     uri TEXT PRIMARY KEY NOT NULL, changed INTEGER NOT NULL, published INTEGER NOT NULL,
     total INTEGER NOT NULL) WITHOUT ROWID`,
  },
];

/** Indexes of the side tables, made again with them. */
export const sideIndexes: readonly string[] = [
  "CREATE INDEX comment_unrendered ON comment_side(id) WHERE html IS NULL OR hash IS NULL",
  "CREATE INDEX uri_changes ON uri_side(changed)",
  "CREATE INDEX uri_empty ON uri_side(uri) WHERE total = 0",
];

/**
 * Indexes on the original's tables. `tid` has no declared type: to use its index, a join must strip the
 * affinity of the other side (`c.tid = +t.id`).
 */
const indexes: readonly string[] = [
  "CREATE INDEX IF NOT EXISTS comments_by_thread ON comments(tid, remote_addr)",
  "CREATE INDEX IF NOT EXISTS comments_by_parent ON comments(parent)",
  "CREATE INDEX IF NOT EXISTS comments_by_network ON comments(remote_addr, created)",
  "CREATE INDEX IF NOT EXISTS comments_by_email ON comments(email, created) WHERE email IS NOT NULL",
  "CREATE INDEX IF NOT EXISTS comments_waiting ON comments(created) WHERE mode = 2",
  "CREATE INDEX IF NOT EXISTS comments_deleted ON comments(id) WHERE mode = 4",
  "CREATE INDEX IF NOT EXISTS comments_top ON comments(created) WHERE mode = 1 AND parent IS NULL",
  "CREATE INDEX IF NOT EXISTS comments_replies ON comments(created) WHERE mode = 1 AND parent IS NOT NULL",
  ...sideIndexes,
];

/** Notes which rows another program changed; this program's own writes are in the log already. */
const watchers: readonly string[] = (["comment", "thread"] as const).flatMap((kind) =>
  (
    [
      ["INSERT", ["NEW"]],
      ["UPDATE", ["OLD", "NEW"]],
      ["DELETE", ["OLD"]],
    ] as const
  ).map(([change, rows]) => {
    const noted = rows.map((row) => `('${kind}', ${row}.id)`).join(", ");
    return `CREATE TRIGGER ${kind}_${change.toLowerCase()}_elsewhere AFTER ${change} ON ${kind}s
       WHEN (SELECT writing FROM tree) = 0
       BEGIN INSERT OR IGNORE INTO unrecorded (kind, id) VALUES ${noted}; END`;
  }),
);

/** Everything that a database of the original needs to become ours. */
export const ledgerSchema: readonly string[] = [
  ...logTables,
  ...bookkeepingTables,
  ...sideTables.map(({ sql }) => sql),
  ...indexes,
  ...staleThreadsTrigger,
  ...watchers,
];
