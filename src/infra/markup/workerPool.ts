import { Worker } from "node:worker_threads";
import { err, ok, type Result } from "../../domain/result.ts";
import { threadTime } from "./threadTime.ts";

/** Why a job has no answer: it took too long, the worker broke, or too many were waiting. */
export type JobFailure = "overrun" | "broken" | "busy";

/** What a worker sends: `ready` once with its thread's number, if known, then one message for every text it got. */
export type WorkerMessage =
  | { readonly kind: "ready"; readonly thread?: string | undefined }
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
  /**
   * What a text may take of a ready worker: processor time, so that a text is not refused because the machine has other
   * work; time on the clock where the system does not tell the other.
   */
  readonly deadline: number;
  /** What a text may take of a ready worker on the clock. */
  readonly patience: number;
}

interface Job {
  readonly text: string;
  readonly turn: Turn;
  readonly settle: (answer: Result<string, JobFailure>) => void;
}

interface Seat {
  readonly worker: Worker;
  ready: boolean;
  thread: string | undefined;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Loading a worker takes some 0.3 s; this is for a machine under heavy load. */
const startLimit = 15_000;

/** Between two looks at a text under way: the system counts a thread's time no finer. */
const shortestLook = 10;

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
    const seat: Seat = { worker, ready: false, thread: undefined, job: undefined, timer: undefined };
    seats.add(seat);
    worker.on("message", (message: WorkerMessage) => receive(seat, message));
    worker.on("error", () => discard(seat, "broken"));
    worker.on("exit", () => discard(seat, "broken"));
    worker.unref();
    return seat;
  }

  function give(seat: Seat, job: Job): void {
    seat.job = job;
    if (seat.ready) watch(seat);
    else setTimer(seat, startLimit, () => discard(seat, "overrun"));
    seat.worker.postMessage(job.text);
  }

  function setTimer(seat: Seat, delay: number, act: () => void): void {
    clearTimeout(seat.timer);
    seat.timer = setTimeout(act, delay);
  }

  /** Discards a ready worker when its text has had its time. */
  function watch(seat: Seat): void {
    const clock = (): number => threadTime(seat.thread) ?? performance.now();
    const [before, started] = [clock(), performance.now()];
    const look = (): void => {
      const left = Math.min(
        options.deadline - clock() + before,
        options.patience - performance.now() + started,
      );
      if (left <= 0) discard(seat, "overrun");
      else setTimer(seat, Math.max(left, shortestLook), look);
    };
    setTimer(seat, options.deadline, look);
  }

  function receive(seat: Seat, message: WorkerMessage): void {
    if (message.kind === "ready") {
      seat.ready = true;
      seat.thread = message.thread;
      watch(seat);
      return;
    }
    const job = seat.job;
    seat.job = undefined;
    setTimer(seat, idleLimit, () => discard(seat, "overrun"));
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
