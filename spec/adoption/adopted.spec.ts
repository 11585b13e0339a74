import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { original } from "../support/original.ts";
import { type RunningServer, runCli, startServer } from "../support/process.ts";
import { type Exchange, readRecording } from "../support/recording.ts";
import { comparableAnswer, nameOf, replay } from "../support/replay.ts";
import { makeSite, type TestSite } from "../support/site.ts";
import { originalTables } from "../support/tables.ts";

/** `ADOPTION_SUBJECT=original` plays the recordings to the original itself, to prove the recordings. */
const subject = process.env["ADOPTION_SUBJECT"] === "original" ? "original" : "ours";
const golden = new URL("../golden/isso/", import.meta.url);
const source = fileURLToPath(new URL("isso-0.14.db", golden));
const { sections, exchanges } = await readRecording(new URL("adopted.json", golden));
const links = JSON.parse(await readFile(new URL("links.json", golden), "utf8")) as {
  readonly editCookies: readonly { readonly id: number; readonly cookie: string }[];
  readonly moderationLinks: readonly { readonly path: string }[];
  readonly unsubscribeLinks: readonly { readonly path: string }[];
};

let site: TestSite;
let server: RunningServer;

beforeAll(async () => {
  site = await makeSite(sections, source);
  server = await (subject === "ours" ? startServer : original.start)({ conf: site.conf });
});

afterAll(async () => {
  await server?.stop();
  await site?.remove();
});

async function expectSameAnswers(chosen: readonly Exchange[]): Promise<void> {
  expect(chosen.length).toBeGreaterThan(0);
  for (const exchange of chosen) {
    const answer = await replay(server.url, exchange);
    expect(comparableAnswer(exchange, answer), nameOf(exchange)).toEqual(
      comparableAnswer(exchange, exchange),
    );
  }
}

const reading = exchanges.filter((exchange) => !exchange.after);
const isFetch = (exchange: Exchange): boolean =>
  exchange.path.startsWith("/?uri=") && exchange.status === 200;
const isView = (exchange: Exchange): boolean => exchange.path.startsWith("/id/");
const others = reading.filter((exchange) => !isFetch(exchange) && !isView(exchange));
const threads = new Map<string, Exchange[]>();
for (const exchange of reading.filter(isFetch)) {
  const uri = new URLSearchParams(exchange.path.slice(2)).get("uri") ?? "";
  threads.set(uri, [...(threads.get(uri) ?? []), exchange]);
}

describe(`a database of Isso 0.14.0 (${subject})`, () => {
  test("is taken over row by row, to the last bit of times and voters", async () => {
    expect(await originalTables(site.database)).toEqual(await originalTables(source));
  });

  test.runIf(subject === "ours")("is kept as a copy beside it, with the same rows", async () => {
    const copies = (await readdir(site.dir)).filter(
      (name) => /^comments\.db.+/.test(name) && !/-(wal|shm|journal)$/.test(name),
    );
    expect(copies).toHaveLength(1);
    expect(await originalTables(join(site.dir, copies[0] ?? ""))).toEqual(await originalTables(source));
  });

  test.for([...threads])("serves %s as the original did, in every window and order", async ([, list]) => {
    await expectSameAnswers(list);
  });

  for (const area of ["/count", "/latest", "/feed", "/config", "/info"]) {
    test(`answers ${area} as the original did`, async () => {
      await expectSameAnswers(others.filter((exchange) => exchange.path.split("?")[0] === area));
    });
  }

  test("refuses bad requests as the original did", async () => {
    const areas = ["/count", "/latest", "/feed", "/config", "/info"];
    await expectSameAnswers(others.filter((exchange) => !areas.includes(exchange.path.split("?")[0] ?? "")));
  });

  test("accepts every edit cookie, and asks for one where the original did", async () => {
    expect(links.editCookies.length).toBe(60);
    await expectSameAnswers(reading.filter((exchange) => isView(exchange) && !exchange.page));
  });

  test("opens every moderation link that the original signed, and no other", async () => {
    const pages = reading.filter((exchange) => exchange.page);
    const opened = pages.filter((exchange) => exchange.status === 200).map((exchange) => exchange.path);
    expect(opened).toEqual(links.moderationLinks.map((link) => link.path));
    await expectSameAnswers(pages);
  });

  test("goes on as the original did: unsubscribing, votes, edits, deletions, moderation, and all threads after", async () => {
    const unsubscribed = exchanges.filter(
      (exchange) => exchange.after && exchange.page && exchange.status === 200,
    );
    expect(unsubscribed.map((exchange) => exchange.path)).toEqual(
      links.unsubscribeLinks.map((link) => link.path),
    );
    await expectSameAnswers(exchanges.filter((exchange) => exchange.after));
  });

  test.runIf(subject === "ours")("has a sound log afterwards", async () => {
    await server.stop();
    const verified = await runCli(["-c", site.conf, "log", "verify"]);
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
  });
});
