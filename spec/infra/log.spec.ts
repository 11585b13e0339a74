import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LogFile, openLog } from "../../src/infra/log.ts";

let folder: string;
let file: string;
let log: LogFile;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isso-ledger-log-"));
  file = join(folder, "isso.log");
  log = openLog(file);
});

afterEach(async () => {
  log.close();
  await rm(folder, { recursive: true });
});

async function lines(): Promise<string[]> {
  return (await readFile(file, "utf8")).split("\n").slice(0, -1);
}

describe("a log file", () => {
  it("has a line for each message, with time and level in front", async () => {
    log.info("hello");
    log.warn("careful");
    log.error("broken");
    const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}:/;
    expect((await lines()).every((line) => time.test(line))).toBe(true);
    expect((await lines()).map((line) => line.replace(time, ""))).toEqual([
      "INFO: hello",
      "WARNING: careful",
      "ERROR: broken",
    ]);
  });

  it("gives no title the power to write lines of its own, or to steer a terminal", async () => {
    log.info("new thread 1: a\r\n2026-01-01 00:00:00,000:INFO: forged\u001b[2J\u2028\0");
    expect(await lines()).toHaveLength(1);
    expect((await lines())[0]).toMatch(/: a\\u000d\\u000a2026.*forged\\u001b\[2J\\u2028\\u0000$/);
  });

  it("keeps the lines of an error's trace", async () => {
    log.error("GET view\nRangeError: off by one\u001b");
    expect((await lines()).slice(1)).toEqual(["RangeError: off by one\\u001b"]);
  });

  it("takes nothing more after it was closed", async () => {
    log.info("in time");
    log.close();
    log.info("too late");
    expect((await lines()).map((line) => line.split(": ")[1])).toEqual(["in time"]);
  });

  it("that cannot be opened is refused by the name of the option", () => {
    expect(() => openLog(folder)).toThrow(/^\[general\] log-file: EISDIR/);
  });

  it("goes on in a new file after a rotation", async () => {
    log.info("before");
    await rename(file, `${file}.1`);
    log.reopen();
    log.info("after");
    expect((await lines()).map((line) => line.split(": ")[1])).toEqual(["after"]);
  });
});
