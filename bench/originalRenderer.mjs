import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** @typedef {Readonly<Record<string, Readonly<Record<string, string>>>>} Sections options by section */

const program = fileURLToPath(new URL("originalRenderer.py", import.meta.url));

/**
 * The original's renderers in a Python process of their own, undefined without `ISSO_ORIGINAL`. Times are taken inside
 * that process, so that they hold nothing but the rendering.
 */
export function originalRenderer() {
  const command = process.env["ISSO_ORIGINAL"];
  if (command === undefined || command === "") return undefined;
  const child = spawn(join(dirname(command), "python"), [program], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    /**
     * @param {Sections} sections
     * @param {string} text
     * @returns {Promise<{ ms: number, note: string }>} milliseconds, and a word if it did not finish
     */
    async render(sections, text) {
      child.stdin.write(`${JSON.stringify({ sections, text })}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("the original's renderer ended");
      return JSON.parse(value);
    },
    stop: () => child.kill("SIGKILL"),
  };
}
