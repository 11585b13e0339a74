#!/usr/bin/env node
import { parseArgs } from "node:util";
import type { LoadedSettings } from "./infra/settingsFile.ts";
import { loadSettings } from "./infra/settingsFile.ts";
import { packageVersion, shippedSettings } from "./package.ts";
import { unbuiltWarnings } from "./unbuilt.ts";

/** What a run of the command ends with. 0 good, 1 cannot start, 2 bad use or failed verification, 3 unreadable. */
type ExitCode = 0 | 1 | 2 | 3;

const usage = `usage: isso [-h] [--version] [-c FILE] [COMMAND]

a blog comment hosting service

options:
  -h, --help        show this help and exit
  --version         show the version and exit
  -c, --conf FILE   configuration (default: /etc/isso.cfg); the environment
                    variable ISSO_SETTINGS wins over it

commands:
  run               serve comments (the default)
  rebuild           write all read tables anew from the log
  log verify        recompute the whole log; exit code 2 names the first
                    event that does not agree
  conformance       compare a server with the original Isso, answer by answer;
                    'conformance --help' tells how
`;

const commands: ReadonlyMap<string, (loaded: LoadedSettings) => Promise<ExitCode>> = new Map([
  ["run", run],
  ["rebuild", rebuild],
  ["log verify", verify],
]);

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<ExitCode> {
  if (args[0] === "conformance") {
    const { conformance } = await import("./conformance/command.ts");
    return conformance(args.slice(1));
  }
  const asked = readArguments(args);
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\nTry 'isso --help'.\n`);
    return 2;
  }
  if (asked.help) return print(usage);
  if (asked.version) return print(`isso-ledger ${packageVersion} (compatible with Isso 0.14.0)\n`);
  const loaded = await loadSettings(shippedSettings, process.env["ISSO_SETTINGS"] || asked.conf, process.env);
  if (!loaded.ok) return fail(loaded.error);
  try {
    return await asked.command(loaded.value);
  } catch (error) {
    return fail(await explain(error));
  }
}

interface Asked {
  readonly help: boolean;
  readonly version: boolean;
  readonly conf: string;
  readonly command: (loaded: LoadedSettings) => Promise<ExitCode>;
}

function readArguments(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h", default: false },
        version: { type: "boolean", default: false },
        conf: { type: "string", short: "c", default: "/etc/isso.cfg" },
      },
    });
    const name = positionals.join(" ") || "run";
    const command = commands.get(name);
    if (command === undefined) {
      return `isso: unknown command '${name}'; there are ${[...commands.keys()].join(", ")}`;
    }
    return { ...values, command };
  } catch (error) {
    return `isso: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function run({ settings, formerSessionKey, warnings, path }: LoadedSettings): Promise<ExitCode> {
  const { openLog } = await import("./infra/log.ts");
  const { serve } = await import("./main.ts");
  const log = openLog(settings.general.logFile);
  log.info(`Using configuration file '${path}'`);
  for (const warning of [...warnings, ...unbuiltWarnings(settings)]) log.warn(warning);
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    // A terminal's Ctrl-C comes twice under npm: only the first one counts.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve(signal));
  });
  process.on("SIGHUP", () => log.reopen());
  const server = await serve(settings, formerSessionKey, log);
  log.info(`isso-ledger ${packageVersion} listens on ${server.address}`);
  const signal = await stopped;
  log.info(`${signal}: finishing what was accepted`);
  await server.stop();
  log.info("stopped");
  log.close();
  return 0;
}

async function rebuild({ settings, formerSessionKey }: LoadedSettings): Promise<ExitCode> {
  const { openLog } = await import("./infra/log.ts");
  const { machineClock, openSite } = await import("./site.ts");
  const log = openLog("");
  const site = await openSite({ settings, formerSessionKey, log, clock: machineClock });
  try {
    const { events, threads, comments } = await site.rebuild();
    return print(`Rebuilt ${threads} threads and ${comments} comments from ${events} events\n`);
  } finally {
    await site.close();
  }
}

async function verify({ settings }: LoadedSettings): Promise<ExitCode> {
  const { verifyFile } = await import("./infra/sqlite/verifyFile.ts");
  const verified = await verifyFile(settings.general.dbpath);
  switch (verified.kind) {
    case "unreadable":
      fail(verified.message);
      return 3;
    case "flawed":
      process.stderr.write(`event ${verified.seq}: ${verified.flaw}\n`);
      return 2;
    case "sound":
      return print(`${verified.events} events verified; origin ${verified.origin}; root ${verified.root}\n`);
  }
}

/** A driver without its binary says so in many lines; what helps is one command. */
async function explain(error: unknown): Promise<string> {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("Could not locate the bindings file")) {
    return "the SQLite driver has no binary; run 'npm rebuild sqlite3 --allow-scripts=sqlite3'";
  }
  return message.split("\n")[0] ?? message;
}

function print(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function fail(message: string): 1 {
  process.stderr.write(`ERROR: ${message}\n`);
  return 1;
}
