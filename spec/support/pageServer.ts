import { once } from "node:events";
import { createServer } from "node:http";

/** A page as its server sends it. */
export interface ServedPage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A web site on a port of its own, and so on another origin than the comment server. */
export interface PageServer {
  /** Its origin, without a trailing slash. */
  readonly origin: string;
  /** Puts a page at a path; every path without one is 404. */
  put(path: string, page: ServedPage): void;
  close(): Promise<void>;
}

/** Serves pages on a free port of 127.0.0.1, which shares its cookies with all ports of that address. */
export async function servePages(): Promise<PageServer> {
  const pages = new Map<string, ServedPage>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? "/", "http://page.invalid").pathname);
    if (page === undefined) response.writeHead(404).end();
    else
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...page.headers }).end(page.html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no TCP port was given");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    put: (path, page) => void pages.set(path, page),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
