import { get as httpGet } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRouter, routeTable } from "../../src/http/routes.ts";
import { type HttpDouble, httpDouble, type RunningServer, serve } from "../support/httpDouble.ts";

let double: HttpDouble;
let server: RunningServer;

beforeAll(async () => {
  double = httpDouble();
  server = await serve(double);
});
afterAll(() => server.close());

const ask = (method: string, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(server.url + path, { method, headers, redirect: "manual" });

/** Sends a request target exactly as given, which `fetch` would tidy up. */
function rawStatus(target: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpGet(server.url, { path: target }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });
}

describe("routing", () => {
  it.each([
    ["GET", "/nope", 404],
    ["GET", "/id/abc", 404],
    ["GET", "/id/-1", 404],
    ["GET", "/id/1.0", 404],
    ["GET", "/id/1/", 404],
    ["GET", "/id/", 404],
    ["GET", "/ID/1", 404],
    ["GET", "/config/", 404],
    ["POST", "/id/1/frobnicate/key", 404],
    ["PUT", "/id/abc", 404],
    ["GET", "/count", 405],
    ["GET", "/new", 405],
    ["POST", "/", 405],
    ["PATCH", "/id/1", 405],
    ["GET", "/id/1/like", 405],
    ["POST", "/id/1/unsubscribe/a@b.c/key", 405],
    ["GET", "/config", 200],
    ["PATCH", "/info", 200],
    ["DELETE", "/info", 200],
    ["GET", "/c%6Fnfig", 200],
  ])("answers %s %s with %i", async (method, path, status) => {
    expect((await ask(method, path)).status).toBe(status);
  });

  it("names the methods that a path does answer", async () => {
    const response = await ask("PATCH", "/id/1");
    expect(new Set(response.headers.get("allow")?.split(", "))).toEqual(
      new Set(["GET", "HEAD", "PUT", "DELETE"]),
    );
  });

  it("does not mind slashes in front of a path", async () => {
    expect(await rawStatus("//config")).toBe(200);
    expect(await rawStatus("///?uri=/a")).toBe(200);
  });

  it("understands a request target with scheme and host", async () => {
    expect(await rawStatus(`${server.url}/config`)).toBe(200);
  });

  it.each([
    ["/demo", "/demo/"],
    ["/id//1?plain=1", "/id/1?plain=1"],
    ["/id///1//hug", undefined],
  ])("sends GET %s to %s", async (path, target) => {
    const response = await ask("GET", path);
    expect(response.status).toBe(target === undefined ? 404 : 308);
    expect(response.headers.get("location")).toBe(target === undefined ? null : server.url + target);
  });

  it("tells the methods of a path that has slashes too many", async () => {
    const response = await ask("GET", "/id/1//like");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("answers HEAD like GET, without a body", async () => {
    const [get, head] = [await ask("GET", "/config"), await ask("HEAD", "/config")];
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect(await head.text()).toBe("");
  });

  it("answers HEAD of a thread with the length of its bytes", async () => {
    const head = await ask("HEAD", "/?uri=/a");
    expect(head.headers.get("content-length")).toBe("15");
  });

  it("cuts the script name off whole segments, and sends its bare form to the root below it", async () => {
    const below = { "X-Script-Name": "/isso" };
    expect((await ask("GET", "/isso/config", below)).status).toBe(200);
    expect((await ask("GET", "/config", below)).status).toBe(200);
    expect((await ask("GET", "/issoconfig", below)).status).toBe(404);
    const bare = await ask("GET", "/isso", below);
    expect([bare.status, bare.headers.get("location")]).toEqual([308, `${server.url}/isso/`]);
    const likeRoute = await ask("GET", "/info", { "X-Script-Name": "/info" });
    expect(likeRoute.headers.get("location")).toBe(`${server.url}/info/`);
  });

  it("survives a path that is not UTF-8 and an escape that is none", async () => {
    expect((await ask("GET", "/id/%FF")).status).toBe(404);
    expect(await rawStatus("/id/%zz")).toBe(404);
  });

  it("keeps answering on a connection whose request had a body that nobody read", async () => {
    const answers = await new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(server.url);
      const socket = connect(Number(port), hostname);
      let received = "";
      const like = "POST /id/1/like HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
      socket.write(`${like}GET /config HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      socket.on("data", (data) => {
        received += data;
      });
      socket.on("end", () => resolve(received));
      socket.on("error", reject);
    });
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  });

  it("does not bother the operator with a caller who breaks off or sends a broken body", async () => {
    for (const rest of ["Content-Length: 99\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
        socket.on("close", () => resolve());
        socket.resume();
        socket.end(`POST /preview HTTP/1.1\r\nHost: x\r\n${rest}`);
      });
    }
    expect(double.logged).toEqual([]);
  });
});

describe("the route table", () => {
  it("has a name of its own for every route, which the log shows in place of paths", () => {
    const names = routeTable({ thread: () => {}, assets: new Map() }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is what the router is made of", () => {
    const table = routeTable({ thread: () => {}, assets: new Map() });
    expect(createRouter(table, double.deps).stack).toHaveLength(table.length);
  });
});
