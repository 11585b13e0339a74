import type Koa from "koa";
import { publicConfig } from "./domain/config/publicConfig.ts";
import type { Settings } from "./domain/config/settings.ts";
import type { Clock, Log } from "./domain/ports.ts";
import { signingKey } from "./domain/token/signingKey.ts";
import { commentId, unixSeconds } from "./domain/values.ts";
import { siteOrigins } from "./domain/web/origin.ts";
import { createApp } from "./http/app.ts";
import { issoVersion } from "./http/version.ts";
import { createAuthorHasher } from "./infra/hashing.ts";
import { createRenderer } from "./infra/markup/renderer.ts";
import { createStdoutNotifier, silentNotifier } from "./infra/notify/stdout.ts";
import { openStore, type Store } from "./infra/sqlite/store.ts";
import { createTitleSource } from "./infra/titles/titleSource.ts";
import { zlibCodec } from "./infra/zlibCodec.ts";
import { packageVersion } from "./package.ts";
import { rulesInForce } from "./rules.ts";

/** One site: its database open, its interface ready to be served. */
export interface Site {
  readonly app: ReturnType<typeof createApp>;
  /** Ends what the moderation queue and the retention periods say is over. */
  upkeep(): Promise<void>;
  /** Makes what a change of the markup or hash settings left stale; ends early when the site closes. */
  completeRenditions(): Promise<void>;
  rebuild: Store["rebuild"];
  /** Finishes what was accepted and closes the database. */
  close(): Promise<void>;
}

/** The machine's clock. */
export const machineClock: Clock = { now: () => unixSeconds(Date.now() / 1000) };

export interface SiteOptions {
  readonly settings: Settings;
  readonly formerSessionKey: string | undefined;
  readonly log: Log;
  readonly clock: Clock;
}

/** Wires one site together. */
export async function openSite({ settings, formerSessionKey, log, clock }: SiteOptions): Promise<Site> {
  const renderer = createRenderer(settings.markup, { log: (message) => log.warn(message) });
  const hasher = createAuthorHasher(settings.hash);
  const store = await openStore({
    path: settings.general.dbpath,
    clock,
    renderer,
    hasher,
    config: publicConfig(settings),
    gravatarUrl: settings.general.gravatar ? settings.general.gravatarUrl : undefined,
    site: siteName(settings),
    configuredSessionKey: formerSessionKey,
    rules: rulesInForce(settings),
    report: (message) => log.info(message),
  }).catch(async (error: unknown) => {
    await renderer.close();
    throw error;
  });
  const app: Koa = createApp({
    settings,
    commands: store.commands,
    reads: store.reads,
    renderer,
    hasher,
    titles: createTitleSource({
      userAgent: `Isso/${issoVersion} (isso-ledger ${packageVersion})`,
      log: (message) => log.warn(message),
    }),
    notifier: settings.general.notify.includes("stdout") ? createStdoutNotifier(log) : silentNotifier,
    clock,
    log,
    signingKey: signingKey(store.sessionKey),
    codec: zlibCodec,
    version: packageVersion,
  });
  return {
    app,
    upkeep: () => upkeep(store, settings, clock),
    completeRenditions: () => store.completeRenditions(),
    rebuild: () => store.rebuild(),
    close: async () => {
      await store.close();
      await renderer.close();
    },
  };
}

/** A new log is named after the first site; the name only has to mean something to people. */
function siteName(settings: Settings): string {
  const { fallback } = siteOrigins(settings.general.hosts);
  return URL.canParse(fallback) ? new URL(fallback).hostname : "site";
}

async function upkeep(store: Store, settings: Settings, clock: Clock): Promise<void> {
  if (settings.moderation.enabled) await purgeQueue(store, settings.moderation.purgeAfter, clock);
  for (;;) {
    const outcome = await store.commands.run({ type: "ApplyRetention", now: clock.now() });
    if (!outcome.ok || outcome.value.erased === 0) break;
  }
  await store.tidy();
}

async function purgeQueue(store: Store, olderThan: number, clock: Clock): Promise<void> {
  for (const id of await store.waitingSince(clock.now() - olderThan)) {
    await store.commands.run({
      type: "DeleteComment",
      now: clock.now(),
      comment: commentId(id),
      authority: { kind: "queue-rule", olderThan },
    });
  }
}
