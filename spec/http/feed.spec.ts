import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StoredComment } from "../../src/domain/ports.ts";
import { commentId, type SafeHtml, threadId, unixSeconds } from "../../src/domain/values.ts";
import { atomFeed, atomTime } from "../../src/http/feed.ts";

interface Entry {
  readonly id: number;
  readonly parent?: number;
  readonly created?: number;
  readonly modified?: number;
  readonly author?: string | null;
  readonly html?: string;
}

function stored(entry: Entry): StoredComment {
  const comment = {
    id: commentId(entry.id),
    thread: threadId(7),
    parent: entry.parent ?? null,
    created: unixSeconds(entry.created ?? 1000),
    modified: entry.modified === undefined ? null : unixSeconds(entry.modified),
    mode: 1,
    remoteAddr: null,
    text: "",
    author: entry.author ?? null,
    email: null,
    website: null,
    likes: 0,
    dislikes: 0,
    voters: new Uint8Array(256),
    notification: null,
  };
  const thread = { id: threadId(7), uri: "/a", title: null };
  return { comment, html: (entry.html ?? "<p>x</p>") as SafeHtml, hash: "", bornAt: 0, thread };
}

/** Whether XML 1.0 has the character (its production Char). */
function isXml(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return [9, 10, 13].includes(code);
  return code < 0xd800 || (code > 0xdfff && code !== 0xfffe && code !== 0xffff);
}

const feedOf = (...entries: Entry[]): string =>
  atomFeed({ base: "https://example.com/blog//", uri: "/a", comments: entries.map(stored) });

describe("atomTime", () => {
  it.each([
    [0, "1970-01-01T00:00:00Z"],
    [1000, "1970-01-01T00:16:40Z"],
    [200.5, "1970-01-01T00:03:20.500000Z"],
    [1795305861.6317475, "2026-11-22T00:04:21.631747Z"],
    [999.9999999, "1970-01-01T00:16:40Z"],
  ])("writes %d in UTC, with six digits where there is a fraction", (seconds, text) => {
    expect(atomTime(seconds)).toBe(text);
  });
});

describe("atomFeed", () => {
  it("is one line after the declaration, empty for a thread without comments", () => {
    expect(feedOf()).toBe(
      "<?xml version='1.0' encoding='utf-8'?>\n" +
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">' +
        "<updated>1970-01-01T00:00:00Z</updated><id>tag:example.com,2018:/isso/thread/a</id>" +
        "<title>Comments for example.com/a</title></feed>",
    );
  });

  it("names thread, comment and answered comment in every entry", () => {
    const feed = feedOf({ id: 2, parent: 1, modified: 2000, author: "A &amp; B" });
    expect(feed).toContain(
      "<updated>1970-01-01T00:33:20Z</updated><id>tag:example.com,2018:/isso/thread/a</id>",
    );
    expect(feed).toContain(
      "<entry><id>tag:example.com,2018:/isso/7/2</id><title>Comment #2</title>" +
        "<updated>1970-01-01T00:33:20Z</updated><author><name>A &amp;amp; B</name></author>" +
        '<link href="https://example.com/blog/a#isso-2" /><content type="html">&lt;p&gt;x&lt;/p&gt;</content>' +
        '<thr:in-reply-to ref="tag:example.com,2018:/isso/7/1" href="https://example.com/blog/a#isso-1" /></entry>',
    );
  });

  it("writes an empty name for an author without one", () => {
    expect(feedOf({ id: 1 })).toContain("<author><name /></author>");
  });

  it("keeps only characters that XML 1.0 allows, whatever authors are called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (author) => {
        expect(Array.from(feedOf({ id: 1, author })).filter((character) => !isXml(character))).toEqual([]);
      }),
      { examples: [["a\u000bb"], ["\ud800"]] },
    );
  });
});
