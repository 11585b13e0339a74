import type { NewEvent, Slot } from "../event/events.ts";
import { err, type Result } from "../result.ts";
import type { Rejection } from "./rejections.ts";

/** What a command does when it is accepted: events to append, in this order, and what it answers. */
export interface Acceptance<Answer> {
  readonly events: readonly NewEvent[];
  /** Private values of a stream that get a last day. */
  readonly expiries: readonly Expiry[];
  readonly answer: Answer;
}

/** From `atMs` on (milliseconds since the epoch) these slots of the stream are to be erased. */
export interface Expiry {
  readonly stream: string;
  readonly slots: readonly Slot[];
  readonly atMs: number;
}

/** Acceptance, or the reason why not. */
export type Decision<Answer> = Result<Acceptance<Answer>, Rejection>;

/** An acceptance that changes nothing beyond its events. */
export function accept<Answer>(answer: Answer, events: readonly NewEvent[]): Decision<Answer> {
  return { ok: true, value: { events, expiries: [], answer } };
}

/** The refusal of a command. */
export function reject<Answer>(rejection: Rejection): Decision<Answer> {
  return err(rejection);
}
