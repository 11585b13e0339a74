import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("markdown.py", import.meta.url));
const answerLimit = 256 * 1024 * 1024;

/** The Python that runs the original: the one beside the command that `ISSO_ORIGINAL` names, else `python3`. */
function python() {
  const command = process.env.ISSO_ORIGINAL;
  return command === undefined || command === "" ? "python3" : join(dirname(command), "python");
}

/**
 * What the original makes of texts: one string for each job `[settings number, "markdown" | "html", text]`, null where
 * it fails. `settings` are sections of options, as in a configuration file.
 */
export function originalMarkup(settings, jobs) {
  const input = JSON.stringify({ settings, jobs });
  const { status, stdout, stderr, error } = spawnSync(python(), [program], {
    input,
    encoding: "utf8",
    maxBuffer: answerLimit,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`the original's renderer ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
