import { createHash } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { StoredComment } from "../../src/domain/ports.ts";
import { ok } from "../../src/domain/result.ts";
import { editToken, moderationToken, unsubscribeToken } from "../../src/domain/token/kinds.ts";
import { commentId, type SafeHtml, threadId, unixSeconds } from "../../src/domain/values.ts";
import { type HttpDouble, httpDouble, type RunningServer, serve } from "../support/httpDouble.ts";

let server: RunningServer | undefined;
afterEach(() => server?.close());

const NOW = 1_700_000_000;
const id = commentId(5);
const browser = { Accept: "text/html,*/*;q=0.8" };

function storedWith(uri: string): StoredComment {
  const comment = {
    id,
    thread: threadId(3),
    parent: null,
    created: unixSeconds(NOW - 100),
    modified: null,
    mode: 2,
    remoteAddr: "127.0.0.0",
    text: "</textarea><script>alert(1)</script>",
    author: "A &amp; B",
    email: "a@b.c",
    website: "http://e.com/?a=&quot;",
    likes: 0,
    dislikes: 0,
    voters: new Uint8Array(256),
    notification: null,
  };
  const thread = { id: threadId(3), uri, title: "<Title>" };
  return { comment, html: "<p></p>" as SafeHtml, hash: "", bornAt: NOW - 100, thread };
}

interface Site {
  readonly double: HttpDouble;
  /** Asks for `/id/5/<path>` with a moderation key at its end, signed at the given second. */
  ask(path: string, init?: RequestInit, signedAt?: number): Promise<Response>;
}

async function site(uri = "/a"): Promise<Site> {
  const stored = storedWith(uri);
  const double = httpDouble({
    reads: { comment: async (asked) => (asked === id ? stored : null) },
    run: (command) => {
      if (command.type === "EditComment") return ok({ comment: { ...stored.comment, text: command.text } });
      if (command.type === "ApproveComment") return ok({ alreadyPublished: false });
      return command.type === "DeleteComment" ? ok({ comment: null }) : ok({ ended: 1 });
    },
  });
  const { url, close } = await serve(double);
  server = { url, close };
  const { signingKey, codec } = double.deps;
  return {
    double,
    ask: (path, init, signedAt = NOW - 50) =>
      fetch(`${url}/id/${path}/${moderationToken(id, signingKey, signedAt, codec)}`, {
        redirect: "manual",
        ...init,
      }),
  };
}

describe("a moderation link", () => {
  it.each(["activate", "delete", "edit"])("opens a page that changes nothing: %s", async (action) => {
    const { double, ask } = await site();
    const response = await ask(`5/${action}`);
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toContain('<form method="post">');
    expect(double.commands).toEqual([]);
  });

  it("opens a page without a script, which no other site may frame or see the address of", async () => {
    const { ask } = await site("/x</script><script>alert(1)</script>");
    const { headers, text } = await ask("5/edit").then(async (r) => ({
      headers: r.headers,
      text: await r.text(),
    }));
    expect(text).not.toContain("<script");
    expect(text.match(/<\/textarea>/g)).toHaveLength(1);
    const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    expect(headers.get("content-security-policy")).toBe(
      `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-${digest}'; form-action 'self' https://example.com`,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
  });

  it.each([
    ["activate", "ApproveComment", "Comment has been activated"],
    ["delete", "DeleteComment", "Comment has been deleted"],
  ])("acts when posted to, and says so to scripts: %s", async (action, type, message) => {
    const { double, ask } = await site();
    const response = await ask(`5/${action}`, { method: "POST" });
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(message);
    expect(double.commands).toMatchObject([
      { type, comment: 5, authority: { kind: "moderation-link", signedAt: NOW - 50 } },
    ]);
    expect(double.occasions).toEqual([
      { kind: action === "delete" ? "comment-deleted" : "comment-activated", id: 5 },
    ]);
  });

  it.each([
    ["/a/b", "https://example.com/a/b#isso-5"],
    ["/é x", "https://example.com/%C3%A9%20x#isso-5"],
    ["@evil.example/", "https://example.com/@evil.example/#isso-5"],
    ["javascript:alert(1)", "https://example.com/javascript:alert(1)#isso-5"],
  ])("leads people to the comment on the configured site: %s", async (uri, target) => {
    const { ask } = await site(uri);
    const response = await ask("5/delete", { method: "POST", headers: browser });
    expect([response.status, response.headers.get("location")]).toEqual([303, target]);
  });

  it("is refused for another comment, another kind of key, and a comment born after the key", async () => {
    const { double, ask } = await site();
    const { signingKey, codec } = double.deps;
    const keys = [
      editToken({ id, textSha1: "0".repeat(40) }, signingKey, NOW, codec),
      unsubscribeToken("a@b.c", signingKey, NOW, codec),
      "forged",
    ];
    for (const method of ["GET", "POST"]) {
      expect((await ask("6/delete", { method })).status).toBe(403);
      expect((await ask("99999999999999999999/delete", { method })).status).toBe(403);
      expect((await ask("5/delete", { method }, NOW - 101)).status).toBe(403);
      expect((await ask("5/delete", { method }, NOW + 10)).status).toBe(403);
      for (const key of keys) {
        expect((await fetch(`${server?.url}/id/5/delete/${key}`, { method })).status).toBe(403);
      }
    }
    expect(double.commands).toEqual([]);
  });

  it("answers 404 for a comment that is gone", async () => {
    const { double } = await site();
    const key = moderationToken(commentId(6), double.deps.signingKey, NOW, double.deps.codec);
    expect((await fetch(`${server?.url}/id/6/delete/${key}`)).status).toBe(404);
  });
});

describe("a moderator's edit", () => {
  it("takes JSON and answers with the source", async () => {
    const { double, ask } = await site();
    const body = JSON.stringify({ text: "*new*", email: "ignored@e.com" });
    const response = await ask("5/edit", { method: "POST", body });
    expect(await response.json()).toMatchObject({ id: 5, text: "*new*", author: "A &amp; B" });
    expect(double.commands[0]).not.toHaveProperty("author");
    expect(double.commands[0]).not.toHaveProperty("email");
  });

  it("takes the form of its page, where an empty field means nothing", async () => {
    const { double, ask } = await site();
    const body = new URLSearchParams({ text: "a\r\nb+c", author: "A & B", website: "" });
    const response = await ask("5/edit", { method: "POST", body, headers: browser });
    expect(response.status).toBe(303);
    expect(double.commands[0]).toMatchObject({ text: "a\nb+c", author: "A &amp; B", website: null });
  });

  it("shows names as they were typed, so that saving twice changes nothing", async () => {
    const { ask } = await site();
    const text = await (await ask("5/edit")).text();
    expect(text).toContain('value="A &amp; B"');
    expect(text).toContain('value="http://e.com/?a=&#34;"');
  });

  it("is checked like any other", async () => {
    const { ask } = await site();
    expect((await ask("5/edit", { method: "POST", body: "[]" })).status).toBe(400);
    expect((await ask("5/edit", { method: "POST", body: '{"text": "a"}' })).status).toBe(400);
  });
});

describe("an unsubscribe link", () => {
  const link = (double: HttpDouble, email: string, signed = email): string => {
    const key = unsubscribeToken(signed, double.deps.signingKey, NOW, double.deps.codec);
    return `${server?.url}/id/5/unsubscribe/${encodeURIComponent(email)}/${key}`;
  };

  it.each(["a@b.c", "ünï@example.com", "a%40b@c.d"])(
    "works with its address encoded twice: %s",
    async (email) => {
      const { double } = await site();
      const response = await fetch(link(double, encodeURIComponent(email), email));
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(
        "You have been unsubscribed from replies in the given conversation.",
      );
      expect(double.commands).toMatchObject([{ type: "EndSubscription", comment: 5, email }]);
    },
  );

  it("works with its address encoded once", async () => {
    const { double } = await site();
    expect((await fetch(link(double, "a@b.c"))).status).toBe(200);
  });

  it("is refused for another address, and unknown with a slash in it", async () => {
    const { double } = await site();
    expect((await fetch(link(double, "x@b.c", "a@b.c"))).status).toBe(403);
    expect((await fetch(link(double, "a/b@c.d"))).status).toBe(404);
    expect(double.commands).toEqual([]);
  });
});
