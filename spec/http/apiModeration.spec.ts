import { afterEach, describe, expect, it } from "vitest";
import { type Api, apiOf, cookieOf, fromNetwork, loggedLink } from "../support/api.ts";
import { startTestApp, type TestApp } from "../support/testApp.ts";

let app: TestApp;
let api: Api;
afterEach(() => app.close());

async function start(conf: string): Promise<void> {
  app = await startTestApp({ conf, now: 1_700_000_000 });
  api = apiOf(app);
}

const moderated = "[moderation]\nenabled = true\n[guard]\nenabled = false\n";

describe("a moderated comment", () => {
  it("waits until its link is followed and confirmed", async () => {
    await start(moderated);
    const posted = await api.post("/a");
    expect([posted.status, posted.json.mode]).toEqual([202, 2]);
    const link = loggedLink(app, "Activate");
    expect((await api.ask("GET", link)).status).toBe(200);
    expect((await api.ask("GET", "/?uri=/a")).json.replies).toEqual([]);
    expect((await api.ask("POST", link)).text).toBe("Comment has been activated");
    expect((await api.ask("POST", link)).text).toBe("Already activated");
    expect((await api.ask("GET", "/?uri=/a")).json.replies).toHaveLength(1);
  });

  it("can be read by its author while it waits", async () => {
    await start(moderated);
    const posted = await api.post("/a");
    const answer = await api.ask("GET", `/id/${posted.json.id}`, { headers: cookieOf(posted) });
    expect(answer.json).toMatchObject({ mode: 2 });
  });

  it("goes when its other link is confirmed, and is then unknown", async () => {
    await start(moderated);
    await api.post("/a");
    const link = loggedLink(app, "Delete");
    expect((await api.ask("POST", link)).text).toBe("Comment has been deleted");
    expect((await api.ask("POST", link)).status).toBe(404);
  });

  it("can be edited by the moderator without being marked as modified", async () => {
    await start(moderated);
    const { id } = (await api.post("/a", { author: "A" })).json;
    const link = loggedLink(app, "Delete").replace("/delete/", "/edit/");
    const edited = await api.ask("POST", link, { body: { text: "*kinder*", author: null } });
    expect(edited.json).toMatchObject({ id, text: "*kinder*", author: null, modified: null });
  });

  it("is not in the reach of a link for an earlier comment of the same number", async () => {
    await start(moderated);
    await api.post("/a");
    const old = loggedLink(app, "Delete");
    await api.ask("POST", old);
    app.clock.set(1_700_000_100);
    const successor = await api.post("/a", { text: "someone else" });
    expect(old).toContain(`/id/${successor.json.id}/`);
    expect((await api.ask("POST", old)).status).toBe(403);
  });
});

describe("the guard", () => {
  const refusal = async (fields: object): Promise<unknown> => {
    const { status, json } = await api.post("/g", fields);
    return { status, ...json };
  };

  it("limits the comments of one network in a minute", async () => {
    await start("");
    await api.post("/a");
    await api.post("/b");
    expect(await refusal({})).toEqual({
      status: 403,
      reason: "ratelimit",
      message: expect.stringMatching(/^127\.0\.0\.0: ratelimit exceeded \(\d, \d\)$/),
    });
    expect((await api.post("/g", {}, fromNetwork(1))).status).toBe(201);
    app.clock.set(1_700_000_061);
    expect((await api.post("/g")).status).toBe(201);
  });

  it("limits the direct responses of one network to a page", async () => {
    await start("[guard]\nratelimit = 100\ndirect-reply = 1\n");
    await api.post("/g");
    expect(await refusal({})).toMatchObject({ reason: "direct-reply", message: "1 direct responses to /g" });
    expect(await refusal({ parent: 0 })).toMatchObject({ reason: "direct-reply" });
    expect(await refusal({ parent: 4242 })).toMatchObject({ reason: "direct-reply" });
  });

  it("lets nobody answer the own comment while it can be edited", async () => {
    await start("[guard]\nratelimit = 100\n");
    const { id } = (await api.post("/g")).json;
    expect(await refusal({ parent: id })).toMatchObject({
      reason: "reply-to-self",
      message: "edit time frame is still open",
    });
    expect((await api.post("/g", { parent: id }, fromNetwork(1))).json.parent).toBe(id);
  });

  it("may ask for an e-mail and a name", async () => {
    await start("[guard]\nrequire-email = true\nrequire-author = true\n");
    expect(await refusal({ email: "" })).toMatchObject({ reason: "require-email" });
    expect(await refusal({ email: "a@b.c" })).toMatchObject({ reason: "require-author" });
    expect((await api.post("/g", { email: "a@b.c", author: "A" })).status).toBe(201);
  });
});
