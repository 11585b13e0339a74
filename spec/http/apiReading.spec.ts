import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnswerJson, type Api, apiOf, cookieOf, fromNetwork } from "../support/api.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";

const conf = `
[general]
host = https://example.com
latest-enabled = true
[guard]
enabled = false
[rss]
base = https://example.com/blog/
limit = 3
`;
let app: TestApp;
let api: Api;

/** /a holds 1 to 4 on the top level with 5 and 6 below 1, created 100 seconds apart; /b holds 7. */
beforeAll(async () => {
  app = await startTestApp({ conf, now: 1000 });
  api = apiOf(app);
  for (let id = 1; id <= 6; id += 1) {
    app.clock.set(1000 + id * 100);
    await api.post("/a", { text: `number ${id}`, parent: id > 4 ? 1 : null });
  }
  await api.ask("POST", "/id/2/like", { headers: fromNetwork(1) });
  await api.ask("POST", "/id/3/dislike", { headers: fromNetwork(1) });
  await api.post("/b");
});
afterAll(() => app.close());

type Shown = Pick<AnswerJson, "id" | "total_replies" | "hidden_replies"> & {
  readonly replies?: readonly Shown[];
};

/** A thread in short: `id{total,hidden:[nested]}`. */
function short({ replies = [] }: Shown): string {
  return replies
    .map((shown) => {
      const nested = shown.replies?.map(({ id }) => id).join(" ");
      return nested === undefined
        ? `${shown.id}`
        : `${shown.id}{${shown.total_replies},${shown.hidden_replies}:[${nested}]}`;
    })
    .join(" ");
}

describe("GET /", () => {
  it.each([
    ["", 6, 0, "1{2,0:[5 6]} 2{0,0:[]} 3{0,0:[]} 4{0,0:[]}"],
    ["&sort=newest", 6, 0, "4{0,0:[]} 3{0,0:[]} 2{0,0:[]} 1{2,0:[5 6]}"],
    ["&sort=upvotes", 6, 0, "2{0,0:[]} 1{2,0:[5 6]} 4{0,0:[]} 3{0,0:[]}"],
    ["&limit=0", 6, 4, ""],
    ["&limit=1", 6, 3, "1{2,1:[5]}"],
    ["&limit=2&offset=1", 6, 1, "2{0,0:[]} 3{0,0:[]}"],
    ["&limit=2&nested_limit=1", 6, 2, "1{2,1:[5]} 2{0,0:[]}"],
    ["&offset=1", 6, -1, "1{2,0:[5 6]} 2{0,0:[]} 3{0,0:[]} 4{0,0:[]}"],
    ["&nested_limit=0&limit=-1", 6, 0, "1{2,2:[]} 2{0,0:[]} 3{0,0:[]} 4{0,0:[]}"],
    ["&after=1200", 6, 2, "3{0,0:[]} 4{0,0:[]}"],
    ["&after=abc", 6, 4, ""],
    ["&parent=1", 2, 0, "5 6"],
    ["&parent=1&limit=1&offset=1", 2, 0, "6"],
    ["&parent=99", 0, 0, ""],
  ])("lists /a%s", async (query, total, hidden, replies) => {
    const { json } = await api.ask("GET", `/?uri=%2Fa${query}`);
    expect([json.total_replies, json.hidden_replies, short(json)]).toEqual([total, hidden, replies]);
  });

  it("answers for a thread that nobody knows", async () => {
    const { status, json } = await api.ask("GET", "/?uri=/nope&offset=5");
    expect([status, json.total_replies, json.hidden_replies, json.replies]).toEqual([200, 0, -5, []]);
  });

  it("shows the public fields alone, and the configuration", async () => {
    const { json } = await api.ask("GET", "/?uri=/b");
    const config = (await api.ask("GET", "/config")).json.config;
    expect(json.config).toEqual(config);
    expect(Object.keys(json.replies[0] ?? {}).sort()).toEqual(
      [
        ...["id", "parent", "created", "modified", "mode", "text", "author", "website", "likes", "dislikes"],
        ...["notification", "hash", "total_replies", "hidden_replies", "replies"],
      ].sort(),
    );
  });

  it("gives the source instead of HTML to those who ask for it", async () => {
    const texts = await Promise.all(
      ["", "&plain=0", "&plain=1", "&plain="].map(
        async (plain) => (await api.ask("GET", `/?uri=/b${plain}`)).json.replies[0]?.text,
      ),
    );
    expect(texts).toEqual(["<p>A comment</p>", "<p>A comment</p>", "A comment", "A comment"]);
  });

  it.each([
    ["", "missing uri query"],
    ["uri=/a&sort=Newest", "Invalid sort option. Must be one of: 'newest', 'oldest', 'upvotes'"],
    ["uri=/a&limit=x", "limit should be integer"],
    ["uri=/a&limit=99999999999999999999", "limit should be integer"],
    ["uri=/a&offset=1.5", "offset should be integer"],
    ["uri=/a&offset=-1", "offset should not be negative"],
    ["uri=/a&parent=null", "parent should be integer"],
    ["uri=/a&nested_limit=", "nested_limit should be integer"],
  ])("refuses ?%s", async (query, message) => {
    const answer = await api.ask("GET", `/?${query}`, { headers: { Accept: "application/json" } });
    expect([answer.status, answer.json]).toEqual([400, { message: `400 Bad Request: ${message}` }]);
  });

  it("shows a change at once", async () => {
    const posted = await api.post("/fresh");
    await api.ask("GET", "/?uri=/fresh");
    await api.ask("PUT", `/id/${posted.json.id}`, { headers: cookieOf(posted), body: { text: "changed" } });
    expect((await api.ask("GET", "/?uri=/fresh")).json.replies[0]?.text).toBe("<p>changed</p>");
    const headers = cookieOf(posted);
    expect((await api.ask("GET", `/id/${posted.json.id}`, { headers })).status).toBe(200);
  });
});

describe("POST /count", () => {
  it("counts published comments, in the order asked", async () => {
    const body = ["/b", "/a", "/nope", "/b"];
    expect((await api.ask("POST", "/count", { body })).json).toEqual([1, 6, 0, 1]);
  });
});

describe("GET /latest", () => {
  it("lists the last comments, every reply after every comment of the top level", async () => {
    await api.post("/latest");
    const listed: AnswerJson[] = JSON.parse((await api.ask("GET", "/latest?limit=2")).text);
    expect(listed.map(({ id }) => id)).toEqual([5, 6]);
    expect(listed[0]).toMatchObject({ uri: "/a", parent: 1, text: "<p>number 5</p>" });
    expect(listed[0]).not.toHaveProperty("hash");
    expect(listed[0]).not.toHaveProperty("notification");
  });

  it.each(["", "?limit=0", "?limit=-1", "?limit=x", "?limit=99999999999999999999"])(
    "refuses %s",
    async (query) => {
      const answer = await api.ask("GET", `/latest${query}`);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("Query parameter &#39;limit&#39; is mandatory (integer, &gt;0)");
    },
  );
});

describe("GET /feed", () => {
  it("lists the top level by id, newest first, then replies, as many as configured or more", async () => {
    const ids = async (query: string): Promise<string[]> => {
      const { text } = await api.ask("GET", `/feed?uri=/a${query}`);
      return [...text.matchAll(/<title>Comment #(\d+)</g)].map(([, id = ""]) => id);
    };
    expect(await ids("")).toEqual(["4", "3", "2"]);
    expect(await ids("&limit=1")).toEqual(["4", "3", "2"]);
    expect(await ids("&limit=100")).toEqual(["4", "3", "2", "1", "5", "6"]);
  });

  it("tells times in UTC, links into the site, and needs no sending again", async () => {
    const feed = await api.ask("GET", "/feed?uri=/b");
    expect(feed.headers.get("content-type")).toBe("text/xml");
    expect(feed.text).toContain("<updated>1970-01-01T00:26:40Z</updated>");
    expect(feed.text).toContain('<link href="https://example.com/blog/b#isso-7" />');
    const etag = feed.headers.get("etag") ?? "";
    const again = await api.ask("GET", "/feed?uri=/b", { headers: { "If-None-Match": etag } });
    expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
    const mismatch = await api.ask("GET", "/feed?uri=/b", { headers: { "If-Match": '"x"' } });
    expect([mismatch.status, mismatch.text]).toEqual([412, feed.text]);
  });

  it("has another tag after an edit", async () => {
    const posted = await api.post("/feed");
    const before = await api.ask("GET", "/feed?uri=/feed");
    await api.ask("PUT", `/id/${posted.json.id}`, { headers: cookieOf(posted), body: { text: "changed" } });
    const after = await api.ask("GET", "/feed?uri=/feed", {
      headers: { "If-None-Match": before.headers.get("etag") ?? "" },
    });
    expect(after.status).toBe(200);
    expect(after.text).toContain("&lt;p&gt;changed&lt;/p&gt;");
  });

  it.each([
    ["", "missing uri query"],
    ["?uri=/a&limit=x", "limit should be integer"],
    ["?uri=/a&limit=99999999999999999999", "limit should be integer"],
  ])("refuses /feed%s", async (query, message) => {
    const answer = await api.ask("GET", `/feed${query}`);
    expect([answer.status, answer.text.includes(message)]).toEqual([400, true]);
  });

  it("is empty, but well formed, for a thread that nobody knows", async () => {
    const { status, text } = await api.ask("GET", "/feed?uri=/nope");
    expect(status).toBe(200);
    expect(text).toContain("<updated>1970-01-01T00:00:00Z</updated>");
  });
});

describe("GET /info and /config", () => {
  it("tell the version that clients compare, and how the server was reached", async () => {
    expect((await api.ask("GET", "/info")).json).toEqual({
      version: "0.14.0",
      host: app.url,
      origin: "https://example.com",
      moderation: false,
    });
    const headers = { "X-Forwarded-Proto": "https", "X-Script-Name": "/isso" };
    const { host } = (await api.ask("GET", "/isso/info", { headers })).json;
    expect(host).toBe(`${app.url.replace("http:", "https:")}/isso`);
  });

  it("publish what the browser side may know", async () => {
    expect((await api.ask("GET", "/config")).json).toEqual({
      config: {
        "reply-to-self": false,
        "require-email": false,
        "require-author": false,
        "website-field": true,
        "reply-notifications": false,
        gravatar: false,
        feed: true,
      },
    });
  });
});
