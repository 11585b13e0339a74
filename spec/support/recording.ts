import { readFile } from "node:fs/promises";
import type { Sections } from "./conf.ts";

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One request and what the original answered. `{base}` in a body stands for the server's own URL. */
export interface Exchange {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly send: string | undefined;
  /** True when the answer is a page for people, whose text is each server's own. */
  readonly page: boolean;
  /** True from the first action on: times of changes then differ from run to run. */
  readonly after: boolean;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it was JSON, else text. */
  readonly body: Json;
}

/** A golden file: the configuration it was made with, and the exchanges in their order. */
export interface Recording {
  readonly sections: Sections;
  readonly exchanges: readonly Exchange[];
}

/** The shape that the recording scripts write: what repeats is listed once and named by its place. */
export interface StoredRecording {
  readonly sections: Sections;
  readonly headers: readonly Readonly<Record<string, string>>[];
  readonly comments: readonly { readonly [key: string]: Json }[];
  readonly bodies: readonly Json[];
  readonly exchanges: readonly StoredExchange[];
}

/** One exchange of a {@link StoredRecording}; absent fields have the usual value. */
interface StoredExchange {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly send?: string;
  readonly page?: boolean;
  readonly after?: boolean;
  readonly status: number;
  readonly head: number;
  readonly body: number;
}

function at<T>(list: readonly T[], place: number): T {
  const value = list[place];
  if (value === undefined) throw new Error(`the golden file has no entry ${place}`);
  return value;
}

/** True for an array, also where its type is a readonly one. */
export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Puts listed comments back where a body refers to them: `{$}` alone, or with its replies `{$, n, r}`. */
function grow(value: Json, comments: StoredRecording["comments"]): Json {
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map((entry) => grow(entry, comments));
  const { $: place, n: counts, r: replies } = value;
  if (typeof place !== "number") {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, grow(entry, comments)]));
  }
  const own = at(comments, place);
  if (counts === undefined || replies === undefined || !isList(counts) || !isList(replies)) return own;
  return {
    ...own,
    total_replies: at(counts, 0),
    hidden_replies: at(counts, 1),
    replies: replies.map((reply) => at(comments, Number(reply))),
  };
}

/** Reads a golden file of `scripts/recordOriginal.mjs`. */
export async function readRecording(file: URL): Promise<Recording> {
  const stored = JSON.parse(await readFile(file, "utf8")) as StoredRecording;
  return { sections: stored.sections, exchanges: exchangesOf(stored) };
}

/** The exchanges of a stored recording, with all that was listed once put back in place. */
export function exchangesOf(stored: StoredRecording): readonly Exchange[] {
  return stored.exchanges.map((entry) => ({
    method: entry.method ?? "GET",
    path: entry.path,
    requestHeaders: entry.headers ?? {},
    send: entry.send,
    page: entry.page ?? false,
    after: entry.after ?? false,
    status: entry.status,
    headers: at(stored.headers, entry.head),
    body: grow(at(stored.bodies, entry.body), stored.comments),
  }));
}
