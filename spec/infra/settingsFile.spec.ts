import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSettings } from "../../src/infra/settingsFile.ts";

const shipped = new URL("../../isso.conf", import.meta.url);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "isso-settings-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(folder, "isso.cfg");
  await writeFile(path, content);
  return path;
}

async function refusal(path: string): Promise<string> {
  const loaded = await loadSettings(shipped, path, {});
  return loaded.ok ? "" : loaded.error;
}

describe("loadSettings", () => {
  test("lays the user's file over the shipped one, in the environment it is handed", async () => {
    const path = await fileWith("[general]\nhost = https://$SITE/\ndbpath = ~/ü.db\nfoo = 1\n");
    const loaded = await loadSettings(shipped, path, { SITE: "example.com", HOME: "/home/kim" });
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        path,
        warnings: ["no such option: [general] foo"],
        settings: {
          general: { hosts: ["https://example.com/"], dbpath: "/home/kim/ü.db", maxAge: 900 },
        },
      },
    });
  });

  test("answers with the absolute path of a relative one, and takes the shipped file as a path too", async () => {
    const path = await fileWith("[general]\nhost = https://example.com/\n");
    const loaded = await loadSettings("isso.conf", relative(process.cwd(), path), {});
    expect(loaded).toMatchObject({ ok: true, value: { path } });
  });

  test("tells of an empty path and of a missing file in the original's words", async () => {
    expect(await refusal("")).toBe("No configuration file specified! Exiting.");
    const missing = join(folder, "none.cfg");
    expect(await refusal(missing)).toBe(`Specified config '${missing}' does not exist! Exiting.`);
  });

  test("refuses a directory", async () => {
    expect(await refusal(folder)).toBe(`Specified config '${folder}' is a directory, not a file`);
  });

  test("refuses what cannot be read for another reason, which it names", async () => {
    const path = join(folder, "x".repeat(300));
    expect(await refusal(path)).toBe(`Specified config '${path}' cannot be read: ENAMETOOLONG`);
  });

  test("refuses a file that is not UTF-8", async () => {
    const path = await fileWith(Uint8Array.of(0x5b, 0x61, 0x5d, 0x0a, 0xe4));
    expect(await refusal(path)).toBe(`The configuration is not UTF-8 text (in '${path}')`);
  });

  test("refuses a byte order mark as the original does", async () => {
    const path = await fileWith("\ufeff[general]\nhost = https://example.com/\n");
    expect(await refusal(path)).toMatch(/^line 1: the file begins with a byte order mark, /);
  });

  test("names file, section and option of a value that cannot be used, in one line", async () => {
    const path = await fileWith(
      "[general]\nhost = https://example.com/\n[guard]\nratelimit =\n  two\n  three\n",
    );
    expect(await refusal(path)).toBe(
      `[guard] ratelimit: expected a whole number or a duration such as 1m30s, got "\\ntwo\\nthree" (in '${path}')`,
    );
  });

  test("names file and line of what is no configuration", async () => {
    const path = await fileWith("[a]\nx = 1\nx = 2\n");
    expect(await refusal(path)).toBe(
      `line 3: option x of section [a] is there for the second time (in '${path}')`,
    );
  });

  test("names the shipped file when that is what cannot be read", async () => {
    const path = await fileWith("[general]\n");
    const missing = join(folder, "none.conf");
    expect(await loadSettings(missing, path, {})).toEqual({
      ok: false,
      error: `Specified config '${missing}' does not exist! Exiting.`,
    });
  });
});
