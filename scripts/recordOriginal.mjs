/**
 * Records how the original server answers over a database that it wrote itself, into
 * spec/golden/isso/adopted.json. Needs an installed original: `ISSO_ORIGINAL=/path/to/isso`, or `isso` on PATH.
 *
 *     node scripts/recordOriginal.mjs
 */
import { readFile, writeFile } from "node:fs/promises";
import { ask, recorder } from "./record/encode.mjs";
import { siteRequests, threadRequests, viewRequests, writeRequests } from "./record/requests.mjs";
import { withOriginal } from "./record/server.mjs";

const golden = new URL("../spec/golden/isso/", import.meta.url);

/** The largest lifetime the original can still work with keeps recorded cookies alive for decades. */
const sections = {
  general: {
    host: ["http://localhost:8000/", "http://127.0.0.1:8001/"],
    "max-age": "5200w",
    "latest-enabled": "true",
  },
  server: { "trusted-proxies": ["127.0.0.1"] },
  guard: { enabled: "false" },
  rss: { base: "http://localhost:8000/" },
};

/** Thread uris in the order of their ids, read from the latest comments. */
async function threadUris(base) {
  const { body } = await ask(base, { path: "/latest?limit=100000" });
  const first = new Map();
  for (const { uri, id } of body) first.set(uri, Math.min(id, first.get(uri) ?? id));
  return [...first].sort(([, a], [, b]) => a - b).map(([uri]) => uri);
}

async function record(base, links) {
  const tape = recorder();
  const play = async (requests) => {
    for (const request of requests) tape.add(request, await ask(base, request));
  };
  const uris = await threadUris(base);
  const whole = [];
  for (const uri of uris)
    whole.push((await ask(base, { path: `/?uri=${encodeURIComponent(uri)}&plain=1` })).body);
  await play(siteRequests(uris));
  for (const [index, uri] of uris.entries()) {
    const foreign = whole[(index + 1) % uris.length].replies[0].id;
    await play(threadRequests(uri, whole[index], foreign));
  }
  await play(viewRequests(links));
  await play(writeRequests(uris, links));
  return tape.text({ original: "isso 0.14.0", sections });
}

const links = JSON.parse(await readFile(new URL("links.json", golden), "utf8"));
const answer = await withOriginal({
  database: new URL("isso-0.14.db", golden),
  sections,
  work: (base) => record(base, links),
});
await writeFile(new URL("adopted.json", golden), answer);
console.log(`adopted.json: ${answer.length} characters`);
