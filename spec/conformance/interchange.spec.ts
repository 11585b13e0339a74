import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { ask, hostHeader } from "../../src/conformance/http.ts";
import { original } from "../support/original.ts";
import { type RunningServer, runCli, startServer } from "../support/process.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { snapshot } from "../support/snapshot.ts";
import { originalTables } from "../support/tables.ts";
import { newSide, type Player, play, type Side } from "./sessions/side.ts";
import { anySessionStep, type SessionStep } from "./sessions/steps.ts";

const sections = {
  general: { host: ["http://localhost:8000/"], "latest-enabled": "true" },
  moderation: { enabled: "true" },
  server: { "trusted-proxies": ["127.0.0.1"] },
  guard: { enabled: "false" },
};
const numRuns = Number(process.env["ISSO_INTERCHANGE_RUNS"] ?? 3);

let site: TestSite;
let running: RunningServer | undefined;

afterEach(async () => {
  await running?.kill9();
  running = undefined;
  await site.remove();
});

/** The servers that take turns on the file. */
const starters = { ours: startServer, original: original.start };

async function on<T>(who: keyof typeof starters, work: (server: RunningServer) => Promise<T>): Promise<T> {
  running = await starters[who]({ conf: site.conf });
  const result = await work(running);
  await running.stop();
  running = undefined;
  return result;
}

async function playerOf({ url }: RunningServer): Promise<Player> {
  const { preferences } = await originalTables(site.database);
  return { base: url, site: "http://localhost:8000", sessionKey: String(preferences[0]?.["value"]) };
}

/** What each edit cookie that was given so far opens, by comment. */
async function opened(side: Side): Promise<readonly string[]> {
  const seen: string[] = [];
  for (const { id, cookie } of side.comments) {
    if (cookie === undefined) continue;
    const headers = { ...hostHeader(side.player.base), Cookie: `${id}=${cookie}` };
    const { status } = await ask({
      method: "GET",
      base: side.player.base,
      path: `/id/${id}`,
      headers,
      body: undefined,
    });
    seen.push(`${id}: ${status}`);
  }
  return seen;
}

/** Moderation links as a server wrote them into its log. */
function linksOf(server: RunningServer): readonly string[] {
  return server.stderr().match(/https?:\/\/\S+\/(?:activate|delete)\/\S+/g) ?? [];
}

function activateFirst(links: readonly string[]): readonly string[] {
  return [...links].sort((a, b) => Number(a.includes("/delete/")) - Number(b.includes("/delete/")));
}

/** Lets the two servers live on one file in turns; each must show what the other left. */
async function takeTurns(turns: readonly (readonly SessionStep[])[]): Promise<void> {
  site = await makeSite(sections);
  try {
    let side: Side | undefined;
    let left: { readonly pages: unknown; readonly cookies: readonly string[] } | undefined;
    for (const [turn, steps] of turns.entries()) {
      await on(turn % 2 === 0 ? "ours" : "original", async (server) => {
        const player = await playerOf(server);
        const now: Side = side === undefined ? newSide(player, 1) : { ...side, player };
        const look = async () => ({
          pages: await snapshot(server.url, site.database),
          cookies: await opened(now),
        });
        if (left !== undefined) expect(await look()).toEqual(left);
        for (const [index, step] of steps.entries()) await play(now, step, `turn${turn}.${index}`);
        left = await look();
        side = now;
      });
    }
    const verified = await runCli(["-c", site.conf, "log", "verify"]);
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  } finally {
    await running?.kill9();
    await site.remove();
  }
}

const title = original.available
  ? "one database, used in turn by us and by the original"
  : "one database, used in turn by us and by the original (skipped: the original is not installed, see ISSO_ORIGINAL)";

describe.skipIf(!original.available)(title, () => {
  it("shows the same and takes the same edit cookies after any history on either side", async () => {
    const turn = fc.array(anySessionStep({ emptyEmail: true }), { minLength: 5, maxLength: 25, size: "max" });
    await fc.assert(fc.asyncProperty(fc.array(turn, { minLength: 3, maxLength: 4 }), takeTurns), {
      numRuns,
      endOnFailure: true,
    });
  });

  it("takes moderation links that the other one has written", async () => {
    site = await makeSite(sections);
    const post = (base: string, text: string): Promise<{ status: number }> =>
      ask({
        method: "POST",
        base,
        path: "/new?uri=%2Flinks%2F",
        headers: { ...hostHeader(base), "Content-Type": "application/json" },
        body: JSON.stringify({ text, title: "Links" }),
      });
    const follow = async (base: string, links: readonly string[]): Promise<readonly number[]> => {
      const answers: number[] = [];
      for (const link of links) {
        const path = link.slice(link.indexOf("/id/"));
        answers.push(
          (await ask({ method: "POST", base, path, headers: hostHeader(base), body: undefined })).status,
        );
      }
      return answers;
    };
    const us = await on("ours", async (server) => {
      await post(server.url, "by us");
      return server;
    });
    const fromUs = linksOf(us);
    expect(fromUs).toHaveLength(2);
    const them = await on("original", async (server) => {
      expect(await follow(server.url, activateFirst(fromUs))).toEqual([200, 200]);
      await post(server.url, "by the original");
      return server;
    });
    const fromOriginal = linksOf(them).slice(-2);
    expect(fromOriginal).toHaveLength(2);
    await on("ours", async (server) => {
      expect(await follow(server.url, activateFirst(fromOriginal))).toEqual([200, 200]);
    });
  });
});
