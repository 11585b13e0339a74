import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unlike } from "../../src/conformance/compare.ts";
import { curlLine } from "../../src/conformance/report/curl.ts";
import { type StartedServer, startServer } from "../../src/conformance/serverProcess.ts";
import { type CommentedSite, openSite } from "../../src/conformance/site.ts";
import { findSessionKey } from "../../src/conformance/tokens.ts";
import { library, ourServer } from "../support/conformance.ts";
import { original } from "../support/original.ts";
import { undeliberate } from "./sessions/deliberate.ts";
import { newSide, type Player, play } from "./sessions/side.ts";
import { anySessionStep, type SessionStep } from "./sessions/steps.ts";

/** Requests to be sent to both servers, shared between the profiles. */
const requests = Number(process.env["ISSO_SESSION_REQUESTS"] ?? 2_000);
const seed = process.env["ISSO_SESSION_SEED"];
const profiles = ["guard-off", "moderation", "known-email", "defaults", "reply-to-self", "latest"];
/** Steps of a session on average, somewhat less than what the generator comes to. */
const stepsOfSession = 15;

let site: CommentedSite;
let servers: StartedServer[] = [];
let sessions = 0;

beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => {
  await site.close();
});

async function begin(command: string, profile: string): Promise<Player> {
  const server = await startServer(command, library.profiles.get(profile) ?? "", site.origin);
  servers.push(server);
  const sessionKey = await findSessionKey(server.database);
  if (sessionKey === undefined) throw new Error(`${command} has made no session key`);
  return { base: server.url, site: site.origin, sessionKey };
}

/** Asks both servers the same until they answer differently; says how, or undefined. */
async function firstDifference(
  ours: Player,
  theirs: Player,
  steps: readonly SessionStep[],
): Promise<string | undefined> {
  sessions += 1;
  const [us, them] = [newSide(ours, sessions), newSide(theirs, sessions)];
  for (const [index, step] of steps.entries()) {
    const name = `step${index}`;
    const expected = await play(them, step, name);
    const got = await play(us, step, name);
    const mismatches = undeliberate({
      step,
      ours: got.status,
      original: expected.status,
      mismatches: unlike(expected.answer, got.answer, []),
    });
    if (mismatches.length > 0) {
      const places = mismatches.map(
        ({ at, expected: said, got: heard }) => `${at}: original ${said}, ours ${heard}`,
      );
      return `step ${index + 1}, ${step.kind}\n${curlLine(got.request)}\n${places.join("\n")}`;
    }
    // What the original has done before it failed is not known.
    if (expected.status >= 500) return undefined;
  }
  return undefined;
}

const title = original.available
  ? "random sessions with us and with the original"
  : "random sessions with us and with the original (skipped: the original is not installed, see ISSO_ORIGINAL)";

describe.skipIf(!original.available)(title, () => {
  it.each(profiles)("go alike under the profile %s", async (profile) => {
    servers = [];
    try {
      const ours = await begin(ourServer, profile);
      const theirs = await begin(`'${original.command}' -c {conf} run`, profile);
      await fc.assert(
        fc.asyncProperty(
          fc.array(anySessionStep({ emptyEmail: profile !== "known-email" }), {
            minLength: 1,
            maxLength: 40,
            size: "max",
          }),
          async (steps) => {
            expect(await firstDifference(ours, theirs, steps)).toBeUndefined();
          },
        ),
        {
          numRuns: Math.ceil(requests / profiles.length / stepsOfSession),
          ...(seed === undefined ? {} : { seed: Number(seed) }),
        },
      );
    } finally {
      for (const server of servers) await server.stop();
    }
  });
});
