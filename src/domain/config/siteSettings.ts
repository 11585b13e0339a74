import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import type { SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import type { GuardSettings, Settings } from "./settings.ts";
import { expected } from "./values.ts";

/** The words of `[general] notify` and the notifiers they mean. */
const NOTIFIERS: ReadonlyMap<string, string> = new Map([
  ["stdout", "stdout"],
  ["smtp", "smtp"],
  ["SMTP", "smtp"],
]);

/** The sites of `[general] host`; refused when there is none. Behaviour sections 1.1 and 1.4. */
export function readHosts(source: SettingsSource): Settings["general"]["hosts"] {
  const reader = sectionReader(source, "general");
  const [first, ...others] = reader.lines("host");
  if (first === undefined) {
    reader.refuse("host", "No website(s) configured, Isso won't work.");
    return [""];
  }
  return [first, ...others];
}

/** Reads `[general]` but for the sites. Warns of notifiers nobody knows and leaves them out. Behaviour section 1.4. */
export function readGeneral(source: SettingsSource, home: string): Omit<Settings["general"], "hosts"> {
  const reader = sectionReader(source, "general");
  return {
    dbpath: expandHome(reader.parsed("dbpath", fileName, ""), home),
    name: reader.text("name"),
    maxAge: reader.integer("max-age"),
    notify: knownNotifiers(source, reader.list("notify")),
    replyNotifications: reader.boolean("reply-notifications"),
    logFile: reader.text("log-file"),
    gravatar: reader.boolean("gravatar"),
    gravatarUrl: reader.parsed("gravatar-url", parseGravatarUrl, ""),
    latestEnabled: reader.boolean("latest-enabled"),
  };
}

/** Reads `[admin]`. Behaviour section 1.4. */
export function readAdmin(source: SettingsSource): Settings["admin"] {
  const reader = sectionReader(source, "admin");
  return { enabled: reader.boolean("enabled"), password: reader.text("password") };
}

/** Reads `[moderation]`; the purge needs a period of at least a second. Behaviour section 1.4. */
export function readModeration(source: SettingsSource): Settings["moderation"] {
  const reader = sectionReader(source, "moderation");
  return {
    enabled: reader.boolean("enabled"),
    approveKnownEmail: reader.boolean("approve-if-email-previously-approved"),
    purgeAfter: reader.integer("purge-after", { from: 1, to: Number.MAX_SAFE_INTEGER }),
  };
}

/** Reads `[guard]`. Behaviour section 1.4. */
export function readGuard(source: SettingsSource): GuardSettings {
  const reader = sectionReader(source, "guard");
  return {
    enabled: reader.boolean("enabled"),
    ratelimit: reader.integer("ratelimit"),
    directReply: reader.integer("direct-reply"),
    replyToSelf: reader.boolean("reply-to-self"),
    requireAuthor: reader.boolean("require-author"),
    requireEmail: reader.boolean("require-email"),
    websiteField: reader.boolean("website-field"),
  };
}

/** Reads `[rss]`. Behaviour section 1.4. */
export function readRss(source: SettingsSource): Settings["rss"] {
  const reader = sectionReader(source, "rss");
  return { base: reader.text("base"), limit: reader.integer("limit") };
}

/** `~` alone or before a slash; another user's home is unknown here and stays as written. */
function expandHome(path: string, home: string): string {
  return path === "~" || path.startsWith("~/") ? home.replace(/\/+$/, "") + path.slice(1) || "/" : path;
}

function knownNotifiers(source: SettingsSource, words: readonly string[]): readonly string[] {
  const known = new Set<string>();
  for (const word of words) {
    const name = NOTIFIERS.get(word);
    if (name === undefined) {
      source.warnings.push(`unknown notification backend '${word}'`);
    } else {
      known.add(name);
    }
  }
  return [...known];
}

function parseGravatarUrl(text: string): Result<string, string> {
  return /^[^{}]*(?:\{\}[^{}]*)?$/.test(text)
    ? ok(text)
    : err(expected("an address with {} in the place of the MD5, once and without other braces", text));
}

function fileName(text: string): Result<string, string> {
  return text.trim() === "" ? err(expected("a file name", text)) : ok(text);
}
