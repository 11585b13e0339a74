import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpDouble, type RunningServer, serve } from "../support/httpDouble.ts";

const conf = "[general]\nhost =\n  https://example.com\n  http://other.example:8000\n";
let server: RunningServer;

beforeAll(async () => {
  server = await serve(httpDouble({ conf }));
});
afterAll(() => server.close());

function corsOf({ headers }: Response): Record<string, string | null> {
  const names = ["Allow-Origin", "Allow-Credentials", "Allow-Methods", "Allow-Headers", "Expose-Headers"];
  return Object.fromEntries(names.map((name) => [name, headers.get(`Access-Control-${name}`)]));
}

const expected = {
  "Allow-Origin": "https://example.com",
  "Allow-Credentials": "true",
  "Allow-Methods": "HEAD, GET, POST, PUT, DELETE",
  "Allow-Headers": "Origin, Referer, Content-Type",
  "Expose-Headers": "X-Set-Cookie, Date",
};

describe("CORS", () => {
  it.each([
    ["GET", "/?uri=/a"],
    ["GET", "/?uri=/a&limit=x"],
    ["GET", "/nope"],
    ["GET", "/count"],
    ["GET", "/demo"],
    ["POST", "/new"],
    ["GET", "/id/1/activate/forged"],
    ["OPTIONS", "/anything/at/all"],
  ])("is on every answer: %s %s", async (method, path) => {
    const response = await fetch(server.url + path, { method, redirect: "manual" });
    expect(corsOf(response)).toEqual(expected);
  });

  it.each([
    ["http://other.example:8000", "http://other.example:8000"],
    ["https://evil.example", "https://example.com"],
    ["http://x:abc", "https://example.com"],
    ["null", "https://example.com"],
  ])("allows a caller from %s the origin %s", async (origin, allowed) => {
    const response = await fetch(`${server.url}/config`, { headers: { Origin: origin } });
    expect(corsOf(response)["Allow-Origin"]).toBe(allowed);
  });

  it("goes by the referrer where there is no origin", async () => {
    const headers = { Referer: "http://other.example:8000/some/page" };
    const response = await fetch(`${server.url}/info`, { headers });
    expect(corsOf(response)["Allow-Origin"]).toBe("http://other.example:8000");
    expect(await response.json()).toMatchObject({ origin: "http://other.example:8000" });
  });

  it("answers OPTIONS with an empty text, whatever is asked for", async () => {
    const response = await fetch(`${server.url}/new`, { method: "OPTIONS" });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/plain"]);
    expect(await response.text()).toBe("");
  });
});
