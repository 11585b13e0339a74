import type { Json } from "./recording.ts";
import { inspect } from "./tables.ts";

const queries = ["&sort=newest", "&sort=upvotes&limit=5&nested_limit=1", "&limit=3&offset=1", "&parent=1"];

/** Leaves out what the two servers name or keep differently: see `comparableAnswer`. */
function parsed(path: string, text: string): Json {
  return JSON.parse(text, (key: string, value: Json) => {
    if (key === "website-field") return undefined;
    if (key === "text" && !path.includes("plain=1")) return "(rendered)";
    const forgets = value !== null && typeof value === "object" && "mode" in value && value["mode"] === 4;
    return forgets ? { ...value, hash: null, notification: null } : value;
  }) as Json;
}

async function ask(base: string, path: string, init: RequestInit = {}): Promise<Json> {
  const response = await fetch(base + path, init);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${text}`);
  return parsed(path, text);
}

/**
 * What a server shows of a whole site, by request: every thread of the database file in several windows,
 * all counts and the latest comments. Two servers on the same file must show the same.
 */
export async function snapshot(base: string, database: string): Promise<Readonly<Record<string, Json>>> {
  const rows = await inspect(database, (all) => all("SELECT uri FROM threads ORDER BY id"));
  const uris = rows.map((row) => String(row["uri"]));
  const seen: Record<string, Json> = {};
  for (const uri of uris) {
    for (const query of ["", ...queries]) {
      const path = `/?uri=${encodeURIComponent(uri)}&plain=1${query}`;
      seen[path] = await ask(base, path);
    }
  }
  const headers = { "content-type": "application/json" };
  seen["/count"] = await ask(base, "/count", { method: "POST", headers, body: JSON.stringify(uris) });
  seen["/latest"] = await ask(base, "/latest?limit=10000");
  return seen;
}
