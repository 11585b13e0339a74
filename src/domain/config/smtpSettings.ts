import type { Result } from "../result.ts";
import { err, ok } from "../result.ts";
import type { SettingsSource } from "./sectionReader.ts";
import { sectionReader } from "./sectionReader.ts";
import type { Settings } from "./settings.ts";
import { expected } from "./values.ts";

/** The longest delay a timer can wait, in seconds. */
const LONGEST_TIMEOUT = 2_147_483;

const DEFAULT_NAME = "Ich schrei sonst!";

/** Reads `[smtp]`. The sender gets the original's name where it has none. Behaviour section 1.4. */
export function readSmtp(source: SettingsSource): Settings["smtp"] {
  const reader = sectionReader(source, "smtp");
  return {
    username: reader.text("username"),
    password: reader.text("password"),
    host: reader.text("host"),
    port: reader.integer("port", { from: 1, to: 65_535 }),
    security: reader.parsed("security", parseSecurity, "none"),
    to: reader.text("to"),
    from: withDisplayName(reader.text("from")),
    timeout: reader.integer("timeout", { from: 1, to: LONGEST_TIMEOUT }),
  };
}

function parseSecurity(text: string): Result<Settings["smtp"]["security"], string> {
  return text === "none" || text === "starttls" || text === "ssl"
    ? ok(text)
    : err(expected("none, starttls or ssl", text));
}

function withDisplayName(sender: string): string {
  return hasDisplayName(sender) ? sender : `${DEFAULT_NAME} <${/<([^<>]*)>$/.exec(sender)?.[1] ?? sender}>`;
}

/** A name stands before the angle bracket or, in the old writing of RFC 5322 appendix A.6.3, in a comment behind. */
function hasDisplayName(sender: string): boolean {
  const phrase = /^((?:"[^"]*"|[^"<@,:;])*)</.exec(sender)?.[1] ?? "";
  const comment = /^[^(<]*[^\s(<][^(<]*\(([^)]*)/.exec(sender)?.[1] ?? "";
  return `${phrase}${comment}`.replaceAll('"', "").trim() !== "";
}
