import { afterEach, describe, expect, it } from "vitest";
import type { Command } from "../../src/domain/comment/commands.ts";
import type { CommentState } from "../../src/domain/comment/state.ts";
import { err, ok } from "../../src/domain/result.ts";
import { readEditToken, readModerationToken } from "../../src/domain/token/kinds.ts";
import { commentId, threadId } from "../../src/domain/values.ts";
import {
  type HttpDouble,
  type HttpDoubleParts,
  httpDouble,
  type RunningServer,
  serve,
} from "../support/httpDouble.ts";

let server: RunningServer | undefined;
afterEach(() => server?.close());

type Post = Extract<Command, { type: "PostComment" }>;

/** The comment that a post makes of itself, as number 5 of thread 3. */
function stateOf(post: Post): CommentState {
  return {
    id: commentId(5),
    thread: threadId(3),
    parent: null,
    created: post.now,
    modified: null,
    mode: post.rules.moderated ? 2 : 1,
    remoteAddr: post.address,
    text: post.text,
    author: post.author,
    email: post.email,
    website: post.website,
    likes: 0,
    dislikes: 0,
    voters: new Uint8Array(256),
    notification: post.notification,
  };
}

const accepting: NonNullable<HttpDoubleParts["run"]> = (command) => {
  if (command.type !== "PostComment") return err({ kind: "comment-unknown" });
  const thread = { id: threadId(3), uri: command.uri, title: command.title };
  return ok({ comment: stateOf(command), thread, threadOpened: true });
};

interface Posted {
  readonly double: HttpDouble;
  readonly response: Response;
}

async function post(body: object, parts: HttpDoubleParts = {}, path = "/new?uri=/a"): Promise<Posted> {
  const double = httpDouble({ run: accepting, ...parts });
  server = await serve(double);
  const headers = { "Content-Type": "application/json", "X-Forwarded-For": "12.34.56.78" };
  const response = await fetch(server.url + path, { method: "POST", headers, body: JSON.stringify(body) });
  return { double, response };
}

const titled = { text: "Hello, World!", title: "T" };

describe("POST /new", () => {
  it("answers 201 with the public fields alone", async () => {
    const { response } = await post({ ...titled, email: "a@b.c", author: "<A>", website: "e.com" });
    expect([response.status, response.headers.get("content-type")]).toEqual([201, "application/json"]);
    expect(await response.json()).toEqual({
      id: 5,
      parent: null,
      created: 1_700_000_000,
      modified: null,
      mode: 1,
      text: "<p>Hello, World!</p>",
      author: "&lt;A&gt;",
      website: "http://e.com",
      likes: 0,
      dislikes: 0,
      notification: null,
      hash: "hash of a@b.c",
    });
  });

  it("takes the network of the caller for the identity where there is no e-mail", async () => {
    for (const body of [titled, { ...titled, email: "" }]) {
      const { response } = await post(body);
      expect(await response.json()).toMatchObject({ hash: "hash of 12.34.56.0" });
      await server?.close();
    }
  });

  it("adds a picture where the site wants one", async () => {
    const conf = "[general]\nhost = https://example.com\ngravatar = true\n";
    const { response } = await post({ ...titled, email: "foo@example.com" }, { conf });
    expect(await response.json()).toMatchObject({
      gravatar_image: "https://www.gravatar.com/avatar/b48def645758b95537d4424c84d1a9ff?d=identicon&s=55",
    });
  });

  it("hands out the right to edit under two names", async () => {
    const { double, response } = await post(titled);
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(response.headers.get("x-set-cookie")).toBe(cookie.replace(/^5=/, "isso-5="));
    expect(cookie).toMatch(/; Max-Age=900; Path=\/; SameSite=Lax$/);
    const token = readEditToken(
      cookie.slice(2, cookie.indexOf(";")),
      double.deps.signingKey,
      double.deps.codec,
    );
    expect(token).toEqual(
      ok({
        value: { id: 5, textSha1: "0a0a9f2a6772942557ab5355d76af442f8f65e01" },
        signedAt: 1_700_000_000,
      }),
    );
  });

  it("answers 202 for a comment that waits, and tells moderators how to publish it", async () => {
    const conf =
      "[general]\nhost = https://example.com\n[moderation]\nenabled = true\n[server]\npublic-endpoint = https://c.example.com\n";
    const { double, response } = await post(titled, { conf });
    expect(response.status).toBe(202);
    expect(response.headers.get("set-cookie")).toMatch(/; Secure; Path=\/; SameSite=None$/);
    const [opened, posted] = double.occasions;
    expect(opened).toEqual({ kind: "thread-opened", id: 3, title: "T" });
    expect(posted).toMatchObject({ kind: "comment-posted", link: "https://example.com/a#isso-5" });
    if (posted?.kind !== "comment-posted") throw new Error("no comment was announced");
    const [, key = ""] = /^https:\/\/c\.example\.com\/id\/5\/delete\/(.+)$/.exec(posted.deleteLink) ?? [];
    expect(readModerationToken(key, double.deps.signingKey, double.deps.codec)).toMatchObject({
      value: { value: 5 },
    });
    expect(posted.activateLink).toBe(`https://c.example.com/id/5/activate/${key}`);
  });

  it("has no link to publish what is public already", async () => {
    const { double } = await post(titled);
    expect(double.occasions[1]).not.toHaveProperty("activateLink");
  });

  it("asks the page for a title, and for the thread's address, only when the thread is new", async () => {
    const title = { title: "Page", uri: "/moved" };
    const { double } = await post({ text: "abc" }, { title });
    expect(double.commands[0]).toMatchObject({ uri: "/moved", title: "Page" });
    await server?.close();
    const known = { title, reads: { thread: async () => ({ id: threadId(3), title: "old" }) } };
    expect((await post({ text: "abc" }, known)).double.commands[0]).toMatchObject({ uri: "/a", title: null });
  });

  it("refuses a new thread whose page cannot be read", async () => {
    const { double, response } = await post({ text: "abc" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(
      "Cannot create new thread: URI /a is not accessible and no title was provided. Please provide a title parameter in your request.",
    );
    expect(double.commands).toEqual([]);
  });

  it("asks the page once more when the thread went between look-up and writing", async () => {
    const run: NonNullable<HttpDoubleParts["run"]> = (command) =>
      command.type === "PostComment" && command.title === null
        ? err({ kind: "thread-needs-title" })
        : accepting(command);
    const reads = { thread: async () => ({ id: threadId(3), title: "old" }) };
    const { double, response } = await post(
      { text: "abc" },
      { run, reads, title: { title: "New", uri: "/a" } },
    );
    expect(response.status).toBe(201);
    expect(double.commands.map((command) => "title" in command && command.title)).toEqual([null, "New"]);
  });

  it("announces a repeat with the same idempotency key no second time", async () => {
    const run: NonNullable<HttpDoubleParts["run"]> = (command) => {
      const first = accepting(command);
      if (!first.ok || !("threadOpened" in first.value)) return first;
      const comment = { ...first.value.comment, created: 1_699_999_000 as never };
      return ok({ ...first.value, comment });
    };
    const { double, response } = await post({ ...titled, "idempotency-key": "k" }, { run });
    expect(double.commands[0]).toMatchObject({ idempotencyKey: "k" });
    expect(response.status).toBe(201);
    expect(double.occasions).toEqual([]);
  });

  it.each([
    [{}, "text is missing"],
    [{ text: "ab " }, "text is too short (minimum length: 3)"],
    [{ text: "abc", parent: "1" }, "parent must be an integer or null"],
    [[], "JSON object expected"],
  ])("refuses %j", async (body, message) => {
    const { double, response } = await post(body);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(`<p>${message}</p>`);
    expect(double.commands).toEqual([]);
  });

  it("needs a thread, which may be the empty one", async () => {
    expect((await post(titled, {}, "/new")).response.status).toBe(400);
    await server?.close();
    expect((await post(titled, {}, "/new?uri=")).response.status).toBe(201);
  });
});
