import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuiltSettings } from "../domain/config/buildSettings.ts";
import { buildSettings } from "../domain/config/buildSettings.ts";
import type { Environment } from "../domain/config/expand.ts";
import type { IniFile } from "../domain/config/ini.ts";
import { parseIni } from "../domain/config/ini.ts";
import type { Result } from "../domain/result.ts";
import { err, ok } from "../domain/result.ts";

/** Settings as built, with the absolute path of the user's file for the start-up log. */
export interface LoadedSettings extends BuiltSettings {
  readonly path: string;
}

/**
 * The settings of one site: the shipped `isso.conf` and the user's file over it (behaviour sections 1.1 to 1.5).
 * The error is one line for the log and names the file; a missing file or an empty path are told in the original's
 * words. `~` in `dbpath` is `HOME` of the environment, else the home directory of the account.
 */
export async function loadSettings(
  shipped: string | URL,
  userPath: string,
  environment: Environment,
): Promise<Result<LoadedSettings, string>> {
  if (userPath === "") {
    return err("No configuration file specified! Exiting.");
  }
  const path = resolve(userPath);
  const user = await readIni(path);
  if (!user.ok) {
    return user;
  }
  const defaults = await readIni(typeof shipped === "string" ? resolve(shipped) : fileURLToPath(shipped));
  if (!defaults.ok) {
    return defaults;
  }
  const home = environment["HOME"] ?? homedir();
  const built = buildSettings(defaults.value, user.value, environment, home);
  return built.ok ? ok({ ...built.value, path }) : err(located(built.error.message, path));
}

async function readIni(path: string): Promise<Result<IniFile, string>> {
  const text = await readText(path);
  if (!text.ok) {
    return text;
  }
  const file = parseIni(text.value);
  return file.ok ? file : err(located(file.error, path));
}

async function readText(path: string): Promise<Result<string, string>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return err(unreadable(path, error));
  }
  try {
    // The reader of the format refuses a byte order mark, so it must not be dropped here.
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return err(located("The configuration is not UTF-8 text", path));
  }
}

function unreadable(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return `Specified config '${path}' does not exist! Exiting.`;
    case "EISDIR":
      return `Specified config '${path}' is a directory, not a file`;
    default:
      return `Specified config '${path}' cannot be read: ${code}`;
  }
}

/** The sentence stays first, so that those known from the original are found where log watchers look for them. */
function located(sentence: string, path: string): string {
  return `${sentence} (in '${path}')`;
}
