import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseThreadQuery, type ThreadQuery } from "../../../src/domain/thread/query.ts";
import {
  type CommentAnswer,
  type ThreadAnswer,
  type TopLevelAnswer,
  threadView,
  type VisibleComment,
} from "../../../src/domain/thread/view.ts";
import { parseQuery } from "../../../src/domain/web/queryString.ts";

function row(id: number, parent: number | null, more: Partial<VisibleComment> = {}): VisibleComment {
  return {
    id,
    parent,
    created: id * 100,
    modified: null,
    mode: 1,
    text: `text ${id}`,
    html: `<p>text ${id}</p>`,
    author: null,
    website: null,
    likes: 0,
    dislikes: 0,
    notification: null,
    hash: `hash ${id}`,
    ...more,
  };
}

/** The visible comments of thread /a of the behaviour's fixture; pending ones are not among them. */
const threadA: readonly VisibleComment[] = [
  row(1, null, { created: 100, likes: 5 }),
  row(2, null, { created: 200.5, dislikes: 3 }),
  row(10, null, { created: 1000, likes: 4, dislikes: 2 }),
  row(4, null, { created: 400, mode: 4, text: "", html: "<p></p>" }),
  row(5, 1),
  row(6, 1),
  row(8, 4),
  row(13, 3),
];
const threadB: readonly VisibleComment[] = [row(11, null), row(12, 1)];

function queryOf(text: string): ThreadQuery {
  const query = parseThreadQuery(parseQuery(`uri=/a&${text}`));
  if (!query.ok) throw new Error(query.error);
  return query.value;
}

/** `id{total,hidden:[nested]}` for each listed comment, as the behaviour's tables write it. */
function notation(answer: ThreadAnswer<unknown>): string {
  const listed = answer.replies.map((reply) =>
    isTopLevel(reply) ? nestedNotation(reply) : String(reply.id),
  );
  return `total ${answer.total_replies} hidden ${answer.hidden_replies}: ${listed.join(" ")}`.trim();
}

function nestedNotation(reply: TopLevelAnswer): string {
  if (reply.total_replies === 0 && reply.hidden_replies === 0 && reply.replies.length === 0)
    return `${reply.id}`;
  const nested = reply.replies.map((child) => child.id).join(" ");
  return `${reply.id}{${reply.total_replies},${reply.hidden_replies}:[${nested}]}`;
}

function isTopLevel(reply: CommentAnswer | TopLevelAnswer): reply is TopLevelAnswer {
  return "replies" in reply;
}

const anyRows = fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 30 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc
        .record({
          parent: fc.option(fc.nat({ max: 60 }), { freq: 2 }),
          created: fc.integer({ min: 1, max: 5 }),
          likes: fc.nat({ max: 3 }),
          dislikes: fc.nat({ max: 3 }),
        })
        .map(({ parent, ...more }) => row(id, parent, more)),
    ),
  ),
);

const smallInteger = fc.integer({ min: -2, max: 8 });

const anyQuery: fc.Arbitrary<ThreadQuery> = fc.record(
  {
    uri: fc.constant("/a"),
    parent: fc.option(fc.nat({ max: 60 }), { freq: 2 }),
    sort: fc.constantFrom("oldest" as const, "newest" as const, "upvotes" as const),
    limit: smallInteger,
    offset: fc.nat({ max: 8 }),
    nestedLimit: smallInteger,
    after: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant("nothing" as const)),
    plain: fc.boolean(),
  },
  { requiredKeys: ["uri", "parent", "sort", "offset", "after", "plain"] },
);

describe("threadView", () => {
  it("does not depend on the order of the rows, nor change them", () => {
    fc.assert(
      fc.property(anyRows, anyQuery, (rows, query) => {
        const before = JSON.stringify(rows);
        const answer = threadView(rows, query, null);
        expect(threadView([...rows].reverse(), query, null)).toEqual(answer);
        expect(JSON.stringify(rows)).toBe(before);
      }),
    );
  });

  it("accounts for every counted comment as listed, hidden or skipped by the offset", () => {
    fc.assert(
      fc.property(anyRows, anyQuery, (rows, query) => {
        const answer = threadView(rows, query, null);
        const family = rows.filter((one) => one.parent === query.parent).length;
        expect(answer.total_replies).toBe(query.parent === null ? rows.length : family);
        expect(answer.replies.length + answer.hidden_replies + query.offset).toBe(family);
        for (const reply of answer.replies.filter(isTopLevel)) {
          expect(reply.total_replies).toBe(rows.filter((one) => one.parent === reply.id).length);
          expect(reply.replies.length + reply.hidden_replies).toBe(reply.total_replies);
        }
      }),
    );
  });

  it("lists only children of what was asked for, newer than asked for and within the limits", () => {
    fc.assert(
      fc.property(anyRows, anyQuery, (rows, query) => {
        const answer = threadView(rows, query, null);
        const nested = answer.replies.filter(isTopLevel).flatMap((reply) => reply.replies);
        for (const reply of [...answer.replies, ...nested]) {
          expect(query.after !== "nothing" && reply.created > query.after).toBe(true);
        }
        expect(answer.replies.every((reply) => reply.parent === query.parent)).toBe(true);
        if (query.limit !== undefined && query.limit >= 0) {
          expect(answer.replies.length).toBeLessThanOrEqual(query.limit);
        }
        expect(answer.replies.every(isTopLevel)).toBe(query.parent === null || answer.replies.length === 0);
      }),
    );
  });

  it("sorts the top level as asked, everything else by time, and equals by id", () => {
    fc.assert(
      fc.property(anyRows, anyQuery, (rows, query) => {
        const answer = threadView(rows, query, null);
        const rank = (reply: CommentAnswer): number => {
          if (query.parent !== null || query.sort === "oldest") return reply.created;
          return query.sort === "newest" ? -reply.created : reply.dislikes - reply.likes;
        };
        const expected = [...answer.replies].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
        expect(answer.replies).toEqual(expected);
        for (const { replies } of answer.replies.filter(isTopLevel)) {
          expect(replies).toEqual([...replies].sort((a, b) => a.created - b.created || a.id - b.id));
        }
      }),
    );
  });

  it("shows every comment and its direct replies when nothing limits it", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const answer = threadView(rows, queryOf(""), null);
        const top = rows.filter((one) => one.parent === null).map((one) => one.id);
        const shown = answer.replies
          .filter(isTopLevel)
          .flatMap((one) => [one.id, ...one.replies.map((r) => r.id)]);
        const expected = rows.filter((one) => one.parent === null || top.includes(one.parent));
        expect([...shown].sort()).toEqual(expected.map((one) => one.id).sort());
      }),
    );
  });

  it.each([
    ["", "total 8 hidden 0: 1{2,0:[5 6]} 2 4{1,0:[8]} 10"],
    ["sort=newest", "total 8 hidden 0: 10 4{1,0:[8]} 2 1{2,0:[5 6]}"],
    ["sort=upvotes", "total 8 hidden 0: 1{2,0:[5 6]} 10 4{1,0:[8]} 2"],
    ["limit=0", "total 8 hidden 4:"],
    ["limit=1", "total 8 hidden 3: 1{2,1:[5]}"],
    ["limit=2&offset=1", "total 8 hidden 1: 2 4{1,1:[]}"],
    ["limit=2&nested_limit=1", "total 8 hidden 2: 1{2,1:[5]} 2"],
    ["limit=2&offset=1&nested_limit=5", "total 8 hidden 1: 2 4{1,0:[8]}"],
    ["limit=-1", "total 8 hidden 0: 1{2,0:[5 6]} 2 4{1,0:[8]} 10"],
    ["offset=1&limit=-1", "total 8 hidden 0: 2 4{1,1:[]} 10"],
    ["offset=1", "total 8 hidden -1: 1{2,0:[5 6]} 2 4{1,0:[8]} 10"],
    ["limit=2&offset=100", "total 8 hidden -96:"],
    ["nested_limit=0", "total 8 hidden 0: 1{2,2:[]} 2 4{1,1:[]} 10"],
    ["nested_limit=-1", "total 8 hidden 0: 1{2,2:[]} 2 4{1,1:[]} 10"],
    ["after=150", "total 8 hidden 1: 2 4{1,0:[8]} 10"],
    ["after=550", "total 8 hidden 3: 10"],
    ["after=abc", "total 8 hidden 4:"],
    ["parent=1", "total 2 hidden 0: 5 6"],
    ["parent=1&limit=1&offset=1", "total 2 hidden 0: 6"],
    ["parent=3", "total 1 hidden 0: 13"],
    ["parent=99", "total 0 hidden 0:"],
    ["parent=1&sort=newest", "total 2 hidden 0: 5 6"],
  ])("answers %j for the fixture's first thread as recorded", (query, expected) => {
    expect(notation(threadView(threadA, queryOf(query), null))).toBe(expected);
  });

  it.each(["oldest", "newest", "upvotes"])("puts equals in the order of their ids for %s", (sort) => {
    const equals = [3, 1, 2].map((id) => row(id, null, { created: 5 }));
    expect(notation(threadView(equals, queryOf(`sort=${sort}`), null))).toBe("total 3 hidden 0: 1 2 3");
  });

  it("counts replies to foreign comments but lists them only when asked for", () => {
    expect(notation(threadView(threadB, queryOf(""), null))).toBe("total 2 hidden 0: 11");
    expect(notation(threadView(threadB, queryOf("parent=1"), null))).toBe("total 1 hidden 0: 12");
  });

  it("answers for a thread that does not exist", () => {
    expect(threadView([], queryOf("offset=5"), {})).toEqual({
      id: null,
      total_replies: 0,
      hidden_replies: -5,
      replies: [],
      config: {},
    });
  });

  it("writes the members in the original's order", () => {
    const pictured = [row(1, null, { gravatarImage: "g", notification: 1 }), row(2, 1)];
    const config = { gravatar: true };
    const reply =
      '{"id":2,"parent":1,"created":200,"modified":null,"mode":1,"text":"<p>text 2</p>","author":null,' +
      '"website":null,"likes":0,"dislikes":0,"notification":null,"hash":"hash 2"}';
    expect(JSON.stringify(threadView(pictured, queryOf(""), config))).toBe(
      '{"id":null,"total_replies":2,"hidden_replies":0,"replies":[' +
        '{"id":1,"parent":null,"created":100,"modified":null,"mode":1,"text":"<p>text 1</p>","author":null,' +
        '"website":null,"likes":0,"dislikes":0,"notification":1,"hash":"hash 1","gravatar_image":"g",' +
        `"total_replies":1,"hidden_replies":0,"replies":[${reply}]}],"config":{"gravatar":true}}`,
    );
    expect(JSON.stringify(threadView(pictured, queryOf("parent=1"), config))).toBe(
      `{"id":1,"total_replies":1,"hidden_replies":0,"replies":[${reply}],"config":{"gravatar":true}}`,
    );
  });

  it("shows raw text when asked for", () => {
    const texts = threadView(threadA, queryOf("plain=1"), null).replies.map((reply) => reply.text);
    expect(texts).toEqual(["text 1", "text 2", "", "text 10"]);
  });

  it("answers for 2,000 comments within a fraction of a second", () => {
    const rows = Array.from({ length: 2000 }, (_, i) =>
      row(2000 - i, i % 2 === 0 ? null : ((i * 7) % 1000) * 2),
    );
    const start = performance.now();
    threadView(rows, queryOf("sort=upvotes"), null);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
