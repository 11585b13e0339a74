import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Verdict } from "../../src/conformance/judge.ts";
import { withTables } from "../../src/conformance/report/markdown.ts";
import { failuresOf, total } from "../../src/conformance/report/tally.ts";
import { startedServers } from "../../src/conformance/servers.ts";
import {
  alteredServers,
  differences,
  judged,
  library,
  ourServer,
  type PassingAnswer,
  recordingOf,
  stepNames,
} from "../support/conformance.ts";
import { original } from "../support/original.ts";

const reference = await recordingOf("0.14.0");
const minute = 60_000;

/** What failed, in lines that can be read in the output of a test. */
function failureLines(verdict: Verdict): readonly string[] {
  return failuresOf(verdict).flatMap(({ name, mismatches }) =>
    mismatches.map(({ at, expected, got }) => `${name}: ${at}: expected ${expected}, got ${got}`),
  );
}

describe("the shipped scenarios", () => {
  it("are at least 400 steps over at least 12 configurations", () => {
    const profiles = new Set(
      library.areas.flatMap(({ scenarios }) => scenarios.map(({ profile }) => profile)),
    );
    expect(stepNames(library.areas).length).toBeGreaterThanOrEqual(400);
    expect(profiles.size).toBeGreaterThanOrEqual(12);
  });

  it("have a recorded answer of the original 0.14.0 for every step", () => {
    const { version, answers } = reference.recording;
    expect(version).toBe("0.14.0");
    expect(stepNames(library.areas).filter((name) => !answers.has(name))).toEqual([]);
  });

  it.each(["0.13.2", "0.12.6.2"])("are recorded of the older %s as well", async (version) => {
    const { recording } = await recordingOf(version);
    expect(recording.version).toBe(version);
    expect(recording.answers.size).toBeGreaterThan(1000);
  });

  it("are stored without any program of the original", () => {
    const held = [...reference.recording.answers].filter(([, { body }]) =>
      /<script|function\s*\(/.test(body ?? ""),
    );
    expect(held.map(([name]) => name)).toEqual([]);
  });
});

describe("our server", () => {
  it(
    "answers as the original did, but for the listed differences, and the documentation says so",
    async () => {
      const verdict = await judged(startedServers(ourServer, library.profiles), reference, differences);
      expect(failureLines(verdict)).toEqual([]);
      expect(verdict.faults).toEqual([]);
      expect(total(verdict).counts["not run"]).toBe(0);
      const page = readFileSync(new URL("../../docs/compatibility.md", import.meta.url), "utf8");
      expect(page).toBe(withTables(page, verdict, differences));
    },
    5 * minute,
  );
});

const title = original.available
  ? "the original"
  : "the original (skipped: it is not installed, see ISSO_ORIGINAL; its recorded answers stand for it)";

describe.skipIf(!original.available)(title, () => {
  const start = (): ReturnType<typeof startedServers> =>
    startedServers(`'${original.command}' -c {conf} run`, library.profiles);

  it(
    "answers as the scenarios expect and as it was recorded, every step",
    async () => {
      const verdict = await judged(start(), reference, []);
      expect(failureLines(verdict)).toEqual([]);
      expect(total(verdict).counts.passed).toBe(stepNames(library.areas).length);
    },
    5 * minute,
  );

  it(
    "can be compared with another server answer by answer",
    async () => {
      const live = { kind: "servers", servers: start() } as const;
      const ours = startedServers(ourServer, library.profiles);
      const areas = ["posting", "voting"];
      try {
        expect(failureLines(await judged(ours, live, differences, areas))).toEqual([]);
      } finally {
        await live.servers.stop();
      }
    },
    minute,
  );
});

function alterJson(answer: PassingAnswer, alter: (json: Record<string, unknown>) => void): void {
  if (!answer.body.startsWith("{")) return;
  const json = JSON.parse(answer.body) as Record<string, unknown>;
  alter(json);
  answer.body = JSON.stringify(json);
}

describe("a broken server is caught and pointed at:", () => {
  it.each<readonly [string, (answer: PassingAnswer) => void, string, string]>([
    [
      "a wrong status",
      (answer) => {
        if (answer.status === 201) answer.status = 200;
      },
      "posting/first-comment/post",
      "status",
    ],
    [
      "a missing header",
      (answer) => {
        delete answer.headers["access-control-expose-headers"];
      },
      "posting/first-comment/view",
      "header.access-control-expose-headers",
    ],
    [
      "a field that leaks",
      (answer) =>
        alterJson(answer, (json) => {
          if ("hash" in json) json["remote_addr"] = "192.0.2.1";
        }),
      "posting/first-comment/post",
      "json.remote_addr",
    ],
    [
      "votes counted twice",
      (answer) => {
        if (answer.path.endsWith("/like")) {
          alterJson(answer, (json) => {
            json["likes"] = Number(json["likes"]) * 2;
          });
        }
      },
      "voting/once/like",
      "json.likes",
    ],
  ])(
    "%s",
    async (_, alter, step, place) => {
      const verdict = await judged(alteredServers(alter), reference, differences, ["posting", "voting"]);
      const failure = failuresOf(verdict).find(({ name }) => name === step);
      expect(failure?.mismatches.map(({ at }) => at)).toContain(place);
      expect(failure?.request?.path).toBeDefined();
    },
    minute,
  );

  it(
    "a listed difference that no longer occurs",
    async () => {
      const restored = alteredServers((answer) => {
        answer.body = answer.body.replace(',"website-field":true', "");
      });
      const verdict = await judged(restored, reference, differences, ["posting"]);
      expect(verdict.faults).toEqual(["the listed difference 'website-field' does not occur in '*'"]);
    },
    minute,
  );
});
