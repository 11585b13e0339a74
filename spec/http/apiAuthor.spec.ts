import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, apiOf, cookieOf, fromNetwork } from "../support/api.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";

const NOW = 1_700_000_000;
let app: TestApp;
let api: Api;

beforeAll(async () => {
  app = await startTestApp({ conf: "[guard]\nenabled = false\n", now: NOW });
  api = apiOf(app);
});
afterAll(() => app.close());

describe("an author", () => {
  it("reads the own comment back, as HTML or as source", async () => {
    const posted = await api.post("/view", { text: "*Hello*" });
    const { id } = posted.json;
    const headers = cookieOf(posted);
    const { hash, ...shown } = posted.json;
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
    expect((await api.ask("GET", `/id/${id}`, { headers })).json).toEqual(shown);
    expect((await api.ask("GET", `/id/${id}?plain=0`, { headers })).json).toEqual(shown);
    for (const plain of ["1", "", "false"]) {
      const { json } = await api.ask("GET", `/id/${id}?plain=${plain}`, { headers });
      expect(json.text).toBe("*Hello*");
    }
  });

  it("is known by the cookie of this very comment alone", async () => {
    const mine = await api.post("/view");
    const other = await api.post("/view");
    const forged = cookieOf(other).Cookie.replace(/^\d+/, String(mine.json.id));
    const path = `/id/${mine.json.id}`;
    const body = { text: "changed" };
    expect((await api.ask("GET", path)).status).toBe(403);
    for (const headers of [{ Cookie: forged }, { Cookie: `${mine.json.id}=x` }, cookieOf(other)]) {
      expect((await api.ask("GET", path, { headers })).status).toBe(403);
      expect((await api.ask("PUT", path, { headers, body })).status).toBe(403);
      expect((await api.ask("DELETE", path, { headers })).status).toBe(403);
    }
  });

  it("changes what the edit names and nothing else, and gets a fresh cookie", async () => {
    const posted = await api.post("/edit", { author: "A", website: "e.com" });
    const { id } = posted.json;
    app.clock.set(NOW + 10);
    const body = { text: "*new*", website: "e.org", email: "x@y.z", title: 5 };
    const edited = await api.ask("PUT", `/id/${id}`, { headers: cookieOf(posted), body });
    expect(edited.status).toBe(200);
    expect(edited.json).toMatchObject({ author: "A", website: "e.org", modified: NOW + 10 });
    expect(edited.json.text).toContain("<em>new</em>");
    expect(edited.json).not.toHaveProperty("hash");
    expect(edited.headers.get("x-set-cookie")).toMatch(new RegExp(`^isso-${id}=`));
    const again = await api.ask("PUT", `/id/${id}`, { headers: cookieOf(edited), body: { text: "third" } });
    expect(again.status).toBe(200);
    app.clock.set(NOW);
  });

  it("cannot edit with a cookie of the text before", async () => {
    const posted = await api.post("/edit");
    const path = `/id/${posted.json.id}`;
    const headers = cookieOf(posted);
    await api.ask("PUT", path, { headers, body: { text: "changed" } });
    expect((await api.ask("PUT", path, { headers, body: { text: "once more" } })).status).toBe(403);
  });

  it("can edit until the last second of the window", async () => {
    const posted = await api.post("/edit");
    const ask = (): ReturnType<Api["ask"]> =>
      api.ask("GET", `/id/${posted.json.id}`, { headers: cookieOf(posted) });
    app.clock.set(NOW + 900);
    expect((await ask()).status).toBe(200);
    app.clock.set(NOW + 901);
    expect((await ask()).status).toBe(403);
    app.clock.set(NOW);
  });

  it.each([
    ["[]", "JSON object expected"],
    ["{}", "text is missing"],
    ['{"text": "ab"}', "text is too short (minimum length: 3)"],
    ['{"text": "abc", "author": 1}', "author must be a string or null"],
    ["{", "Unable to read JSON request"],
  ])("cannot edit with %s", async (body, message) => {
    const posted = await api.post("/edit");
    const headers = { ...cookieOf(posted), Accept: "application/json" };
    const answer = await api.ask("PUT", `/id/${posted.json.id}`, { headers, body });
    expect([answer.status, answer.json]).toEqual([400, { message: `400 Bad Request: ${message}` }]);
  });

  it("takes a comment back, and the thread goes with its last one", async () => {
    const posted = await api.post("/gone");
    const deleted = await api.ask("DELETE", `/id/${posted.json.id}`, { headers: cookieOf(posted) });
    expect([deleted.status, deleted.text]).toEqual([200, "null"]);
    expect(deleted.headers.get("set-cookie")).toMatch(
      /^\d+=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0;/,
    );
    expect(deleted.headers.get("x-set-cookie")).toMatch(/^isso-\d+=; /);
    expect((await api.ask("GET", "/?uri=/gone")).json).toMatchObject({ total_replies: 0, replies: [] });
  });

  it("leaves a blank place behind while there are replies, and it goes with the last of them", async () => {
    const parent = await api.post("/blank", { author: "A" });
    const reply = await api.post("/blank", { parent: parent.json.id });
    const deleted = await api.ask("DELETE", `/id/${parent.json.id}`, { headers: cookieOf(parent) });
    expect(deleted.json).toMatchObject({ id: parent.json.id, mode: 4, text: "", author: null });
    expect((await api.ask("GET", "/?uri=/blank")).json.replies).toHaveLength(1);
    await api.ask("DELETE", `/id/${reply.json.id}`, { headers: cookieOf(reply) });
    expect((await api.ask("GET", "/?uri=/blank")).json.replies).toEqual([]);
  });

  it("finds 404 when the comment is gone already", async () => {
    const posted = await api.post("/twice");
    const headers = cookieOf(posted);
    const path = `/id/${posted.json.id}`;
    await api.ask("DELETE", path, { headers });
    expect((await api.ask("DELETE", path, { headers })).status).toBe(404);
    expect((await api.ask("PUT", path, { headers, body: { text: "abc" } })).status).toBe(404);
    expect((await api.ask("GET", path, { headers })).status).toBe(404);
  });

  it("has no power over a later comment that got the same number, even with the same text", async () => {
    const first = await api.post("/number");
    const headers = cookieOf(first);
    const path = `/id/${first.json.id}`;
    await api.ask("DELETE", path, { headers });
    app.clock.set(NOW + 10);
    expect((await api.post("/number")).json.id).toBe(first.json.id);
    expect((await api.ask("GET", path, { headers })).status).toBe(403);
    expect((await api.ask("PUT", path, { headers, body: { text: "mine" } })).status).toBe(403);
    expect((await api.ask("DELETE", path, { headers })).status).toBe(403);
    app.clock.set(NOW);
  });

  it("gets the first answer again for a repeat with the same key, and only then", async () => {
    const fields = { "idempotency-key": "k-1", text: "Only once" };
    const first = await api.post("/once", fields);
    const again = await api.post("/once", fields);
    expect([again.status, again.json]).toEqual([201, first.json]);
    const foreign = await api.post("/once", fields, fromNetwork(1));
    expect(foreign.json.id).not.toBe(first.json.id);
  });
});

describe("a voter", () => {
  it("counts once for each network, and not at all for the author's", async () => {
    const { id } = (await api.post("/votes")).json;
    const vote = (what: string, network: number): ReturnType<Api["ask"]> =>
      api.ask("POST", `/id/${id}/${what}`, { headers: fromNetwork(network) });
    expect((await vote("like", 7)).json).toEqual({ likes: 1, dislikes: 0 });
    expect((await vote("dislike", 7)).json).toEqual({
      likes: 1,
      dislikes: 0,
      message: "Downvote denied because a vote has already been registered for this remote address: 10.0.7.0",
    });
    expect((await vote("dislike", 8)).json).toEqual({ likes: 1, dislikes: 1 });
    expect((await api.ask("POST", `/id/${id}/like`)).json).toMatchObject({
      likes: 1,
      message: "Upvote denied because a vote has already been registered for this remote address: 127.0.0.0",
    });
  });

  it.each(["4242", "99999999999999999999", "0"])("gets null for comment %s", async (id) => {
    const answer = await api.ask("POST", `/id/${id}/like`);
    expect([answer.status, answer.text]).toEqual([200, "null"]);
  });
});
