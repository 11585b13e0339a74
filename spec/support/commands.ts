import fc from "fast-check";
import type { PostComment, TokenAuthority } from "../../src/domain/comment/commands.ts";
import { sha1Hex } from "../../src/domain/digest.ts";
import { type AnonymisedIp, commentId, unixSeconds } from "../../src/domain/values.ts";
import type { Store } from "../../src/infra/sqlite/store.ts";
import { hashOf, htmlOf, type SettableClock } from "./store.ts";

const far = 4_000_000_000;

/** A moderator's authority that applies to every comment. */
export const moderator: TokenAuthority = { kind: "moderation-link", signedAt: far };

/** The authority of a comment's author, whose text it is. */
export function authorOf(text: string): TokenAuthority {
  return { kind: "edit-token", textSha1: sha1Hex(text), signedAt: far };
}

/** A network's address by number. */
export function network(number: number): AnonymisedIp {
  return `10.0.${number}.0` as AnonymisedIp;
}

/** A post that every rule lets through, unless the changes say otherwise. */
export function newPost(now: number, changes: Partial<PostComment> = {}): PostComment {
  return {
    type: "PostComment",
    now: unixSeconds(now),
    uri: "/page/",
    title: "Page",
    text: "a comment",
    author: null,
    email: null,
    website: null,
    parent: null,
    notification: null,
    address: network(1),
    rules: {
      moderated: false,
      approveKnownEmail: false,
      maxAge: 900,
      guard: {
        enabled: false,
        ratelimit: 2,
        directReply: 3,
        replyToSelf: false,
        requireAuthor: false,
        requireEmail: false,
        websiteField: true,
      },
    },
    ...changes,
  };
}

/** Posts and hands back the comment's id; throws when it is refused. */
export async function post(store: Store, command: PostComment): Promise<number> {
  const outcome = await store.commands.run(command, {
    rendition: { html: htmlOf(command.text) as never, hash: hashOf(command.email || command.address) },
  });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.comment.id;
}

/** Something that happens to a site; comments are named by id, whether they exist or not. */
export type Step =
  | {
      readonly kind: "post";
      readonly page: number;
      readonly network: number;
      readonly text: string;
      readonly author: string | null;
      readonly email: string | null;
      readonly parent: number | null;
      readonly moderated: boolean;
      readonly guarded: boolean;
      readonly rendered: boolean;
      readonly key: number | null;
    }
  | { readonly kind: "edit"; readonly comment: number; readonly by: Party; readonly text: string }
  | { readonly kind: "delete"; readonly comment: number; readonly by: Party | "rule" }
  | { readonly kind: "approve"; readonly comment: number }
  | { readonly kind: "vote"; readonly comment: number; readonly network: number; readonly up: boolean }
  | { readonly kind: "unsubscribe"; readonly comment: number; readonly email: string }
  | { readonly kind: "retention" };

type Party = "author" | "moderator";

const ids = fc.integer({ min: 1, max: 8 });
const networks = fc.integer({ min: 1, max: 4 });
const text = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 40 }),
  fc.constant("Grüße 👋\0 & <b>"),
);
const email = fc.constantFrom("ada@example.org", "bob@example.org");
const party = fc.constantFrom<Party>("author", "moderator");

/** Any step; posts are the most frequent. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("post" as const),
      page: fc.integer({ min: 1, max: 3 }),
      network: networks,
      text,
      author: fc.option(fc.string({ unit: "grapheme", maxLength: 8 })),
      email: fc.option(email),
      parent: fc.option(ids),
      moderated: fc.boolean(),
      guarded: fc.boolean(),
      rendered: fc.boolean(),
      key: fc.option(fc.nat(2), { freq: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("edit" as const), comment: ids, by: party, text }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("delete" as const),
      comment: ids,
      by: fc.constantFrom<Party | "rule">("author", "moderator", "rule"),
    }),
  },
  fc.record({ kind: fc.constant("approve" as const), comment: ids }),
  fc.record({ kind: fc.constant("vote" as const), comment: ids, network: networks, up: fc.boolean() }),
  fc.record({ kind: fc.constant("unsubscribe" as const), comment: ids, email }),
  fc.constant({ kind: "retention" as const }),
);

/** Steps that are asked for at once, after the clock jumped by so many seconds. */
export interface Wave {
  readonly jump: number;
  readonly steps: readonly Step[];
}

/** Any course of events: the clock jumps back and forth, often by whole months. */
export const anyHistory: fc.Arbitrary<readonly Wave[]> = fc.array(
  fc.record({
    jump: fc.oneof(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.integer({ min: -1_000_000, max: 20_000_000 }),
    ),
    steps: fc.array(anyStep, { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Takes one step; refusals are as good as anything else. */
export async function take(store: Store, step: Step, now: number): Promise<void> {
  const at = { now: unixSeconds(now) };
  const run = store.commands.run;
  switch (step.kind) {
    case "post":
      return takePost(store, step, now);
    case "edit": {
      const authority = await authorityOf(store, step.comment, step.by);
      const comment = commentId(step.comment);
      await run({ type: "EditComment", ...at, comment, authority, text: step.text });
      return;
    }
    case "delete": {
      const authority =
        step.by === "rule"
          ? ({ kind: "queue-rule", olderThan: 60 } as const)
          : await authorityOf(store, step.comment, step.by);
      await run({ type: "DeleteComment", ...at, comment: commentId(step.comment), authority });
      return;
    }
    case "approve":
      await run({ type: "ApproveComment", ...at, comment: commentId(step.comment), authority: moderator });
      return;
    case "vote": {
      const vote = step.up ? "like" : "dislike";
      const address = network(step.network);
      await run({ type: "VoteOnComment", ...at, comment: commentId(step.comment), vote, address });
      return;
    }
    case "unsubscribe":
      await run({ type: "EndSubscription", ...at, comment: commentId(step.comment), email: step.email });
      return;
    case "retention":
      await run({ type: "ApplyRetention", ...at });
  }
}

async function takePost(store: Store, step: Step & { kind: "post" }, now: number): Promise<void> {
  const usual = newPost(now);
  const address = network(step.network);
  await store.commands.run(
    {
      ...usual,
      uri: `/page-${step.page}/`,
      text: step.text,
      author: step.author,
      email: step.email,
      parent: step.parent,
      notification: step.email === null ? null : 1,
      address,
      rules: {
        ...usual.rules,
        moderated: step.moderated,
        approveKnownEmail: true,
        guard: { ...usual.rules.guard, enabled: step.guarded },
      },
      ...(step.key === null ? {} : { idempotencyKey: `key-${step.key}` }),
    },
    step.rendered
      ? { rendition: { html: htmlOf(step.text) as never, hash: hashOf(step.email || address) } }
      : {},
  );
}

async function authorityOf(store: Store, comment: number, by: Party): Promise<TokenAuthority> {
  if (by === "moderator") return moderator;
  const stored = await store.reads.comment(commentId(comment));
  return authorOf(stored?.comment.text ?? "");
}

/** Lives through a history; the steps of a wave go to the stores in turn. */
export async function live(
  stores: readonly Store[],
  clock: SettableClock,
  history: readonly Wave[],
): Promise<void> {
  for (const { jump, steps } of history) {
    clock.seconds += jump;
    const taken = steps.map(async (step, index) => {
      const store = stores[index % stores.length];
      if (store !== undefined) await take(store, step, clock.seconds);
    });
    await Promise.all(taken);
  }
}
