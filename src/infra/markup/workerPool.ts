import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "../../domain/result.ts";

/** Why a job has no answer: it took too long, the worker broke, or too many were waiting. */
export type JobFailure = "overrun" | "broken" | "busy";

/** What a worker sends: `ready` once, then one message for every text it got. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly html: string }
  | { readonly kind: "failed" };

/** A text that waits is taken before all that come `last`. */
export type Turn = "first" | "last";

/** Threads that answer texts with texts, each within a deadline. */
export interface WorkerPool {
  run(text: string, turn: Turn): Promise<Result<string, JobFailure>>;
  /** Ends the threads; jobs under way or waiting are answered `broken`. */
  close(): Promise<void>;
}

/** Times are milliseconds. */
export interface WorkerPoolOptions {
  /** A module that Node can load as it is. */
  readonly entry: URL;
  readonly workerData: unknown;
  readonly size: number;
  /** Texts that may wait for each turn. */
  readonly queueLimit: number;
  /** From the moment a ready worker has the text. */
  readonly deadline: number;
}

interface Job {
  readonly text: string;
  readonly turn: Turn;
  readonly settle: (answer: Result<string, JobFailure>) => void;
}

interface Seat {
  readonly worker: Worker;
  ready: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Loading a worker takes some 0.3 s; this is for a machine under heavy load. */
const startLimit = 15_000;

/** A worker costs memory, and long texts are rare. */
const idleLimit = 60_000;

/** Enough for any text that is rendered in time; a runaway text ends as `broken`. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/**
 * Starts threads when they are needed, up to `size`; ends them when idle, and whenever a job overruns its
 * deadline. An idle pool does not keep the process alive.
 */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const seats = new Set<Seat>();
  const waiting: Readonly<Record<Turn, Job[]>> = { first: [], last: [] };
  let closed = false;

  function take(job: Job): void {
    const idle = [...seats].find((seat) => seat.job === undefined);
    if (idle !== undefined) give(idle, job);
    else if (seats.size < options.size) openFor(job);
    else if (waiting[job.turn].length < options.queueLimit) waiting[job.turn].push(job);
    else job.settle(err("busy"));
  }

  function openFor(job: Job): void {
    try {
      give(open(), job);
    } catch {
      job.settle(err("broken"));
    }
  }

  function open(): Seat {
    const { entry, workerData } = options;
    const worker = new Worker(entry, { workerData, resourceLimits });
    const seat: Seat = { worker, ready: false, job: undefined, timer: undefined };
    seats.add(seat);
    worker.on("message", (message: WorkerMessage) => receive(seat, message));
    worker.on("error", () => discard(seat, "broken"));
    worker.on("exit", () => discard(seat, "broken"));
    worker.unref();
    return seat;
  }

  function give(seat: Seat, job: Job): void {
    seat.job = job;
    setTimer(seat, seat.ready ? options.deadline : startLimit);
    seat.worker.postMessage(job.text);
  }

  function setTimer(seat: Seat, limit: number): void {
    clearTimeout(seat.timer);
    seat.timer = setTimeout(() => discard(seat, "overrun"), limit);
  }

  function receive(seat: Seat, message: WorkerMessage): void {
    if (message.kind === "ready") {
      seat.ready = true;
      setTimer(seat, options.deadline);
      return;
    }
    const job = seat.job;
    seat.job = undefined;
    setTimer(seat, idleLimit);
    seat.timer?.unref();
    job?.settle(message.kind === "done" ? ok(message.html) : err("broken"));
    feed();
  }

  function discard(seat: Seat, reason: JobFailure): void {
    if (!seats.delete(seat)) return;
    clearTimeout(seat.timer);
    void seat.worker.terminate();
    seat.job?.settle(err(reason));
    feed();
  }

  function feed(): void {
    const next = closed ? undefined : (waiting.first.shift() ?? waiting.last.shift());
    if (next !== undefined) take(next);
  }

  return {
    run: (text, turn) =>
      new Promise((settle) => {
        if (closed) settle(err("broken"));
        else take({ text, turn, settle });
      }),
    close: async () => {
      closed = true;
      for (const job of [...waiting.first.splice(0), ...waiting.last.splice(0)]) job.settle(err("broken"));
      const ending = [...seats].map((seat) => seat.worker.terminate());
      for (const seat of [...seats]) discard(seat, "broken");
      await Promise.all(ending);
    },
  };
}
