import fc from "fast-check";
import { issoSchema } from "../../src/infra/sqlite/schema.ts";
import { alter } from "./tables.ts";

/** A value as an SQL literal; text by its bytes, so that a NUL or a quote is nothing special. */
export function literal(value: string | number | null | Uint8Array): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toExponential();
  if (typeof value === "string") return `CAST(x'${Buffer.from(value).toString("hex")}' AS TEXT)`;
  return `x'${Buffer.from(value).toString("hex")}'`;
}

/** A row of the original's `comments`, by column. */
export type IssoRow = Readonly<Record<string, string | number | null | Uint8Array>>;

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constant("a\0b 👋 'quoted'"));
const seconds = fc.oneof(
  fc.double({ min: 1e9, max: 3e9, noNaN: true }),
  fc.constantFrom(0, -1.5, 1_700_000_000.123_456_7, 1e300),
);

/** Values that each column may hold after the original, an importer or a careless hand wrote it. */
export const anyColumn: { readonly [Column: string]: fc.Arbitrary<string | number | null | Uint8Array> } = {
  tid: fc.integer({ min: 1, max: 4 }),
  parent: fc.option(fc.integer({ min: 1, max: 9 })),
  created: seconds,
  modified: fc.option(seconds),
  mode: fc.constantFrom(1, 1, 1, 2, 4, 0, 5, 7, -3),
  remote_addr: fc.option(fc.constantFrom("10.0.1.0", "2001:db8::", "")),
  text,
  author: fc.option(text),
  email: fc.option(fc.constantFrom("ada@example.org", "")),
  website: fc.option(text),
  likes: fc.integer({ min: -2, max: 150 }),
  dislikes: fc.integer({ min: 0, max: 3 }),
  voters: fc.oneof(
    fc.uint8Array({ minLength: 256, maxLength: 256 }),
    fc.constantFrom(new Uint8Array(0), new Uint8Array(128), new Uint8Array(256), Uint8Array.of(1, 128, 3)),
  ),
  notification: fc.oneof(fc.constantFrom(null, 0, 1, 2, -1, 2.5, 1e300, "yes", ""), text),
};

/** Rows of `comments` without their ids. */
export const anyRow: fc.Arbitrary<IssoRow> = fc.record(anyColumn);

/** The statement that writes such a row under an id; nothing happens when the id is taken. */
export function insertion(id: number, row: IssoRow): string {
  const names = Object.keys(row);
  const values = names.map((name) => literal(row[name] ?? null));
  return `INSERT OR IGNORE INTO comments (id, ${names.join(", ")}) VALUES (${id}, ${values.join(", ")});`;
}

/** Makes a database as the original has it, and runs statements on it. */
export async function makeIsso(path: string, sql: string): Promise<void> {
  const key = "INSERT INTO preferences VALUES ('session-key', 'the key of before');";
  await alter(path, `${issoSchema.join(";\n")}; PRAGMA user_version = 5; ${key} ${sql}`);
}
