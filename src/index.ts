import type { Middleware } from "koa";
import { openLog } from "./infra/log.ts";
import { loadSettings } from "./infra/settingsFile.ts";
import { shippedSettings } from "./package.ts";
import { machineClock, openSite } from "./site.ts";
import { unbuiltWarnings } from "./unbuilt.ts";

/** Comments inside another Koa application. */
export interface Isso {
  /** Answers every request that reaches it; mount it below a path of its own. */
  readonly middleware: Middleware;
  /** Removes what waited too long for a moderator and what its retention period is over for: once an hour. */
  upkeep(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the site of a configuration file for an application that serves it itself: `[server] listen` is
 * not used. Below a path, set `[server] public-endpoint` so that links and cookies are right.
 * Throws an `Error` with one line when the configuration or the database cannot be used.
 */
export async function createIsso(configuration: string): Promise<Isso> {
  const loaded = await loadSettings(shippedSettings, configuration, process.env);
  if (!loaded.ok) throw new Error(loaded.error);
  const { settings, formerSessionKey, warnings } = loaded.value;
  const log = openLog(settings.general.logFile);
  for (const warning of [...warnings, ...unbuiltWarnings(settings)]) log.warn(warning);
  const site = await openSite({ settings, formerSessionKey, log, clock: machineClock });
  const handle = site.app.callback();
  return {
    middleware: async (exchange) => {
      exchange.respond = false;
      await handle(exchange.req, exchange.res);
    },
    upkeep: () => site.upkeep(),
    close: async () => {
      await site.close();
      log.close();
    },
  };
}
