import { chmod, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import type { ListenAddress, Settings } from "./domain/config/settings.ts";
import type { Log } from "./domain/ports.ts";
import { firstReachable } from "./infra/titles/reachable.ts";
import { machineClock, openSite, type Site } from "./site.ts";

/** A server that accepts requests until it is stopped. */
export interface RunningServer {
  /** Where it can be reached, for the operator. */
  readonly address: string;
  /** Accepts nothing new, finishes what was accepted, closes the database. */
  stop(): Promise<void>;
}

/** Milliseconds that requests under way get when the server stops. */
const stopPatience = 10_000;
/** Milliseconds between two looks for connections that became idle meanwhile. */
const sweepEvery = 50;
/** Longest time between two rounds of upkeep, in seconds. */
const upkeepEvery = 3_600;

/** Opens the site of these settings and serves it. */
export async function serve(
  settings: Settings,
  formerSessionKey: string | undefined,
  log: Log,
): Promise<RunningServer> {
  const site = await openSite({ settings, formerSessionKey, log, clock: machineClock });
  log.info(`Using database at '${settings.general.dbpath}'`);
  const server = createServer(site.app.callback());
  try {
    await listen(server, settings.server.listen);
  } catch (error) {
    await site.close();
    throw error;
  }
  const work = startBackgroundWork(site, settings, log);
  return {
    address: addressOf(server, settings.server.listen),
    stop: async () => {
      clearInterval(work);
      await closeServer(server);
      await site.close();
    },
  };
}

async function listen(server: Server, address: ListenAddress): Promise<void> {
  if (address.kind === "unix") await removeStaleSocket(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new Error(`[server] listen: ${error.message}`)));
    if (address.kind === "unix") server.listen(address.path, resolve);
    // The original listens on IPv4 there; a proxy set up for it must find ours.
    else server.listen(address.port, address.host === "localhost" ? "127.0.0.1" : address.host, resolve);
  });
  if (address.kind === "unix") await chmod(address.path, 0o666);
}

/** Removes what a killed server left behind; where one still listens, its socket stays and listening fails. */
async function removeStaleSocket(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isSocket() && !(await answers(path))) await rm(path);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}

function addressOf(server: Server, address: ListenAddress): string {
  if (address.kind === "unix") return `unix://${address.path}`;
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : address.port;
  return `http://${address.host.includes(":") ? `[${address.host}]` : address.host}:${port}`;
}

function startBackgroundWork(site: Site, settings: Settings, log: Log): NodeJS.Timeout {
  const upkeep = (): void => {
    site.upkeep().catch((error: unknown) => log.error(`upkeep failed: ${messageOf(error)}`));
  };
  upkeep();
  site
    .completeRenditions()
    .catch((error: unknown) => log.error(`rendering stored comments failed: ${messageOf(error)}`));
  void tellReachable(settings, log);
  const seconds = Math.min(upkeepEvery, settings.moderation.purgeAfter);
  return setInterval(upkeep, seconds * 1000).unref();
}

async function tellReachable(settings: Settings, log: Log): Promise<void> {
  const site = await firstReachable(settings.general.hosts);
  if (site !== undefined) log.info(`connected to ${site}`);
  else {
    log.warn(
      "unable to connect to your website, Isso will probably not work correctly. " +
        "Please make sure, Isso can reach your website via HTTP(S).",
    );
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that has just got its answer would otherwise be kept open for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), sweepEvery);
  const impatient = setTimeout(() => server.closeAllConnections(), stopPatience);
  await closed;
  clearInterval(sweep);
  clearTimeout(impatient);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
