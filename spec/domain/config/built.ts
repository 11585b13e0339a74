import { readFileSync } from "node:fs";
import type { BuiltSettings } from "../../../src/domain/config/buildSettings.ts";
import { buildSettings } from "../../../src/domain/config/buildSettings.ts";
import type { Environment } from "../../../src/domain/config/expand.ts";
import type { IniFile } from "../../../src/domain/config/ini.ts";
import { parseIni } from "../../../src/domain/config/ini.ts";
import type { ConfigError } from "../../../src/domain/config/sectionReader.ts";
import type { Settings } from "../../../src/domain/config/settings.ts";
import type { Result } from "../../../src/domain/result.ts";

function read(text: string): IniFile {
  const file = parseIni(text);
  if (!file.ok) {
    throw new Error(file.error);
  }
  return file.value;
}

const shipped: IniFile = read(readFileSync(new URL("../../../isso.conf", import.meta.url), "utf8"));

/** The smallest file that starts a server. */
export const minimal: string = "[general]\nhost = https://example.com/\n";

/** The shipped defaults with a user's file over them, in an environment without variables, at the home of kim. */
export function build(
  user: string,
  environment: Environment = {},
  home = "/home/kim",
): Result<BuiltSettings, ConfigError> {
  return buildSettings(shipped, read(user), environment, home);
}

/** The settings of a minimal file with these lines behind; fails loudly when they are refused. */
export function settingsWith(lines: string, environment: Environment = {}): Settings {
  const built = build(minimal + lines, environment);
  if (!built.ok) {
    throw new Error(built.error.message);
  }
  return built.value.settings;
}

/** The warnings of a minimal file with these lines behind. */
export function warningsWith(lines: string): readonly string[] {
  const built = build(minimal + lines);
  if (!built.ok) {
    throw new Error(built.error.message);
  }
  return built.value.warnings;
}

/** The one sentence that refuses a minimal file with these lines behind; empty when it is accepted. */
export function refusalWith(lines: string): string {
  const built = build(minimal + lines);
  return built.ok ? "" : built.error.message;
}
