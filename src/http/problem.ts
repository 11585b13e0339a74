import type { GuardReason } from "../domain/comment/rejections.ts";

/** A status that a refusal can have. */
export type ProblemStatus = 400 | 403 | 404 | 405 | 413 | 429 | 500 | 503;

/** Statuses of refusals that the interface knows, with their names and usual descriptions (behaviour section 3.2). */
const standard: Readonly<Record<ProblemStatus, readonly [name: string, description: string]>> = {
  400: ["Bad Request", "The browser (or proxy) sent a request that this server could not understand."],
  403: [
    "Forbidden",
    "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server.",
  ],
  404: [
    "Not Found",
    "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.",
  ],
  405: ["Method Not Allowed", "The method is not allowed for the requested URL."],
  413: ["Request Entity Too Large", "The data value transmitted exceeds the capacity limit."],
  429: ["Too Many Requests", "Too many of your requests are in progress. Please wait for their answers."],
  500: [
    "Internal Server Error",
    "The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.",
  ],
  503: [
    "Service Unavailable",
    "The comments cannot be stored or read at the moment. Please try again in a while.",
  ],
};

/** Details of a refusal beyond its status. */
export interface ProblemDetails {
  /** What the caller reads; absent: the usual sentence for the status. */
  readonly description?: string;
  /** Seconds after which the caller may try again. */
  readonly retryAfter?: number;
  /** Methods that the path does answer. */
  readonly allow?: readonly string[];
  /** The rule that turned a comment away. */
  readonly reason?: GuardReason;
}

/** The one way in which a request is refused: thrown anywhere below `app.ts`, answered by `errors.ts`. */
export class Problem extends Error {
  override readonly name: "Problem" = "Problem";
  readonly status: ProblemStatus;
  readonly details: ProblemDetails;

  constructor(status: ProblemStatus, details: ProblemDetails = {}) {
    super(details.description ?? standard[status][1]);
    this.status = status;
    this.details = details;
  }

  /** Name of the status, as in "Bad Request". */
  get statusName(): string {
    return standard[this.status][0];
  }
}

/** The request says something that cannot be done; `description` is what the caller reads. */
export function badRequest(description: string): Problem {
  return new Problem(400, { description });
}

/** The caller lacks the token or cookie for this. */
export function forbidden(): Problem {
  return new Problem(403);
}

/** The caller has too much in progress already (RFC 6585 section 4). */
export function tooMany(): Problem {
  return new Problem(429, { retryAfter: 1 });
}

/** There is nothing at this address. */
export function notFound(description?: string): Problem {
  return new Problem(404, description === undefined ? {} : { description });
}
