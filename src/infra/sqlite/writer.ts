import type { Answers, Command } from "../../domain/comment/commands.ts";
import { decide } from "../../domain/comment/decide.ts";
import type { Acceptance } from "../../domain/comment/decision.ts";
import type { Facts } from "../../domain/comment/facts.ts";
import type { Rejection } from "../../domain/comment/rejections.ts";
import { rfc3339 } from "../../domain/log/rfc3339.ts";
import { type Clock, type CommandContext, type CommandRunner, StorageError } from "../../domain/ports.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Connection } from "./connection.ts";
import { type Loaded, loaders } from "./factLoaders.ts";
import { commandId, earlierAnswer, rememberPost } from "./idempotency.ts";
import { type Fingerprints, project } from "./projector.ts";
import { recordChangesElsewhere } from "./reconcile.ts";
import { type LogIdentity, type Transaction, transact } from "./transaction.ts";
import { isForeseen, readWaiting, type WaitingFacts } from "./waitingFacts.ts";

/** What the writer of one log works with. */
export interface WriterOptions {
  readonly connection: Connection;
  readonly log: LogIdentity;
  readonly clock: Clock;
  readonly fingerprints: Fingerprints;
  readonly watcher: CommitWatcher;
}

/** Hears of commits of commands, so that nobody need ask the database what these changed. */
export interface CommitWatcher {
  /** The transaction has begun: nobody else commits before it ends. */
  begun(): void;
  /** It was committed, and changed these pages; with each the last event that concerns it. */
  committed(pages: ReadonlyMap<string, number>): void;
}

/** The one writer: commands, and other work inside its transactions, in the order of their arrival. */
export interface Writer extends CommandRunner {
  /** Work of the store itself that needs the write lock. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Finishes what was accepted; afterwards every call is refused. */
  close(): Promise<void>;
}

/** Commands that share one commit at the most. */
const batchLimit = 256;

type AnyAnswer = Result<Answers[Command["type"]], Rejection>;

interface Job {
  /** The command that the work is for, where it is for one. */
  readonly command?: Command;
  work(batch: Batch): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What jobs of one transaction share. */
interface Batch {
  readonly tx: Transaction;
  readonly facts: WaitingFacts;
  /** Pages that commands changed, with the last event that concerns each. */
  readonly pages: Map<string, number>;
}

/** Starts the writer. Waiting commands share a transaction, so that one disk sync serves all of them. */
export function startWriter(options: WriterOptions): Writer {
  const { connection, log, clock } = options;
  const waiting: Job[] = [];
  let draining: Promise<void> | undefined;
  let closed = false;

  const within = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    transact(connection, log, Math.floor(clock.now() * 1000), async (tx) => {
      if (tx.changedElsewhere) await recordChangesElsewhere(tx, options.fingerprints);
      return await work(tx);
    });
  const drain = async (): Promise<void> => {
    // One turn of the event loop lets requests that arrived together share the commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await runBatch(waiting.splice(0, batchLimit), within, options.watcher);
    draining = undefined;
  };
  const enqueue = <T>(work: Job["work"], command?: Command): Promise<T> => {
    if (closed) return Promise.reject(new StorageError("the server is stopping"));
    return new Promise<T>((resolve, reject) => {
      const job = { work, resolve: (value: unknown) => resolve(value as T), reject };
      waiting.push(command === undefined ? job : { ...job, command });
      draining ??= drain();
    });
  };
  return {
    run: (command, context) =>
      enqueue((batch) => execute({ ...batch, options }, command, context ?? {}), command),
    transact: (work) =>
      enqueue(({ tx, facts }) => {
        facts.end();
        return work(tx);
      }),
    close: async () => {
      closed = true;
      await draining;
    },
  };
}

type Within = (work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;

/** All jobs in one transaction; if that fails, each in its own, so that only the guilty one is refused. */
async function runBatch(jobs: readonly Job[], within: Within, watcher: CommitWatcher): Promise<void> {
  let begun = false;
  // Other work may change anything, and so may what another program did that is recorded on the way.
  let watched = jobs.every(({ command }) => command !== undefined);
  const pages = new Map<string, number>();
  const results: unknown[] = [];
  try {
    await within(async (tx) => {
      begun = true;
      watched &&= !tx.changedElsewhere;
      if (watched) watcher.begun();
      const facts = await readWaiting(
        tx,
        jobs.map(({ command }) => command).filter((command) => command !== undefined),
      );
      for (const job of jobs) results.push(await job.work({ tx, facts, pages }));
    });
    if (watched) watcher.committed(pages);
    jobs.forEach((job, index) => {
      job.resolve(results[index]);
    });
  } catch (error) {
    // Nobody is guilty of a transaction that could not even begin.
    if (begun && jobs.length > 1) for (const job of jobs) await runBatch([job], within, watcher);
    else for (const job of jobs) job.reject(error);
  }
}

/** Where a command is executed. */
interface Execution extends Batch {
  readonly options: WriterOptions;
}

async function execute<T extends Command["type"]>(
  execution: Execution,
  command: Extract<Command, { type: T }>,
  context: CommandContext,
): Promise<Result<Answers[T], Rejection>> {
  const { tx, facts } = execution;
  const repeatId = commandId(command);
  if (repeatId !== undefined) {
    const earlier: AnyAnswer | undefined = await earlierAnswer(tx, repeatId);
    if (earlier !== undefined) return earlier as Result<Answers[T], Rejection>;
  }
  const load = loaders[command.type] as (tx: Transaction, command: Command) => Promise<Loaded<T>>;
  const judge = decide[command.type] as (
    command: Command,
    facts: Facts[T],
  ) => Result<Acceptance<Answers[T]>, Rejection>;
  if (!isForeseen(command)) facts.end();
  const known = facts.of(command) as Loaded<T> | undefined;
  const loaded = known ?? (await load(tx, command));
  const decision = judge(command, loaded.facts);
  if (!decision.ok) return decision;
  facts.accepted(command, decision.value.answer);
  apply(execution, decision.value, { loaded, context, repeatId });
  return ok(decision.value.answer);
}

function apply<T extends Command["type"]>(
  { tx, pages, options }: Execution,
  { events, expiries }: Acceptance<Answers[T]>,
  {
    loaded,
    context,
    repeatId,
  }: {
    readonly loaded: Loaded<T>;
    readonly context: CommandContext;
    readonly repeatId: string | undefined;
  },
): void {
  const recorded = tx.append(events);
  const changed = project(tx, recorded, {
    fingerprints: options.fingerprints,
    rendition: context.rendition,
    before: (stream) => loaded.streams.get(stream),
    pageOf: () => loaded.page ?? null,
  });
  for (const [uri, seq] of changed) pages.set(uri, seq);
  for (const { stream, slots, atMs } of expiries) {
    tx.write(
      `UPDATE private SET expires_at = min(?1, coalesce(expires_at, ?1)) WHERE value IS NOT NULL AND slot IN (SELECT value FROM json_each(?2))
         AND seq IN (SELECT seq FROM event WHERE stream = ?3)`,
      rfc3339(atMs),
      JSON.stringify(slots),
      stream,
    );
  }
  if (repeatId !== undefined) rememberPost(tx, options.log, repeatId, recorded);
}
