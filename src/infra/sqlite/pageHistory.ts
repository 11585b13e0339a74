import type { ThreadName } from "../../domain/comment/commands.ts";

/**
 * Which page a thread id stood for at each point of the log, and when each page last changed.
 * Ids of threads come back, so the id alone does not tell.
 */
export interface PageHistory {
  threadChanged(seq: number, before: ThreadName | undefined, after: ThreadName | undefined): void;
  commentChanged(seq: number, thread: number): void;
  /** The sequence number of the last event that concerned each page. */
  lastChanges(): ReadonlyMap<string, number>;
}

interface Era {
  readonly from: number;
  readonly uri: string | undefined;
}

/** Starts an empty history; threads are to be told before the comments. */
export function startPageHistory(): PageHistory {
  const eras = new Map<number, Era[]>();
  const changed = new Map<string, number>();
  const touch = (uri: string | undefined, seq: number): void => {
    if (uri !== undefined && seq > (changed.get(uri) ?? 0)) changed.set(uri, seq);
  };
  return {
    threadChanged: (seq, before, after) => {
      touch(before?.uri, seq);
      touch(after?.uri, seq);
      const id = (after ?? before)?.id;
      if (id === undefined || before?.uri === after?.uri) return;
      const known = eras.get(id) ?? [];
      known.push({ from: seq, uri: after?.uri });
      eras.set(id, known);
    },
    commentChanged: (seq, thread) => {
      const past = (eras.get(thread) ?? []).filter(({ from }) => from < seq);
      const era = past.reduce<Era | undefined>(
        (latest, next) => (latest === undefined || next.from > latest.from ? next : latest),
        undefined,
      );
      touch(era?.uri, seq);
    },
    lastChanges: () => changed,
  };
}
