import fc from "fast-check";
import type { Json } from "../../../src/conformance/json.ts";

/** A comment of the session by the order in which they came to be; beyond the last one it begins anew. */
export type CommentRef = number;

/** One thing that somebody asks of a server. Persons and pages are numbered. */
export type SessionStep =
  | {
      readonly kind: "post";
      readonly by: number;
      readonly page: number;
      readonly parent: CommentRef | null;
      readonly fields: Fields;
    }
  | {
      readonly kind: "edit";
      readonly comment: CommentRef;
      readonly asAuthor: boolean;
      readonly fields: Fields;
    }
  | { readonly kind: "delete"; readonly comment: CommentRef; readonly asAuthor: boolean }
  | {
      readonly kind: "look";
      readonly comment: CommentRef;
      readonly asAuthor: boolean;
      readonly plain: boolean;
    }
  | { readonly kind: "vote"; readonly comment: CommentRef; readonly by: number; readonly up: boolean }
  | {
      readonly kind: "moderate";
      readonly comment: CommentRef;
      readonly action: "activate" | "delete" | "edit";
      readonly signed: boolean;
      readonly text: string;
    }
  | {
      readonly kind: "read";
      readonly page: number;
      readonly parent: CommentRef | null;
      /** Comment whose time is the bound. */
      readonly after: CommentRef | null;
      readonly query: Readonly<Record<string, string>>;
    }
  | { readonly kind: "count"; readonly pages: readonly number[] }
  | { readonly kind: "preview"; readonly text: Json }
  | { readonly kind: "latest"; readonly limit: string | null }
  | { readonly kind: "feed"; readonly page: number; readonly limit: string | null }
  | {
      readonly kind: "unsubscribe";
      readonly comment: CommentRef;
      readonly email: string;
      readonly signed: boolean;
    }
  | { readonly kind: "odd"; readonly method: string; readonly path: string };

const refs = fc.nat(30);
const persons = fc.nat(3);
const pages = fc.nat(2);

/** Words that both renderers show alike; how texts are rendered is compared elsewhere. */
const text = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.constantFrom("one", "Grüße", "👋", "two *three*", "**bold**", "& <b>", "日本"), {
        minLength: 1,
        maxLength: 6,
      })
      .map((words) => words.join(" ")),
  },
  fc.constantFrom("", "ab", "   a   ", "abc", "line\n\nline", "x".repeat(65_535), "x".repeat(65_536)),
);
const author = fc.constantFrom<Json>(null, "", "Ada", "  Bob ", "<i>", "日本 👋", "a".repeat(300));
const emails: readonly Json[] = [
  null,
  "ada@example.org",
  "BOB@example.org",
  "not an address",
  "e".repeat(255),
];
const website = fc.constantFrom<Json>(
  null,
  "",
  "example.org",
  "https://example.org/a?b",
  "javascript:alert(1)",
  "http://[",
  "ftp://example.org",
  " example.org",
);

/** What no field should hold; both servers must refuse it alike, or take it alike. */
const oddValue = fc.constantFrom<Json>(5, true, [], {}, 1.5, -1);

type Fields = Readonly<Record<string, Json>>;

const anyFields = (email: fc.Arbitrary<Json>): fc.Arbitrary<Fields> =>
  fc
    .record(
      { text: fc.oneof({ weight: 12, arbitrary: text }, oddValue), author, email, website },
      { requiredKeys: ["text"] },
    )
    .chain((usual) =>
      fc.oneof(
        { weight: 8, arbitrary: fc.constant<Fields>({ ...usual, title: "A page" }) },
        fc
          .tuple(fc.constantFrom("author", "email", "website", "text", "unknown"), oddValue)
          .map(([name, value]): Fields => ({ ...usual, title: "A page", [name]: value })),
      ),
    );

const query = fc.dictionary(
  fc.constantFrom("sort", "limit", "nested_limit", "offset", "plain"),
  fc.constantFrom("newest", "oldest", "upvotes", "0", "1", "2", "3", "10", "-1", "abc", ""),
  { maxKeys: 3, noNullPrototype: true },
);

const oddRequests = fc.record({
  kind: fc.constant("odd" as const),
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
  path: fc.constantFrom(
    "/",
    "/new",
    "/new?uri=",
    "/?uri=",
    "/id/0",
    "/id/abc",
    "/id/99999",
    "/id/99999/like",
    "/id/99999/dislike",
    "/id/99999/activate/nonsense",
    "/id/99999/delete/nonsense",
    "/id/99999/unsubscribe/a@example.org/nonsense",
    "/config",
    "/info",
    "/nowhere",
    "/js/",
  ),
});

/**
 * Any step; posts and what readers do are the most frequent. An empty e-mail address is left out where comments with
 * a known address are approved: to the original it is one.
 */
export function anySessionStep({ emptyEmail }: { readonly emptyEmail: boolean }): fc.Arbitrary<SessionStep> {
  const fields = anyFields(fc.constantFrom(...emails, ...(emptyEmail ? [""] : [])));
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant("post" as const),
        by: persons,
        page: pages,
        parent: fc.option(refs, { freq: 1 }),
        fields,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("read" as const),
        page: pages,
        parent: fc.option(refs, { freq: 1 }),
        after: fc.option(refs, { freq: 1 }),
        query,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("edit" as const),
        comment: refs,
        asAuthor: fc.boolean(),
        fields,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("delete" as const), comment: refs, asAuthor: fc.boolean() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("look" as const),
        comment: refs,
        asAuthor: fc.boolean(),
        plain: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("vote" as const),
        comment: refs,
        by: persons,
        up: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("moderate" as const),
        comment: refs,
        action: fc.constantFrom("activate" as const, "delete" as const, "edit" as const),
        signed: fc.boolean(),
        text: fc.constantFrom("changed by a moderator", "again"),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("count" as const), pages: fc.array(pages, { maxLength: 5 }) }),
    },
    fc.record({ kind: fc.constant("preview" as const), text }),
    fc.record({
      kind: fc.constant("latest" as const),
      limit: fc.option(fc.constantFrom("0", "1", "3", "-1", "x")),
    }),
    fc.record({
      kind: fc.constant("feed" as const),
      page: pages,
      limit: fc.option(fc.constantFrom("1", "3", "500", "x")),
    }),
    fc.record({
      kind: fc.constant("unsubscribe" as const),
      comment: refs,
      email: fc.constantFrom("ada@example.org", "other@example.org"),
      signed: fc.boolean(),
    }),
    oddRequests,
  );
}
