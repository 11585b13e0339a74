import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpDouble, type RunningServer, serve } from "../support/httpDouble.ts";

const LIMIT = 262_144;
let server: RunningServer;

beforeAll(async () => {
  server = await serve(httpDouble());
});
afterAll(() => server.close());

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** Posts raw bytes, with their length announced or in chunks. */
function post(path: string, body: Buffer, chunked = false): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { Accept: "application/json", ...(chunked ? {} : { "Content-Length": body.length }) };
    const sent = request(server.url + path, { method: "POST", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (data) => {
        text += data;
      });
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    sent.on("error", reject);
    for (let start = 0; start < body.length; start += 65_536)
      sent.write(body.subarray(start, start + 65_536));
    sent.end();
  });
}

/** A preview request of exactly so many bytes. */
const previewOf = (bytes: number): Buffer => Buffer.from(`{"text": "${"x".repeat(bytes - 12)}"}`);

describe("a request body", () => {
  it.each([false, true])("may have exactly 262144 bytes (chunked: %s)", async (chunked) => {
    expect((await post("/preview", previewOf(LIMIT), chunked)).status).toBe(200);
  });

  it.each([false, true])("answers 413 above that (chunked: %s)", async (chunked) => {
    const answer = await post("/preview", previewOf(LIMIT + 1), chunked);
    expect(answer).toEqual({
      status: 413,
      text: '{"message":"413 Request Entity Too Large: The data value transmitted exceeds the capacity limit."}',
    });
  });

  it.each([
    ["nothing", ""],
    ["a byte order mark", '\ufeff{"text": "abc"}'],
    ["something after the value", '{"text": "abc"} x'],
    ["no JSON", "text=abc"],
    ["unclosed nesting", "[".repeat(100_000)],
    ["a literal that JSON does not have", '{"text": NaN}'],
  ])("with %s cannot be read", async (_, body) => {
    const { status, text } = await post("/preview", Buffer.from(body));
    expect([status, JSON.parse(text)]).toEqual([
      400,
      { message: "400 Bad Request: Unable to read JSON request" },
    ]);
  });

  it("replaces bytes that are not UTF-8", async () => {
    const body = Buffer.concat([Buffer.from('{"text": "a'), Buffer.from([0xff]), Buffer.from('"}')]);
    expect(JSON.parse((await post("/preview", body)).text)).toEqual({ text: "<p>a\ufffd</p>" });
  });

  it("takes the last of two members with one name", async () => {
    const { text } = await post("/preview", Buffer.from('{"text": "a", "text": "b"}'));
    expect(JSON.parse(text)).toEqual({ text: "<p>b</p>" });
  });
});

describe("POST /preview", () => {
  it.each([
    ["{}", "no text given"],
    ['{"text": null}', "no text given"],
    ['{"text": 5}', "text must be a string or null"],
    ["[]", "JSON object expected"],
    ["null", "JSON object expected"],
  ])("refuses %s", async (body, message) => {
    const { status, text } = await post("/preview", Buffer.from(body));
    expect([status, JSON.parse(text)]).toEqual([400, { message: `400 Bad Request: ${message}` }]);
  });
});

describe("POST /count", () => {
  it.each(["5", "null", "true", '"abc"', '{"a": 1}', "{}", "[null]", "[[]]", "[{}]"])(
    "refuses %s",
    async (body) => {
      const { status, text } = await post("/count", Buffer.from(body));
      expect([status, JSON.parse(text)]).toEqual([
        400,
        { message: "400 Bad Request: JSON must be a list of URLs" },
      ]);
    },
  );

  it.each([
    ["[]", []],
    ['["/a", "/a"]', [0, 0]],
    ['[1, "/a", true]', [0, 0, 0]],
  ])("counts for %s", async (body, counts) => {
    const { status, text } = await post("/count", Buffer.from(body));
    expect([status, JSON.parse(text)]).toEqual([200, counts]);
  });
});

describe("the CSRF rule", () => {
  const send = (method: string, path: string, type: string): Promise<Response> =>
    fetch(server.url + path, {
      method,
      headers: { "Content-Type": type, Accept: "application/json" },
      body: "{}",
    });

  it.each([
    ["POST", "/new?uri=/a"],
    ["PUT", "/id/1"],
    ["DELETE", "/id/1"],
    ["POST", "/id/1/like"],
    ["POST", "/id/1/dislike"],
  ])("refuses %s %s with the type of a form, before anything else", async (method, path) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "Application/JSON"]) {
      const response = await send(method, path, type);
      expect([response.status, await response.json()]).toEqual([403, { message: "403 Forbidden: CSRF" }]);
    }
  });

  it.each(["application/json; charset=utf-8", "application/jsonp"])("takes %s", async (type) => {
    expect((await send("POST", "/id/1/like", type)).status).toBe(200);
  });

  it("does not guard previews and counts", async () => {
    expect((await send("POST", "/preview", "text/plain")).status).toBe(400);
  });
});
