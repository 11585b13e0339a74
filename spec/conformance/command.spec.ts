import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ourServer } from "../support/conformance.ts";
import { type CliResult, runCli, startServer } from "../support/process.ts";
import { makeSite } from "../support/site.ts";

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "command-"));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

function conformance(...args: readonly string[]): Promise<CliResult> {
  return runCli(["conformance", ...args]);
}

describe("the command", () => {
  it("stores answers, and ends with 0 when two servers answer alike", async () => {
    const out = join(dir, "recorded");
    const recorded = await conformance("record", "--server", ourServer, "--only", "counting", "--out", out);
    expect(recorded).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("answers of version 0.14.0; 6 are not"),
    });
    const recording = join(out, "counting.json");
    expect(JSON.parse(readFileSync(recording, "utf8"))).toMatchObject({ version: "0.14.0" });
    const against = await conformance("--server", ourServer, "--only", "counting", "--against", ourServer);
    expect(against).toMatchObject({ code: 0, stdout: expect.stringContaining("agrees with") });
  }, 60_000);

  it("ends with 1 when something differs, shows the request, and writes each report", async () => {
    const reports = ["md", "json", "xml"].map((ending) => join(dir, `report.${ending}`));
    const judged = await conformance(
      "--server",
      ourServer,
      "--only",
      "counting/no-list",
      ...reports.flatMap((path) => ["--report", path]),
    );
    expect(judged.code).toBe(1);
    expect(judged.stdout).toMatch(
      /FAIL counting\/no-list\/null .*\n.*\n +curl -i -X POST 'http:\/\/127\.0\.0\.1:\d+\/count'/,
    );
    expect(judged.stderr).toMatch(/\d+ of \d+ steps, 6 failed/);
    for (const path of reports) expect(readFileSync(path, "utf8")).toContain("counting/no-list/null");
  }, 60_000);

  it.each<readonly [string, readonly string[], string]>([
    [
      "a server that does not start",
      ["--server", "false {conf}", "--only", "counting"],
      "the server ended with 1",
    ],
    [
      "a program that is not there",
      ["--server", "/no/such {conf}", "--only", "counting"],
      "cannot be started",
    ],
    ["a pattern that nothing fits", ["--server", ourServer, "--only", "nothing"], "no scenario fits"],
    ["wrong arguments", [], "give either --server or --url"],
  ])("ends with 2 for %s", async (_, args, message) => {
    expect(await conformance(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  });

  it("judges a server that runs already, and says which steps it could not run", async () => {
    const site = await makeSite({ general: { host: ["http://127.0.0.1:9/"] } });
    const server = await startServer({ conf: site.conf });
    try {
      const judged = await conformance(
        "--url",
        server.url,
        "--differences",
        "isso-ledger",
        "--only",
        "posting",
      );
      expect(judged).toMatchObject({ code: 0 });
      expect(judged.stdout).toContain("not run: 2 steps, needs pages of the commented site");
      expect(judged.stdout).toContain("not run: 4 steps, needs the session key of the server");
    } finally {
      await server.stop();
      await site.remove();
    }
  }, 60_000);
});
