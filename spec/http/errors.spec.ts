import { afterEach, describe, expect, it } from "vitest";
import { StorageError } from "../../src/domain/ports.ts";
import { rejected } from "../../src/http/errors.ts";
import { type HttpDoubleParts, httpDouble, type RunningServer, serve } from "../support/httpDouble.ts";

let server: RunningServer | undefined;
afterEach(() => server?.close());

async function ask(path: string, init: RequestInit = {}, parts: HttpDoubleParts = {}): Promise<Failure> {
  const double = httpDouble(parts);
  server = await serve(double);
  const response = await fetch(server.url + path, init);
  const type = response.headers.get("content-type");
  return { status: response.status, type, text: await response.text(), logged: double.logged };
}

interface Failure {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly logged: readonly string[];
}

describe("a failure", () => {
  it("is a small HTML page with an escaped description", async () => {
    expect(await ask("/?uri=/a&sort=x")).toMatchObject({
      status: 400,
      type: "text/html; charset=utf-8",
      text:
        "<!doctype html>\n<html lang=en>\n<title>400 Bad Request</title>\n<h1>Bad Request</h1>\n" +
        "<p>Invalid sort option. Must be one of: &#39;newest&#39;, &#39;oldest&#39;, &#39;upvotes&#39;</p>\n",
    });
  });

  it.each([
    ["/", "400 Bad Request: missing uri query"],
    ["/?uri=/a&limit=x", "400 Bad Request: limit should be integer"],
    ["/latest?limit=1", "404 Not Found: Unavailable because 'latest-enabled' not set by site admin"],
    ["/count", "405 Method Not Allowed: The method is not allowed for the requested URL."],
  ])("is JSON for a caller who asks for it, whatever went wrong: %s", async (path, message) => {
    const failure = await ask(path, { headers: { Accept: "application/json" } });
    expect(failure.type).toBe("application/json");
    expect(JSON.parse(failure.text)).toEqual({ message });
  });

  it("of the storage answers 503, and its message is for the operator alone", async () => {
    const threadAnswer = (): never => {
      throw new StorageError("disk full, make room under the database");
    };
    const failure = await ask("/?uri=/secret", {}, { reads: { threadAnswer } });
    expect(failure.status).toBe(503);
    expect(failure.text).not.toContain("disk");
    expect(failure.logged).toEqual(["GET fetch: disk full, make room under the database"]);
  });

  it("nobody foresaw answers 500 and is logged by its route, without keys and queries", async () => {
    const comment = async (): Promise<never> => {
      throw new RangeError("off by one");
    };
    const failure = await ask("/id/1?plain=secret", { headers: { Cookie: "1=x" } }, { reads: { comment } });
    expect(failure.status).toBe(500);
    expect(failure.text).toContain("The server encountered an internal error");
    expect(failure.logged).toHaveLength(1);
    expect(failure.logged[0]).toMatch(/^GET view\nRangeError: off by one\n +at /);
    expect(failure.logged[0]).not.toContain("secret");
  });
});

describe("a guard's refusal", () => {
  const refusing: HttpDoubleParts = {
    reads: { thread: async () => ({ id: 1 as never, title: "" }) },
    run: () => ({
      ok: false,
      error: { kind: "guard", reason: "ratelimit", message: "127.0.0.0: ratelimit exceeded (1, 2)" },
    }),
  };
  const post = (accept: string): RequestInit => ({
    method: "POST",
    headers: { Accept: accept, "Content-Type": "application/json" },
    body: JSON.stringify({ text: "hello" }),
  });

  it.each(["*/*", "application/json"])("is JSON with its code for Accept: %s", async (accept) => {
    const failure = await ask("/new?uri=/a", post(accept), refusing);
    expect(failure.status).toBe(403);
    expect(JSON.parse(failure.text)).toEqual({
      reason: "ratelimit",
      message: "127.0.0.0: ratelimit exceeded (1, 2)",
    });
  });

  it("is the page of Isso 0.14.0 for a browser that opens it", async () => {
    const failure = await ask("/new?uri=/a", post("text/html,*/*;q=0.8"), refusing);
    expect([failure.status, failure.type]).toEqual([403, "text/html; charset=utf-8"]);
    expect(failure.text).toContain("<title>403 Forbidden</title>");
    expect(failure.text).toContain("<p>127.0.0.0: ratelimit exceeded (1, 2)</p>");
  });
});

describe("rejected", () => {
  it("knows the status of every refusal that is a failure", () => {
    expect(rejected({ kind: "comment-unknown" }).status).toBe(404);
    expect(rejected({ kind: "not-authorised" }).status).toBe(403);
    expect(rejected({ kind: "thread-needs-title" }, "/a").message).toMatch(
      /^Cannot create new thread: URI \/a /,
    );
  });

  it("leaves refused votes to those who answer them", () => {
    const cause = { total: 142 };
    expect(() => rejected({ kind: "vote-denied", cause, likes: 142, dislikes: 0 })).toThrow("refused vote");
  });
});
