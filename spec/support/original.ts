import { spawnSync } from "node:child_process";
import { type RunningServer, type StartOptions, startCommand } from "./process.ts";

const version = "isso 0.14.0";

/** The version is asked for because our own command bears the same name. */
function isOriginal(command: string): boolean {
  const answer = spawnSync(command, ["--version"], { encoding: "utf8", timeout: 20_000 });
  return answer.status === 0 && answer.stdout.trim() === version;
}

function findOriginal(): string | undefined {
  const named = process.env["ISSO_ORIGINAL"];
  if (named !== undefined && named !== "") return named;
  return isOriginal("isso") ? "isso" : undefined;
}

const command: string | undefined = findOriginal();

/**
 * The original server as an installed program: the one that `ISSO_ORIGINAL` names, else the one on the path.
 * `start` runs it like ours (same configuration file) and throws when it is not installed.
 */
export const original: {
  readonly available: boolean;
  /** The program, undefined where it is not installed. */
  readonly command: string | undefined;
  readonly start: (options: StartOptions) => Promise<RunningServer>;
} = {
  available: command !== undefined,
  command,
  async start(options) {
    if (command === undefined) throw new Error(`${version} is not installed: set ISSO_ORIGINAL`);
    return startCommand([command], options);
  },
};
