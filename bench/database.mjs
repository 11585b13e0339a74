import sqlite3 from "sqlite3";

/**
 * @param {string} file
 * @param {number} mode as sqlite3 names it, such as `sqlite3.OPEN_READONLY`
 * @returns {Promise<import("sqlite3").Database>}
 */
export function openDatabase(file, mode) {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, mode, (error) => {
      if (error === null) resolve(database);
      else reject(error);
    });
  });
}

/**
 * @param {import("sqlite3").Database} database
 * @param {string} sql
 * @returns {Promise<void>}
 */
export function exec(database, sql) {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error === null ? resolve() : reject(error)));
  });
}

/**
 * @param {import("sqlite3").Database} database
 * @param {string} sql
 * @param {unknown[]} values
 * @returns {Promise<void>}
 */
export function run(database, sql, values) {
  return new Promise((resolve, reject) => {
    database.run(sql, values, (error) => (error === null ? resolve() : reject(error)));
  });
}

/**
 * How many rows a table has; opens and closes the file.
 *
 * @param {string} file
 * @param {"comments" | "event"} table
 * @returns {Promise<number>}
 */
export async function countRows(file, table) {
  const database = await openDatabase(file, sqlite3.OPEN_READONLY);
  try {
    return await new Promise((resolve, reject) => {
      database.all(`SELECT count(*) AS n FROM ${table}`, (error, /** @type {{ n: number }[]} */ rows) => {
        if (error === null) resolve(rows[0]?.n ?? 0);
        else reject(error);
      });
    });
  } finally {
    database.close();
  }
}
