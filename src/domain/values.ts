/**
 * Values that look like plain numbers and strings but must not be mixed up.
 * Each constructor is the boundary at which the plain value has been checked.
 */

declare const brand: unique symbol;

/** A plain value with a name that the compiler keeps apart from others of the same shape. */
export type Brand<Plain, Name extends string> = Plain & { readonly [brand]: Name };

/** Public id of a comment, as Isso shows it. The highest one comes back after its comment was deleted. */
export type CommentId = Brand<number, "CommentId">;

/** Public id of a thread, with the same rule of reuse as {@link CommentId}. */
export type ThreadId = Brand<number, "ThreadId">;

/** Seconds since 1970-01-01T00:00:00Z as an IEEE double, fraction included: the wire's `created`. */
export type UnixSeconds = Brand<number, "UnixSeconds">;

/** A network address without its host part: /24 of IPv4, /48 of IPv6, in Isso's textual form. */
export type AnonymisedIp = Brand<string, "AnonymisedIp">;

/** Rendered and sanitised HTML of a comment. */
export type SafeHtml = Brand<string, "SafeHtml">;

export function commentId(value: number): CommentId {
  return value as CommentId;
}

export function threadId(value: number): ThreadId {
  return value as ThreadId;
}

export function unixSeconds(value: number): UnixSeconds {
  return value as UnixSeconds;
}
