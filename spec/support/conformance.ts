import { once } from "node:events";
import { createServer, request as forward, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Difference } from "../../src/conformance/differences.ts";
import { judge, type Reference, type Verdict } from "../../src/conformance/judge.ts";
import {
  type Library,
  readDifferences,
  readLibrary,
  readRecording,
  shipped,
} from "../../src/conformance/library.ts";
import { type Area, stepName } from "../../src/conformance/scenario.ts";
import { type Servers, startedServers } from "../../src/conformance/servers.ts";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** The command that starts the built product, as the kit wants it. */
export const ourServer: string = `'${process.execPath}' '${cli}' -c {conf} run`;

/** The shipped scenarios, and the differences of this project. */
export const library: Library = await readLibrary(shipped);

/** The differences of this project that are meant. */
export const differences: readonly Difference[] = await readDifferences(join(shipped, "differences.json"));

/** The recorded answers of a version of the original. */
export async function recordingOf(version: string): Promise<Extract<Reference, { kind: "recording" }>> {
  const recording = await readRecording(join(shipped, "recordings", `isso-${version}`));
  return { kind: "recording", name: `the recorded answers of Isso ${recording.version}`, recording };
}

/** The names of all steps of some areas. */
export function stepNames(areas: readonly Area[]): readonly string[] {
  return areas.flatMap((area) =>
    area.scenarios.flatMap((scenario) => scenario.steps.map((step) => stepName(area, scenario, step))),
  );
}

/** Judges servers by scenarios of the library: all of them, or those of some areas. Stops the servers. */
export async function judged(
  servers: Servers,
  reference: Reference,
  meant: readonly Difference[],
  areas: readonly string[] = [],
): Promise<Verdict> {
  const chosen = library.areas.filter(({ area }) => areas.length === 0 || areas.includes(area));
  const known = stepNames(library.areas);
  try {
    return await judge({ servers, reference, differences: meant, chosen, known, progress: () => undefined });
  } finally {
    await servers.stop();
  }
}

/** An answer on its way through, that a proxy may alter. */
export interface PassingAnswer {
  readonly method: string;
  readonly path: string;
  status: number;
  headers: Record<string, string | readonly string[]>;
  body: string;
}

/** Our server behind a proxy that alters its answers: a server with a defect. */
export function alteredServers(alter: (answer: PassingAnswer) => void): Servers {
  const inner = startedServers(ourServer, library.profiles);
  const proxies = new Map<string, Promise<Server>>();
  return {
    name: "a broken server",
    refuses: inner.refuses,
    async serverFor(scenario) {
      const target = await inner.serverFor(scenario);
      const begun = proxies.get(target.base) ?? startProxy(target.base, alter);
      proxies.set(target.base, begun);
      const { port } = (await begun).address() as AddressInfo;
      return { ...target, base: `http://127.0.0.1:${port}` };
    },
    async stop() {
      for (const proxy of proxies.values()) {
        const server = await proxy;
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
      await inner.stop();
    },
  };
}

async function startProxy(base: string, alter: (answer: PassingAnswer) => void): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const { method = "", url: path = "", headers } = incoming;
    const passed = forward(`${base}${path}`, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const { "content-length": _, "transfer-encoding": __, ...kept } = answer.headers;
        const passing: PassingAnswer = {
          method,
          path,
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
          ),
          body: Buffer.concat(chunks).toString(),
        };
        alter(passing);
        for (const [name, value] of Object.entries(passing.headers)) outgoing.setHeader(name, value);
        outgoing.statusCode = passing.status;
        outgoing.end(passing.body);
      });
    });
    incoming.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
