import { once } from "node:events";
import { createServer } from "node:http";
import type { SitePage } from "./scenario.ts";

/** The commented site: a small web server that hands out the pages of scenarios. */
export interface CommentedSite {
  /** Its origin, without a slash at the end. */
  readonly origin: string;
  /** Adds pages by their path. */
  add(pages: Iterable<readonly [path: string, page: SitePage]>): void;
  close(): Promise<void>;
}

/** Starts the site on a free port of this machine. */
export async function openSite(): Promise<CommentedSite> {
  const pages = new Map<string, SitePage>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? "") ?? { status: 404, headers: {}, body: "no such page" };
    response.writeHead(page.status, { "Content-Type": "text/html", ...page.headers });
    response.end(page.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    add(added) {
      for (const [path, page] of added) pages.set(path, page);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
