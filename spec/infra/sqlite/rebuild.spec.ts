import { expect, test } from "vitest";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import type { Store } from "../../../src/infra/sqlite/store.ts";
import { moderator, newPost, post } from "../../support/commands.ts";
import { derivedRows, inTempDir, notedRenderer, openTestStore, start } from "../../support/store.ts";
import { alter, inspect } from "../../support/tables.ts";

async function edit(store: Store, comment: number, text: string): Promise<void> {
  const now = unixSeconds(start);
  await store.commands.run({
    type: "EditComment",
    now,
    comment: commentId(comment),
    authority: moderator,
    text,
  });
}

test("a rebuild leaves every table, index and trigger as it was, also the owner's own", async () => {
  await inTempDir(async (path) => {
    const first = await openTestStore(path);
    await post(first, newPost(start));
    await first.close();
    await alter(
      path,
      `CREATE INDEX "the owner's ""own""" ON comments(author) WHERE author IS NOT NULL;
       CREATE TABLE seen (id);
       CREATE TRIGGER watch AFTER INSERT ON comments BEGIN INSERT INTO seen VALUES (NEW.id); END`,
    );
    const schema = () =>
      inspect(path, (all) => all("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"));
    const before = await schema();
    const second = await openTestStore(path);
    await second.rebuild();
    expect(await schema()).toEqual(before);
    await post(second, newPost(start));
    await second.close();
    // What the owner watches is comments that come; a rebuild is none.
    expect(await inspect(path, (all) => all("SELECT id FROM seen"))).toEqual([{ id: 2 }]);
  });
});

test("a rebuild puts streams together that are longer than what is read at once", async () => {
  await inTempDir(async (path) => {
    const renderer = notedRenderer();
    const store = await openTestStore(path, { renderer });
    const [early, edited, late] = [
      await post(store, newPost(start, { text: "early" })),
      await post(store, newPost(start, { text: "edited" })),
      await post(store, newPost(start, { text: "late" })),
    ];
    await Promise.all(Array.from({ length: 1100 }, (_, n) => edit(store, edited, `text ${n}`)));
    await edit(store, early, "early again");
    await edit(store, late, "late again");
    await store.completeRenditions();
    const before = await derivedRows(path);
    renderer.rendered.splice(0);
    expect(await store.rebuild()).toEqual({ events: 1106, threads: 1, comments: 3 });
    expect(await derivedRows(path)).toEqual(before);
    expect(renderer.rendered).toEqual([]);
    await store.close();
  });
});
