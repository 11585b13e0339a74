import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createTitleSource } from "../../../src/infra/titles/titleSource.ts";

const servers: Server[] = [];
const messages: string[] = [];
const titles = createTitleSource({ userAgent: "isso-ledger/test", log: (message) => messages.push(message) });

interface Site {
  readonly origin: string;
  /** Method and target of every request. */
  readonly requests: string[];
}

async function serve(listener: RequestListener): Promise<Site> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests };
}

afterEach(async () => {
  messages.length = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const page = "<meta charset=utf-8><h1>Ein Täg</h1><div id=isso-thread></div>";
const unreachable = { ok: false, error: "unreachable" };

function titled(title: string, uri: string): unknown {
  return { ok: true, value: { title, uri } };
}

describe("a title source", () => {
  it("asks the site for the page and reads its title", async () => {
    const agents: (string | undefined)[] = [];
    const { origin, requests } = await serve((request, response) => {
      agents.push(request.headers["user-agent"], request.headers.host);
      response.end(page);
    });
    expect(await titles.lookup(origin, "/a?b=c")).toEqual(titled("Ein Täg", "/a?b=c"));
    expect(requests).toEqual(["GET /a?b=c"]);
    expect(agents).toEqual(["isso-ledger/test", new URL(origin).host]);
  });

  it("asks for the root when the uri is empty", async () => {
    const { origin, requests } = await serve((_, response) => response.end(page));
    expect(await titles.lookup(origin, "")).toEqual(titled("Ein Täg", ""));
    expect(requests).toEqual(["GET /"]);
  });

  it("percent-encodes what is not ASCII, keeps escapes and leaves the fragment out", async () => {
    const { origin, requests } = await serve((_, response) => response.end(page));
    await titles.lookup(origin, "/é/日%20x?q=ü#ö");
    expect(requests).toEqual(["GET /%C3%A9/%E6%97%A5%20x?q=%C3%BC"]);
  });

  it("takes the address that the page gives its thread", async () => {
    const { origin } = await serve((_, response) =>
      response.end('<div id=isso-thread data-isso-id="/own%20one" data-title="T"></div>'),
    );
    expect(await titles.lookup(origin, "/a")).toEqual(titled("T", "/own one"));
  });

  it("honours the charset of the header", async () => {
    const { origin } = await serve((_, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end("<h1>Äé日</h1><div id=isso-thread></div>");
    });
    expect(await titles.lookup(origin, "/")).toEqual(titled("Äé日", "/"));
  });

  it("calls a page without a thread Untitled", async () => {
    const { origin } = await serve((_, response) => response.end("<h1>A</h1>"));
    expect(await titles.lookup(origin, "/")).toEqual(titled("Untitled.", "/"));
  });

  it("never contacts another host than the configured one", async () => {
    const other = await serve((_, response) => response.end(page));
    const { origin, requests } = await serve((_, response) => response.end(page));
    expect(await titles.lookup(origin, `${other.origin}/a`)).toEqual(unreachable);
    await titles.lookup(origin, `//${new URL(other.origin).host}/a`);
    await titles.lookup(origin, `/@${new URL(other.origin).host}/a`);
    expect(other.requests).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it("takes the path of an absolute address on its own site", async () => {
    const { origin, requests } = await serve((_, response) => response.end(page));
    expect(await titles.lookup(origin, `${origin}/a?b`)).toEqual(titled("Ein Täg", `${origin}/a?b`));
    expect(requests).toEqual(["GET /a?b"]);
  });

  it("does not ask for blanks, control characters or what is no path", async () => {
    const { origin, requests } = await serve((_, response) => response.end(page));
    for (const uri of ["/a b", "/a\r\nX: y", "/\t", "a", "javascript:x"]) {
      expect(await titles.lookup(origin, uri)).toEqual(unreachable);
    }
    expect(requests).toEqual([]);
  });

  it("accepts status 200 only", async () => {
    for (const status of [201, 204, 304, 400, 404, 500, 301]) {
      const { origin } = await serve((_, response) => {
        response.statusCode = status;
        response.end(status === 204 || status === 304 ? undefined : page);
      });
      expect(await titles.lookup(origin, "/")).toEqual(unreachable);
    }
  });

  it("follows redirects on the same site, two at most", async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const { origin, requests } = await serve((request, response) => {
        const next: Record<string, string> = { "/a": "/b", "/b": "c?x" };
        const location = next[request.url ?? ""];
        if (location !== undefined) response.writeHead(status, { location });
        response.end(page);
      });
      expect(await titles.lookup(origin, "/a")).toEqual(titled("Ein Täg", "/a"));
      expect(requests).toEqual(["GET /a", "GET /b", "GET /c?x"]);
    }
  });

  it("follows no redirect elsewhere, also not to another port or scheme", async () => {
    const other = await serve((_, response) => response.end(page));
    for (const location of [
      `${other.origin}/`,
      `//${new URL(other.origin).host}/`,
      "https://127.0.0.1/",
      "http://[",
    ]) {
      const { origin } = await serve((_, response) => response.writeHead(302, { location }).end());
      expect(await titles.lookup(origin, "/")).toEqual(unreachable);
    }
    expect(other.requests).toEqual([]);
  });

  it("gives up on a loop of redirects after three requests", async () => {
    const { origin, requests } = await serve((_, response) =>
      response.writeHead(302, { location: "/" }).end(),
    );
    expect(await titles.lookup(origin, "/")).toEqual(unreachable);
    expect(requests).toHaveLength(3);
  });

  it("gives up on a page that does not answer or does not end within 3 seconds", async () => {
    const silent = await serve(() => {});
    const dripping = await serve((_, response) => {
      const timer = setInterval(() => response.write("x"), 50);
      response.on("close", () => clearInterval(timer));
    });
    const started = performance.now();
    const results = await Promise.all([
      titles.lookup(silent.origin, "/"),
      titles.lookup(dripping.origin, "/"),
    ]);
    expect(results).toEqual([unreachable, unreachable]);
    expect(performance.now() - started).toBeLessThan(8000);
    expect(messages).toHaveLength(2);
  });

  it("reads the first mebibyte of a page without end", async () => {
    const { origin } = await serve((_, response) => {
      response.write(page);
      const fill = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536))) {}
      };
      response.on("drain", fill);
      fill();
    });
    expect(await titles.lookup(origin, "/")).toEqual(titled("Ein Täg", "/"));
  });

  it("gives up on a broken page and on a site that is not there", async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1000 });
      response.write(page, () => response.destroy());
    });
    expect(await titles.lookup(origin, "/")).toEqual(unreachable);
    expect(await titles.lookup("http://127.0.0.1:1", "/")).toEqual(unreachable);
    expect(await titles.lookup("no origin", "/")).toEqual(unreachable);
    expect(messages).toHaveLength(3);
  });

  it("survives a page that is nested too deeply to be parsed", async () => {
    const { origin } = await serve((_, response) =>
      response.end(`<div id=isso-thread></div>${"<div>".repeat(100_000)}`),
    );
    expect(await titles.lookup(origin, "/")).toEqual(titled("Untitled.", "/"));
    expect(messages).toHaveLength(1);
  });
});
