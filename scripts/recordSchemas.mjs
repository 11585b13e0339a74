/**
 * Writes one small database per schema version of the original (spec/golden/isso/schema-<n>.db), lets the original
 * migrate a copy of each, and records the rows and answers that follow in spec/golden/isso/schemas.json.
 * Needs an installed original: `ISSO_ORIGINAL=/path/to/isso`, or `isso` on PATH.
 *
 *     node scripts/recordSchemas.mjs
 */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ask, recorder } from "./record/encode.mjs";
import { readRows, writeOldDatabase } from "./record/oldDatabase.mjs";
import { withOriginal } from "./record/server.mjs";
import { editCookie, sign } from "./record/sign.mjs";

const golden = new URL("../spec/golden/isso/", import.meta.url);
const json = { "content-type": "application/json" };
const storedKey = "00112233445566778899aabbccddeeff0011223344556677";
const configuredKey = "a key that stood in the configuration";

/** Up to version 1 the key of tokens stood in the configuration, and migrating moves it into the database. */
function sectionsOf(version) {
  const general = { host: ["http://localhost:8000/"], "max-age": "5200w", "latest-enabled": "true" };
  return {
    general: version <= 1 ? { ...general, "session-key": configuredKey } : general,
    server: { "trusted-proxies": ["127.0.0.1"] },
    guard: { enabled: "false" },
  };
}

function requestsOf(key) {
  const uris = ["/old/first/", "/old/zweite-seite/?ä=ö"];
  const fetches = (query) => uris.map((uri) => ({ path: `/?uri=${encodeURIComponent(uri)}${query}` }));
  const cookie = editCookie(key, 1, "The first comment");
  const vote = (id, address) => ({
    method: "POST",
    path: `/id/${id}/like`,
    headers: { ...json, "x-forwarded-for": address },
    after: true,
  });
  const addresses = ["127.0.0.1", "192.0.2.77", "10.20.30.40", "172.16.0.1"];
  return [
    ...fetches(""),
    ...fetches("&plain=1"),
    ...fetches("&plain=1&sort=upvotes&limit=2"),
    ...[1, 2, 3, 5, 8, 99].flatMap((parent) => fetches(`&plain=1&parent=${parent}`)),
    { method: "POST", path: "/count", headers: json, send: JSON.stringify([...uris, "/none/"]) },
    { path: "/latest?limit=100" },
    { path: "/id/1?plain=1", headers: { cookie } },
    { path: `/id/7/activate/${sign(key, 7)}`, page: true },
    ...[1, 2, 4].flatMap((id) => addresses.map((address) => vote(id, address))),
    {
      method: "PUT",
      path: "/id/1",
      headers: { ...json, cookie },
      send: JSON.stringify({ text: "Edited after the migration" }),
      after: true,
    },
    { method: "POST", path: `/id/7/activate/${sign(key, 7)}`, headers: json, after: true },
    ...fetches("&plain=1").map((request) => ({ ...request, after: true })),
  ];
}

async function record(version) {
  const database = fileURLToPath(new URL(`schema-${version}.db`, golden));
  await writeOldDatabase(database, version, storedKey);
  const sections = sectionsOf(version);
  const tape = recorder();
  const rows = await withOriginal({
    database,
    sections,
    async work(base, copy) {
      const migrated = await readRows(copy);
      for (const request of requestsOf(version <= 1 ? configuredKey : storedKey)) {
        tape.add(request, await ask(base, request));
      }
      return migrated;
    },
  });
  return tape.text({ version, sections, rows });
}

const recorded = [];
for (const version of [0, 1, 2, 3, 4, 5]) recorded.push(await record(version));
await writeFile(new URL("schemas.json", golden), `[\n${recorded.join(",\n")}]\n`);
console.log(`schemas.json: ${recorded.join("").length} characters`);
