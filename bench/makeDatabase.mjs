import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import sqlite3 from "sqlite3";
import { exec, openDatabase, run } from "./database.mjs";
import { authorOf, commentText } from "./texts.mjs";

/** Comments of an ordinary thread, of the busy one (half of them replies) and of the long one. */
const ordinary = 25;
const busy = 200;
const long = 2000;

/**
 * @typedef {object} Site what a database holds, so that workloads know what to ask
 * @property {number} comments
 * @property {number} threads ordinary threads, at `/posts/0` and up
 * @property {boolean} hasLong whether there is a thread of 2,000 at `/long`
 */

/**
 * How a database of about so many comments is cut into threads: one of 200 at `/busy`, one of 2,000 at `/long`
 * where there is room for it, the rest of 25.
 *
 * @param {number} comments at least 1,000
 * @returns {Site}
 */
export function siteOf(comments) {
  const hasLong = comments >= 10 * long;
  const threads = Math.floor((comments - busy - (hasLong ? long : 0)) / ordinary);
  return { comments: threads * ordinary + busy + (hasLong ? long : 0), threads, hasLong };
}

/**
 * Writes a database as the original 0.14.0 leaves it (schema version 5), the same for the same size.
 *
 * @param {string} file must not exist
 * @param {number} comments
 * @returns {Promise<Site>}
 */
export async function makeDatabase(file, comments) {
  if (existsSync(file)) throw new Error(`${file} exists already`);
  const site = siteOf(comments);
  const database = await openDatabase(file, sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE);
  await exec(database, schema);
  await run(database, "INSERT INTO preferences VALUES ('session-key', ?)", ["0f".repeat(24)]);
  await run(database, "BEGIN", []);
  for (const rows of batches(threadRows(site))) await run(database, insertThreads, [JSON.stringify(rows)]);
  for (const rows of batches(commentRows(site))) await run(database, insertComments, [JSON.stringify(rows)]);
  await run(database, "COMMIT", []);
  await new Promise((resolve, reject) => {
    database.close((error) => (error === null ? resolve(undefined) : reject(error)));
  });
  return site;
}

const schema = `
  PRAGMA synchronous = OFF;
  PRAGMA user_version = 5;
  CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
  CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
  CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL, modified FLOAT,
    mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL, author VARCHAR, email VARCHAR, website VARCHAR,
    likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
  CREATE TRIGGER remove_stale_threads AFTER DELETE ON comments
    BEGIN DELETE FROM threads WHERE id NOT IN (SELECT tid FROM comments); END;
`;

// One statement for a thousand rows: a statement for each would take minutes for a million comments.
const insertThreads = `INSERT INTO threads
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`;
const insertComments = `INSERT INTO comments
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, NULL, 1, value ->> 4, value ->> 5, value ->> 6,
    value ->> 7, value ->> 8, 0, 0, unhex(value ->> 9), 0
  FROM json_each(?)`;

/** @param {Site} site */
function* threadRows(site) {
  yield [1, "/busy", "A busy thread"];
  if (site.hasLong) yield [2, "/long", "A long thread"];
  for (let n = 0; n < site.threads; n += 1) yield [n + 3, `/posts/${n}`, `Post number ${n}`];
}

/** Rows in the order of their ids, so that the first half of the busy thread are its top-level comments. @param {Site} site */
function* commentRows(site) {
  let id = 0;
  const row = (/** @type {number} */ thread, /** @type {number | null} */ parent) => {
    id += 1;
    const author = authorOf(id);
    const created = 1_600_000_000.25 + id * 7.125;
    const text = commentText(id);
    return [
      thread,
      id,
      parent,
      created,
      author.network,
      text,
      author.name,
      author.email,
      author.website,
      author.voters,
    ];
  };
  for (let n = 0; n < busy; n += 1) yield row(1, n < busy / 2 ? null : n - busy / 2 + 1);
  for (let n = 0; site.hasLong && n < long; n += 1) yield row(2, null);
  for (let n = 0; n < site.threads * ordinary; n += 1) yield row(3 + Math.floor(n / ordinary), null);
}

/** @param {Iterable<unknown[]>} rows */
function* batches(rows) {
  /** @type {unknown[][]} */
  let batch = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === 1000) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, size] = process.argv.slice(2);
  if (file === undefined || !(Number(size) >= 1000)) {
    console.error("usage: node bench/makeDatabase.mjs FILE COMMENTS (1000 or more)");
    process.exitCode = 2;
  } else {
    console.log(JSON.stringify(await makeDatabase(file, Number(size))));
  }
}
