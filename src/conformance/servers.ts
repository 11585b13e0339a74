import { ask, hostHeader } from "./http.ts";
import { parseJson, valueAt } from "./json.ts";
import type { Target } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import { type StartedServer, startServer } from "./serverProcess.ts";
import { type CommentedSite, openSite } from "./site.ts";
import { findSessionKey } from "./tokens.ts";

/** Where the servers to ask come from. */
export interface Servers {
  /** How a report calls them. */
  readonly name: string;
  /** The server for a scenario: that of its profile, or a new one if it needs it fresh. */
  serverFor(scenario: Scenario): Promise<Target>;
  /** Why a scenario cannot have a server here; undefined if it can. */
  refuses(scenario: Scenario): string | undefined;
  stop(): Promise<void>;
}

/** Servers that a command starts, one at a time: scenarios of one profile in a row share one. */
export function startedServers(command: string, profiles: ReadonlyMap<string, string>): Servers {
  let running:
    | { readonly profile: string; readonly server: StartedServer; readonly target: Target }
    | undefined;
  let site: CommentedSite | undefined;
  const stopRunning = async (): Promise<void> => {
    await running?.server.stop();
    running = undefined;
  };
  return {
    name: command,
    refuses: () => undefined,
    async serverFor({ profile, fresh }) {
      if (running?.profile === profile && !fresh) return running.target;
      await stopRunning();
      site ??= await openSite();
      const server = await startServer(command, profiles.get(profile) ?? "", site.origin);
      const target: Target = {
        base: server.url,
        sessionKey: await findSessionKey(server.database),
        site: site.origin,
        addPages: site.add,
      };
      running = { profile: fresh ? "" : profile, server, target };
      return target;
    },
    async stop() {
      await stopRunning();
      await site?.close();
    },
  };
}

/** One server that runs already, with the configuration of one profile. */
export function givenServer(url: string, sessionKey: string | undefined): Servers {
  const base = url.replace(/\/+$/, "");
  let target: Target | undefined;
  return {
    name: base,
    refuses: ({ fresh }) => (fresh ? "needs a server with an empty database" : undefined),
    async serverFor() {
      target ??= { base, sessionKey, site: await siteOf(base), addPages: undefined };
      return target;
    },
    stop: () => Promise.resolve(),
  };
}

async function siteOf(base: string): Promise<string> {
  const origin = await infoOf(base, "origin");
  if (origin === undefined) throw new Error(`${base}/info does not say for which site it serves comments`);
  return origin;
}

/** What a server says of itself in `/info`; undefined if it does not say it. Rejects when it does not answer. */
export async function infoOf(base: string, member: string): Promise<string | undefined> {
  const answer = await ask({
    method: "GET",
    base,
    path: "/info",
    headers: hostHeader(base),
    body: undefined,
  });
  try {
    const value = valueAt(parseJson(answer.body), member);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
