import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Command, PostComment } from "../../../src/domain/comment/commands.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { moderator, network, newPost, post } from "../../support/commands.ts";
import { inTempDir, openTestStore, soundEvents, start } from "../../support/store.ts";

const rules = newPost(start).rules;

const anyPost: fc.Arbitrary<PostComment> = fc
  .record({
    page: fc.constantFrom("/a/", "/b/"),
    titled: fc.boolean(),
    network: fc.integer({ min: 1, max: 2 }),
    later: fc.integer({ min: 0, max: 90 }),
    parent: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 }),
    email: fc.constantFrom(null, "", "a@example.org"),
    moderated: fc.boolean(),
    guarded: fc.boolean(),
  })
  .map(({ page, titled, network: number, later, parent, email, moderated, guarded }) =>
    newPost(start + later, {
      uri: page,
      title: titled ? "Page" : null,
      address: network(number),
      parent,
      email,
      rules: {
        ...rules,
        moderated,
        approveKnownEmail: true,
        guard: { ...rules.guard, enabled: guarded, ratelimit: 4, directReply: 3 },
      },
    }),
  );

const ids = fc.integer({ min: 1, max: 4 }).map(commentId);
const now = unixSeconds(start + 1);

/** Mostly posts and votes, and something now and then that changes what both were read from. */
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: anyPost },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("VoteOnComment" as const),
      now: fc.constant(now),
      comment: ids,
      vote: fc.constantFrom("like" as const, "dislike" as const),
      address: fc.integer({ min: 1, max: 4 }).map(network),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constantFrom("ApproveComment" as const, "DeleteComment" as const),
      now: fc.constant(now),
      comment: ids,
      authority: fc.constant(moderator),
    }),
  },
);

/** What each command came to, without what differs between two databases. */
async function outcomes(path: string, commands: readonly Command[], together: boolean): Promise<unknown[]> {
  const store: Store = await openTestStore(path);
  for (const uri of ["/a/", "/b/"]) await post(store, newPost(start, { uri, address: network(9) }));
  const answers: unknown[] = [];
  if (together) answers.push(...(await Promise.all(commands.map((command) => store.commands.run(command)))));
  else for (const command of commands) answers.push(await store.commands.run(command));
  await store.close();
  await soundEvents(path);
  return answers;
}

/** Holds commands to what they come to alone. */
async function expectTheSame(commands: fc.Arbitrary<Command[]>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(commands, async (waiting) => {
      await inTempDir(async (folderOfFirst) => {
        await inTempDir(async (folderOfSecond) => {
          const alone = await outcomes(folderOfFirst, waiting, false);
          expect(await outcomes(folderOfSecond, waiting, true)).toEqual(alone);
        });
      });
    }),
    { numRuns: 40 },
  );
}

describe("commands that wait for the same commit", () => {
  it("are decided as if each had come alone, in their order, if they are posts", () =>
    expectTheSame(fc.array(anyPost, { minLength: 2, maxLength: 12 })));

  it("are decided as if each had come alone, in their order, whatever they are", () =>
    expectTheSame(fc.array(anyCommand, { minLength: 2, maxLength: 16 })));
});
