import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { original } from "../support/original.ts";
import { type RunningServer, runCli, startServer } from "../support/process.ts";
import { exchangesOf, type StoredRecording } from "../support/recording.ts";
import { comparableAnswer, nameOf, replay } from "../support/replay.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { type OriginalTables, originalTables } from "../support/tables.ts";

const subject = process.env["ADOPTION_SUBJECT"] === "original" ? "original" : "ours";
const golden = new URL("../golden/isso/", import.meta.url);
const recordings = JSON.parse(
  await readFile(new URL("schemas.json", golden), "utf8"),
) as readonly (StoredRecording & {
  readonly version: number;
  readonly rows: OriginalTables;
})[];

test("every schema version before the current one has a recording, and the current one too", () => {
  expect(recordings.map(({ version }) => version)).toEqual([0, 1, 2, 3, 4, 5]);
});

describe.each(recordings)(`a database of schema version $version (${subject})`, (recording) => {
  let site: TestSite;
  let server: RunningServer;

  beforeAll(async () => {
    const source = fileURLToPath(new URL(`schema-${recording.version}.db`, golden));
    site = await makeSite(recording.sections, source);
    server = await (subject === "ours" ? startServer : original.start)({ conf: site.conf });
  });

  afterAll(async () => {
    await server?.stop();
    await site?.remove();
  });

  test("is brought to the rows that the original's migrations give", async () => {
    expect(await originalTables(site.database)).toEqual(recording.rows);
  });

  test("answers as the original did after its migrations, and goes on as it did", async () => {
    for (const exchange of exchangesOf(recording)) {
      const answer = await replay(server.url, exchange);
      expect(comparableAnswer(exchange, answer), nameOf(exchange)).toEqual(
        comparableAnswer(exchange, exchange),
      );
    }
  });

  test.runIf(subject === "ours")("has a sound log afterwards", async () => {
    await server.stop();
    const verified = await runCli(["-c", site.conf, "log", "verify"]);
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  });
});
