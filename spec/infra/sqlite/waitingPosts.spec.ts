import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostComment } from "../../../src/domain/comment/commands.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { network, newPost } from "../../support/commands.ts";
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

/** What each post came to, without what differs between two databases. */
async function outcomes(path: string, posts: readonly PostComment[], together: boolean): Promise<unknown[]> {
  const store: Store = await openTestStore(path);
  const answers: unknown[] = [];
  if (together) answers.push(...(await Promise.all(posts.map((post) => store.commands.run(post)))));
  else for (const post of posts) answers.push(await store.commands.run(post));
  await store.close();
  await soundEvents(path);
  return answers;
}

describe("posts that wait for the same commit", () => {
  it("are decided as if each had come alone, in their order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPost, { minLength: 2, maxLength: 12 }), async (posts) => {
        await inTempDir(async (folderOfFirst) => {
          await inTempDir(async (folderOfSecond) => {
            const alone = await outcomes(folderOfFirst, posts, false);
            expect(await outcomes(folderOfSecond, posts, true)).toEqual(alone);
          });
        });
      }),
      { numRuns: 40 },
    );
  });
});
