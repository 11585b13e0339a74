import { link, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "../src/infra/settingsFile.ts";
import { type RunningServer, serve } from "../src/main.ts";

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let socket: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "isso-ledger-main-"));
  socket = join(folder, "isso.sock");
});
afterEach(() => rm(folder, { recursive: true }));

async function start(listen: string): Promise<RunningServer> {
  const file = join(folder, "isso.cfg");
  const general = `[general]\ndbpath = ${join(folder, "comments.db")}\nhost = http://localhost:1/\n`;
  await writeFile(file, `${general}[server]\nlisten = ${listen}\n`);
  const loaded = await loadSettings(new URL("../isso.conf", import.meta.url), file, {});
  if (!loaded.ok) throw new Error(loaded.error);
  return await serve(loaded.value.settings, loaded.value.formerSessionKey, silent);
}

function statusOver(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: "/info", agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on("error", reject).end();
  });
}

describe("a server on a Unix socket", () => {
  it("takes the place of one that was killed and left its socket behind", async () => {
    const killed = createServer().listen(socket);
    await new Promise((resolve) => killed.once("listening", resolve));
    await link(socket, `${socket}.kept`);
    await new Promise((resolve) => killed.close(resolve));
    await link(`${socket}.kept`, socket);
    const server = await start(`unix://${socket}`);
    expect(await statusOver(socket)).toBe(200);
    await server.stop();
  });

  it("leaves the socket to one that still listens, and says which option is to blame", async () => {
    const first = await start(`unix://${socket}`);
    await expect(start(`unix://${socket}`)).rejects.toThrow(/^\[server\] listen: .*EADDRINUSE/);
    expect(await statusOver(socket)).toBe(200);
    await first.stop();
  });
});

describe("a server that stops", () => {
  it("answers what it has accepted, then keeps no connection open", async () => {
    const server = await start("http://127.0.0.1:0");
    const client = connect(Number(new URL(server.address).port), "127.0.0.1");
    let answer = "";
    client.on("data", (data) => {
      answer += data;
    });
    const closed = new Promise((resolve) => client.once("close", resolve));
    const body = JSON.stringify({ text: "hello" });
    const head = `POST /preview HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`;
    client.write(head);
    await new Promise((resolve) => client.once("data", resolve));
    const stopped = server.stop();
    client.write(body);
    const begun = performance.now();
    await Promise.all([closed, stopped]);
    expect(answer).toContain("<p>hello</p>");
    expect(performance.now() - begun).toBeLessThan(3000);
  });
});
