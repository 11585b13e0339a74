import { readFileSync, readlinkSync } from "node:fs";

/** Ticks of Linux's statistics are hundredths of a second on every processor that Node runs on. */
const tick = 10;

/** The number that the system gives the thread that calls this; undefined where it does not tell (all but Linux). */
export function thisThread(): string | undefined {
  try {
    return readlinkSync("/proc/thread-self").split("/").at(-1);
  } catch {
    return undefined;
  }
}

/** Milliseconds of processor time that a thread of this process has used; undefined where the system does not tell. */
export function threadTime(thread: string | undefined): number | undefined {
  if (thread === undefined) return undefined;
  try {
    // proc(5): the name in brackets may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = readFileSync(`/proc/self/task/${thread}/stat`, "utf8").split(") ").at(-1)?.split(" ");
    const time = (Number(fields?.[11]) + Number(fields?.[12])) * tick;
    return Number.isFinite(time) ? time : undefined;
  } catch {
    return undefined;
  }
}
