import type { PublicConfig } from "../domain/config/publicConfig.ts";
import type { Result } from "../domain/result.ts";
import type { CommentAnswer, ThreadAnswer } from "../domain/thread/view.ts";
import type { Clock } from "./clock.ts";
import { keepCookie } from "./cookies.ts";
import type { Failure } from "./failures.ts";
import { within } from "./patience.ts";

/** The thread as `GET /` answers it. */
export type ThreadPage = ThreadAnswer<PublicConfig>;

/** What a new comment consists of; `null` for what was left out. */
export interface NewComment {
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  readonly text: string;
  readonly parent: number | null;
  readonly title: string | null;
  readonly notification: 0 | 1;
  readonly "idempotency-key": string;
}

/** Counts of a comment after a vote; `message` when the vote did not count. */
export interface VoteAnswer {
  readonly likes: number;
  readonly dislikes: number;
  readonly message?: string;
}

/** Parameters of a request. */
export type Parameters = Readonly<Record<string, string | number>>;

/** An answer of the server, or why there is none. */
export type Answer<T> = Promise<Result<T, Failure>>;

/** The requests that the widget makes (behaviour section 5.1). */
export interface Api {
  thread(parameters: Parameters): Answer<ThreadPage>;
  /** `queued` when a moderator has to approve it. */
  post(thread: string, comment: NewComment): Answer<CommentAnswer>;
  source(id: number): Answer<CommentAnswer>;
  edit(id: number, text: string): Answer<CommentAnswer>;
  /** The blank place that is left, or null when nothing is. */
  remove(id: number): Answer<CommentAnswer | null>;
  vote(id: number, vote: "like" | "dislike"): Answer<VoteAnswer | null>;
  preview(text: string): Answer<{ readonly text: string }>;
}

/** Where requests go, and what ends them. */
export interface Connection {
  readonly endpoint: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Milliseconds that an answer may take. */
const patience = 30_000;

/** The requests to one server. Reading needs no preflight: it sends no header that would ask for one. */
export function createApi({ endpoint, clock, signal }: Connection): Api {
  async function ask<T>(path: string, method: string, body: unknown): Answer<T> {
    const sent = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(endpoint + path, {
      method,
      signal,
      credentials: "include",
      ...(method === "GET" ? {} : sent),
    });
    clock.observe(response.headers.get("Date"));
    keepCookie(response.headers.get("X-Set-Cookie"));
    if (response.ok) return { ok: true, value: await response.json() };
    return { ok: false, error: await refusal(response) };
  }
  async function call<T>(path: string, method = "GET", body: unknown = null): Answer<T> {
    const answer = await within(ask<T>(path, method, body), patience);
    return answer ?? { ok: false, error: { kind: navigator.onLine ? "network" : "offline" } };
  }
  return {
    thread: (parameters) => call(`/?${query(parameters)}`),
    post: (thread, comment) => call(`/new?${query({ uri: thread })}`, "POST", comment),
    source: (id) => call(`/id/${id}?plain=1`),
    edit: (id, text) => call(`/id/${id}`, "PUT", { text }),
    remove: (id) => call(`/id/${id}`, "DELETE"),
    vote: (id, vote) => call(`/id/${id}/${vote}`, "POST"),
    preview: (text) => call("/preview", "POST", { text }),
  };
}

function query(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join("&");
}

/** What the server says about a refusal: JSON of today's servers, or the page of older ones. */
async function refusal(response: Response): Promise<Failure> {
  const text = await response.text();
  let said: Refusal = { message: /<p>(.*)/.exec(text)?.[1] };
  try {
    said = { ...said, ...JSON.parse(text) };
  } catch {
    // It was a page.
  }
  const { reason = "", message = "" } = said;
  return { kind: "refused", status: response.status, reason, message };
}

/** What the server's JSON says of a refusal. */
interface Refusal {
  readonly reason?: string;
  readonly message: string | undefined;
}
