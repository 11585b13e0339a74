import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSessionKey, sha1, signToken } from "../../src/conformance/tokens.ts";

const key = "0123456789abcdef0123456789abcdef0123456789abcdef";
const time = 1_700_000_000;

test.each([
  [1, time, "MQ.ZVPxAA.XpQ3t0cCY6kNv5nF58lqSzFnyGA"],
  [
    [1, sha1("Hello, World!")],
    time,
    "WzEsIjBhMGE5ZjJhNjc3Mjk0MjU1N2FiNTM1NWQ3NmFmNDQyZjhmNjVlMDEiXQ.ZVPxAA.NJRiaIuRnrzxjiWnrpF8Jwfr72s",
  ],
  [1, 0, "MQ..7Z4yBzHQqsFGesHVs6NIJqmZOh4"],
  [1, 256, "MQ.AQA.owIpD2T6faqfMIDXZ08hhKAX0QI"],
])("signs %j as of %i as the original does", (value, at, token) => {
  expect(signToken(value, key, at)).toBe(token);
});

test("finds the session key in a database or in its write-ahead log, and says when there is none", async () => {
  const dir = await mkdtemp(join(tmpdir(), "tokens-"));
  const file = join(dir, "comments.db");
  try {
    expect(await findSessionKey(file)).toBeUndefined();
    await writeFile(`${file}-wal`, `\u0000\u0003session-key${key}\u0000`);
    expect(await findSessionKey(file)).toBe(key);
  } finally {
    await rm(dir, { recursive: true });
  }
});
