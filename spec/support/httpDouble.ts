import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import type { Answers, Command } from "../../src/domain/comment/commands.ts";
import type { Rejection } from "../../src/domain/comment/rejections.ts";
import { buildSettings } from "../../src/domain/config/buildSettings.ts";
import { parseIni } from "../../src/domain/config/ini.ts";
import type { Settings } from "../../src/domain/config/settings.ts";
import type { Occasion, ReadModel } from "../../src/domain/ports.ts";
import { err, ok, type Result } from "../../src/domain/result.ts";
import { signingKey } from "../../src/domain/token/signingKey.ts";
import { type SafeHtml, unixSeconds } from "../../src/domain/values.ts";
import { createApp } from "../../src/http/app.ts";
import type { HttpDeps } from "../../src/http/deps.ts";
import { zlibCodec } from "../../src/infra/zlibCodec.ts";

/**
 * Stand-ins for the ports of the HTTP interface, for rules that need no stored comment (routing, CORS, errors,
 * cookies). Nothing is remembered: reads find nothing, commands are refused unless a spec says what they answer.
 * Behaviour with real comments is in the API specs, on real storage.
 */

/** What a spec may set, and what it may look at afterwards. */
export interface HttpDouble {
  readonly deps: HttpDeps;
  readonly logged: string[];
  readonly occasions: Occasion[];
  readonly commands: Command[];
}

/** Parts of the double that a spec replaces. */
export interface HttpDoubleParts {
  /** Text of a configuration file, over the shipped one and one site `https://example.com`. */
  readonly conf?: string;
  readonly reads?: Partial<ReadModel>;
  readonly title?: { readonly title: string; readonly uri: string };
  run?(command: Command): Result<Answers[Command["type"]], Rejection>;
}

/** The settings that a configuration file gives. */
function settingsOf(conf: string): Settings {
  const shipped = parseIni(readFileSync(new URL("../../isso.conf", import.meta.url), "utf8"));
  const user = parseIni(conf);
  if (!shipped.ok || !user.ok) throw new Error("the configuration cannot be read");
  const built = buildSettings(shipped.value, user.value, {}, "/home/nobody");
  if (!built.ok) throw new Error(JSON.stringify(built.error));
  return built.value.settings;
}

/** Makes the stand-ins. The clock stands still at 1700000000. */
export function httpDouble(parts: HttpDoubleParts = {}): HttpDouble {
  const logged: string[] = [];
  const occasions: Occasion[] = [];
  const commands: Command[] = [];
  const run = async (command: Command): Promise<Result<never, Rejection>> => {
    commands.push(command);
    return (parts.run?.(command) ?? err({ kind: "comment-unknown" })) as Result<never, Rejection>;
  };
  const deps: HttpDeps = {
    settings: settingsOf(parts.conf ?? "[general]\nhost = https://example.com\n"),
    commands: { run },
    reads: {
      threadAnswer: () => Buffer.from('{"replies": []}'),
      counts: (uris) => uris.map(() => 0),
      thread: async () => null,
      comment: async () => null,
      latest: async () => [],
      feed: async () => [],
      ...parts.reads,
    },
    renderer: {
      fingerprint: "",
      render: async (text) => `<p>${text}</p>` as SafeHtml,
      preview: async (text) => `<p>${text}</p>` as SafeHtml,
      close: async () => {},
    },
    hasher: { fingerprint: "", hash: async (key) => `hash of ${key}` },
    titles: { lookup: async () => (parts.title === undefined ? err("unreachable") : ok(parts.title)) },
    notifier: { notify: (occasion) => occasions.push(occasion) },
    clock: { now: () => unixSeconds(1_700_000_000) },
    log: { info: () => {}, warn: () => {}, error: (message) => logged.push(message) },
    signingKey: signingKey("0123456789abcdef0123456789abcdef0123456789abcdef"),
    codec: zlibCodec,
    version: "0.0.0",
  };
  return { deps, logged, occasions, commands };
}

/** A server on a free port. */
export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens with the real application over the stand-ins. */
export async function serve({ deps }: Pick<HttpDouble, "deps">): Promise<RunningServer> {
  const server = createApp(deps).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
