import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Acknowledged, liveABit, meddle } from "../support/actions.ts";
import { original } from "../support/original.ts";
import { type RunningServer, runCli, startServer } from "../support/process.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { snapshot } from "../support/snapshot.ts";
import { originalTables } from "../support/tables.ts";

const written = fileURLToPath(new URL("../golden/isso/isso-0.14.db", import.meta.url));
const sections = {
  general: { host: ["http://localhost:8000/"], "max-age": "5200w", "latest-enabled": "true" },
  moderation: { enabled: "true", "purge-after": "5200w" },
  server: { "trusted-proxies": ["127.0.0.1"] },
  guard: { enabled: "false" },
};

/** `ADOPTION_SUBJECT=original` puts the original in our place too, to prove the steps of this spec. */
const ours = process.env["ADOPTION_SUBJECT"] === "original" ? original.start : startServer;
const title = original.available
  ? "one file, served in turn by us and by the original"
  : "one file, served in turn by us and by the original (skipped: the original is not installed, see ISSO_ORIGINAL)";

describe.skipIf(!original.available)(title, () => {
  describe.each([
    ["begun by us", undefined],
    ["begun by the original", written],
  ])("%s", (_, source) => {
    let site: TestSite;
    let sessionKey: string;
    let fromUs: readonly Acknowledged[];
    let fromOriginal: readonly Acknowledged[];
    let running: RunningServer | undefined;

    const on = async <T>(start: typeof startServer, work: (base: string) => Promise<T>): Promise<T> => {
      running = await start({ conf: site.conf });
      const result = await work(running.url);
      await running.stop();
      running = undefined;
      return result;
    };
    const look = (base: string) => snapshot(base, site.database);

    beforeAll(async () => {
      site = await makeSite(sections, source);
    });

    afterAll(async () => {
      await running?.kill9();
      await site?.remove();
    });

    test("the original shows what we showed, after we have written", async () => {
      const shown = await on(ours, async (base) => {
        sessionKey = String((await originalTables(site.database)).preferences[0]?.["value"]);
        fromUs = await liveABit(base, sessionKey, "ours");
        return look(base);
      });
      expect(Object.keys(shown).length).toBeGreaterThan(10);
      expect(await on(original.start, look)).toEqual(shown);
    });

    test("we show what the original showed, after it has written, also to comments of ours", async () => {
      const shown = await on(original.start, async (base) => {
        fromOriginal = await liveABit(base, sessionKey, "original");
        await meddle(base, sessionKey, fromUs);
        return look(base);
      });
      const rows = await originalTables(site.database);
      expect(await on(ours, look)).toEqual(shown);
      expect(await originalTables(site.database)).toEqual(rows);
    });

    test("we act on comments of the original with the cookies that it gave", async () => {
      const shown = await on(ours, async (base) => {
        await meddle(base, sessionKey, fromOriginal);
        return look(base);
      });
      expect(await on(original.start, look)).toEqual(shown);
    });

    test.runIf(ours === startServer)("the log is sound after all that", async () => {
      await on(ours, async () => undefined);
      const verified = await runCli(["-c", site.conf, "log", "verify"]);
      expect(verified.code, verified.stdout + verified.stderr).toBe(0);
    });
  });
});
