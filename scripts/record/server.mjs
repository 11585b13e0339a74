import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const readyWithinMs = 20_000;

async function freePort() {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** The text of a configuration file: sections of options, lists as indented lines. */
function confText(sections) {
  const value = (entry) =>
    Array.isArray(entry) ? entry.map((line) => `\n    ${line}`).join("") : ` ${entry}`;
  return Object.entries(sections)
    .map(
      ([name, options]) =>
        `[${name}]\n${Object.entries(options)
          .map(([option, entry]) => `${option} =${value(entry)}\n`)
          .join("")}`,
    )
    .join("\n");
}

async function untilReady(url, child, log) {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the original ended with ${child.exitCode}:\n${log.text}`);
    const answered = await fetch(`${url}/info`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await pause(25);
  }
  throw new Error(`the original did not answer ${url}/info within ${readyWithinMs} ms:\n${log.text}`);
}

/**
 * Runs the original on a copy of a database while `work` talks to it.
 * `work` gets the base URL and the path of the copy; its answer is handed back after the server has ended.
 */
export async function withOriginal({ database, sections, work }) {
  const dir = await mkdtemp(join(tmpdir(), "isso-original-"));
  const copy = join(dir, "comments.db");
  await copyFile(database, copy);
  const port = await freePort();
  const conf = join(dir, "isso.cfg");
  const full = {
    ...sections,
    general: { ...sections.general, dbpath: copy },
    server: { ...sections.server, listen: `http://127.0.0.1:${port}` },
  };
  await writeFile(conf, confText(full));
  const command = process.env.ISSO_ORIGINAL || "isso";
  const child = spawn(command, ["-c", conf, "run"], {
    env: { ...process.env, TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const log = { text: "" };
  child.stderr.setEncoding("utf8").on("data", (chunk) => {
    log.text += chunk;
  });
  const ended = once(child, "close");
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilReady(url, child, log);
    const answer = await work(url, copy);
    child.kill("SIGTERM");
    await ended;
    return answer;
  } finally {
    child.kill("SIGKILL");
    await rm(dir, { recursive: true, force: true });
  }
}
