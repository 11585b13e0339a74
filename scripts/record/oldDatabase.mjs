import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { open } from "sqlite";
import sqlite3 from "sqlite3";

/** The 256-byte voter filter that holds these networks (behaviour section 2.4). */
function votersOf(networks) {
  const filter = Buffer.alloc(256);
  for (const network of networks) {
    let hash = BigInt(`0x${createHash("sha256").update(network).digest("hex")}`);
    for (let probe = 0; probe < 11; probe += 1) {
      const bit = Number(hash & 2047n);
      filter[bit >> 3] |= 1 << (bit & 7);
      hash >>= 11n;
    }
  }
  return filter;
}

const ipv6 = "2001:0db8:0001:0000:0000:0000:0000:0000";

/** Comments as such a version left them; `deep` is the parent where nesting was still free (up to version 2). */
const comments = [
  { id: 1, tid: 1, created: 1400000000.5, text: "The first comment", network: "192.0.2.0", likes: 2 },
  { id: 2, tid: 1, parent: 1, created: 1400000010.25, text: "A reply", network: "127.0.0.0", author: "Anna" },
  { id: 3, tid: 1, parent: 1, deep: 2, created: 1400000020.125, text: "A reply to the reply", network: ipv6 },
  {
    id: 4,
    tid: 1,
    parent: 1,
    deep: 3,
    created: 1400000030,
    text: "A third level: *deep*",
    network: "192.0.2.0",
  },
  { id: 5, tid: 1, created: 1400000040.1234567, mode: 4, text: "", network: "198.51.100.0" },
  {
    id: 6,
    tid: 1,
    parent: 5,
    created: 1400000050,
    text: "Ünïcödé 日本語 🙂",
    network: "198.51.100.0",
    dislikes: 1,
  },
  { id: 7, tid: 2, created: 1400000060, mode: 2, text: "Waits for approval", network: "203.0.113.0" },
  {
    id: 8,
    tid: 2,
    created: 1400000070.75,
    modified: 1400000075.5,
    text: "Edited once",
    network: "203.0.113.0",
    author: "O'Neil & <Sons>",
    email: "oneil@example.org",
    website: "http://example.org/?a=1&b=2",
  },
  {
    id: 9,
    tid: 2,
    parent: 8,
    created: 1400000080,
    text: "Reply\n\nwith two paragraphs",
    network: ipv6,
    email: "",
  },
  { id: 10, tid: 2, created: 1400000090, text: null, network: "0.0.0.0", author: "Nobody" },
  { id: 12, tid: 1, parent: 99, created: 1400000100, text: "The parent is missing", network: "127.0.0.0" },
];

function rowOf(comment, version) {
  const row = {
    tid: comment.tid,
    id: comment.id,
    parent: (version <= 2 ? comment.deep : undefined) ?? comment.parent ?? null,
    created: comment.created,
    modified: comment.modified ?? null,
    mode: comment.mode ?? 1,
    remote_addr: comment.network,
    text: version >= 5 ? (comment.text ?? "") : comment.text,
    author: comment.author ?? null,
    email: comment.email ?? null,
    website: comment.website ?? null,
    likes: comment.likes ?? 0,
    dislikes: comment.dislikes ?? 0,
    voters: version === 0 ? Buffer.alloc(256, 0xaa) : votersOf([comment.network, "10.20.30.0"]),
  };
  return version >= 4 ? { ...row, notification: comment.email ? 1 : 0 } : row;
}

const commentColumns = (version) =>
  [
    "tid REFERENCES threads(id)",
    "id INTEGER PRIMARY KEY",
    "parent INTEGER",
    "created FLOAT NOT NULL",
    "modified FLOAT",
    "mode INTEGER",
    "remote_addr VARCHAR",
    version >= 5 ? "text VARCHAR NOT NULL" : "text VARCHAR",
    "author VARCHAR",
    "email VARCHAR",
    "website VARCHAR",
    "likes INTEGER DEFAULT 0",
    "dislikes INTEGER DEFAULT 0",
    "voters BLOB NOT NULL",
    ...(version >= 4 ? ["notification INTEGER DEFAULT 0"] : []),
  ].join(", ");

/** Writes a small database in the shape of an earlier schema version (behaviour section 8.3). */
export async function writeOldDatabase(path, version, sessionKey) {
  await rm(path, { force: true });
  const database = await open({ filename: path, driver: sqlite3.Database });
  await database.exec(`
    CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
    CREATE TABLE comments (${commentColumns(version)});
    INSERT INTO threads VALUES (1, '/old/first/', 'First old page'), (2, '/old/zweite-seite/?ä=ö', NULL);
    PRAGMA user_version = ${version};`);
  if (version >= 1) {
    await database.exec("CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR)");
    await database.run("INSERT INTO preferences VALUES ('session-key', ?)", sessionKey);
  }
  for (const comment of comments) {
    const row = rowOf(comment, version);
    const names = Object.keys(row);
    const marks = names.map(() => "?").join(", ");
    await database.run(`INSERT INTO comments (${names.join(", ")}) VALUES (${marks})`, Object.values(row));
  }
  await database.close();
}

/** Rows of the three tables, blobs as the SHA-256 of their bytes. */
export async function readRows(path) {
  const database = await open({ filename: path, driver: sqlite3.Database, mode: sqlite3.OPEN_READONLY });
  const shown = (value) =>
    Buffer.isBuffer(value) ? createHash("sha256").update(value).digest("hex") : value;
  const rows = async (sql) =>
    (await database.all(sql)).map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, shown(value)])),
    );
  const tables = {
    comments: await rows("SELECT * FROM comments ORDER BY id"),
    threads: await rows("SELECT * FROM threads ORDER BY id"),
    preferences: await rows("SELECT * FROM preferences WHERE key = 'session-key'"),
  };
  await database.close();
  return tables;
}
