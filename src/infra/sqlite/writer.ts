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

/** What the writer of one log works with. */
export interface WriterOptions {
  readonly connection: Connection;
  readonly log: LogIdentity;
  readonly clock: Clock;
  readonly fingerprints: Fingerprints;
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
  work(tx: Transaction): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
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
    while (waiting.length > 0) await runBatch(waiting.splice(0, batchLimit), within);
    draining = undefined;
  };
  const enqueue = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new StorageError("the server is stopping"));
    return new Promise<T>((resolve, reject) => {
      waiting.push({ work, resolve: (value) => resolve(value as T), reject });
      draining ??= drain();
    });
  };
  return {
    run: (command, context) => enqueue((tx) => execute(tx, command, context ?? {}, options)),
    transact: enqueue,
    close: async () => {
      closed = true;
      await draining;
    },
  };
}

type Within = (work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>;

/** All jobs in one transaction; if that fails, each in its own, so that only the guilty one is refused. */
async function runBatch(jobs: readonly Job[], within: Within): Promise<void> {
  let begun = false;
  const results: unknown[] = [];
  try {
    await within(async (tx) => {
      begun = true;
      for (const job of jobs) results.push(await job.work(tx));
    });
    jobs.forEach((job, index) => {
      job.resolve(results[index]);
    });
  } catch (error) {
    // Nobody is guilty of a transaction that could not even begin.
    if (begun && jobs.length > 1) for (const job of jobs) await runBatch([job], within);
    else for (const job of jobs) job.reject(error);
  }
}

async function execute<T extends Command["type"]>(
  tx: Transaction,
  command: Extract<Command, { type: T }>,
  context: CommandContext,
  options: WriterOptions,
): Promise<Result<Answers[T], Rejection>> {
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
  const loaded = await load(tx, command);
  const decision = judge(command, loaded.facts);
  if (!decision.ok) return decision;
  apply(tx, decision.value, { loaded, context, options, repeatId });
  return ok(decision.value.answer);
}

function apply<T extends Command["type"]>(
  tx: Transaction,
  { events, expiries }: Acceptance<Answers[T]>,
  {
    loaded,
    context,
    options,
    repeatId,
  }: {
    readonly loaded: Loaded<T>;
    readonly context: CommandContext;
    readonly options: WriterOptions;
    readonly repeatId: string | undefined;
  },
): void {
  const recorded = tx.append(events);
  project(tx, recorded, {
    fingerprints: options.fingerprints,
    rendition: context.rendition,
    before: (stream) => loaded.streams.get(stream),
    pageOf: () => loaded.page ?? null,
  });
  for (const { stream, slots, atMs } of expiries) {
    tx.write(
      `UPDATE private SET expires_at = min(?1, coalesce(expires_at, ?1)) WHERE value IS NOT NULL AND slot IN (SELECT value FROM json_each(?2))
         AND event_id IN (SELECT event_id FROM event WHERE log_id = ?3 AND stream = ?4)`,
      rfc3339(atMs),
      JSON.stringify(slots),
      options.log.logId,
      stream,
    );
  }
  if (repeatId !== undefined) rememberPost(tx, options.log, repeatId, recorded);
}
