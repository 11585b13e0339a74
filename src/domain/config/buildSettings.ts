import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import { type Environment, expandVariables } from "./expand.ts";
import { parseHashSpec } from "./hashSpec.ts";
import type { IniFile } from "./ini.ts";
import { readMarkup } from "./markupSettings.ts";
import { mergeIni } from "./mergeIni.ts";
import type { ConfigError, SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import { readServer } from "./serverSettings.ts";
import type { Settings } from "./settings.ts";
import { readAdmin, readGeneral, readGuard, readHosts, readModeration, readRss } from "./siteSettings.ts";
import { readSmtp } from "./smtpSettings.ts";
import { unknownOptionWarnings } from "./unknownOptions.ts";

/** Frozen settings with what is to be logged about them, in the original's words and order. */
export interface BuiltSettings {
  readonly settings: Settings;
  readonly warnings: readonly string[];
  /**
   * `[general] session-key` of the original's first versions: only an adoption of a database from those days asks
   * for it (behaviour section 8.3).
   */
  readonly formerSessionKey: string | undefined;
}

/**
 * The settings of one site. `defaults` is the shipped file, which also says which options there are; `home` replaces
 * `~` in `dbpath`. Whatever the original would stumble over when a request comes is refused here.
 * Behaviour sections 1.2 to 1.5.
 */
export function buildSettings(
  defaults: IniFile,
  user: IniFile,
  environment: Environment,
  home: string,
): Result<BuiltSettings, ConfigError> {
  const file = mergeIni(defaults, user);
  const warnings = [...unknownOptionWarnings(defaults, file)];
  const source: SettingsSource = { file, user, environment, problems: [], warnings };
  const settings = readSettings(source, home);
  const [problem] = source.problems;
  if (problem !== undefined) return err(problem);
  const key = file.sections.get("general")?.get("session-key");
  const formerSessionKey = key ? expandVariables(key, environment) : undefined;
  return ok({ settings: frozen(settings), warnings, formerSessionKey });
}

/** In the original's order of start-up, so that the same one of several problems is reported and warnings line up. */
function readSettings(source: SettingsSource, home: string): Settings {
  const server = readServer(source);
  const markup = readMarkup(source);
  const hash = readHash(source);
  const general = readGeneral(source, home);
  return {
    server,
    markup,
    hash,
    admin: readAdmin(source),
    moderation: readModeration(source),
    smtp: readSmtp(source),
    guard: readGuard(source),
    rss: readRss(source),
    general: { ...general, hosts: readHosts(source) },
  };
}

function readHash(source: SettingsSource): Settings["hash"] {
  const reader = sectionReader(source, "hash");
  return { salt: reader.text("salt"), spec: reader.parsed("algorithm", parseHashSpec, { kind: "none" }) };
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === "object" && part !== null) {
      frozen(part);
    }
  }
  return Object.freeze(value);
}
