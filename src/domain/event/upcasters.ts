import { err, ok, type Result } from "../result.ts";
import type { EventType, IssoEvent } from "./events.ts";

/** The version in which each type is written today. */
export const currentVersions: { readonly [T in EventType]: number } = {
  LogOpened: 1,
  ThreadOpened: 1,
  ThreadTitled: 1,
  ThreadRenamed: 1,
  ThreadClosed: 1,
  CommentPosted: 1,
  CommentEdited: 1,
  CommentQueued: 1,
  CommentApproved: 1,
  CommentDeletedByAuthor: 1,
  CommentRestricted: 1,
  TombstoneRemoved: 1,
  CommentVoted: 1,
  SubscriptionEnded: 1,
  RetentionApplied: 1,
  SettingsChanged: 1,
  ImportStarted: 1,
  ImportFinished: 1,
};

/** One pure step that brings the data of an event type from version v to v + 1. */
export type UpcastStep = (data: unknown) => unknown;

/** Steps by type: entry n - 1 lifts version n. Empty until a released type changes its shape. */
export type UpcastSteps = { readonly [T in EventType]?: readonly UpcastStep[] };

const releasedSteps: UpcastSteps = {};

function isEventType(type: string): type is EventType {
  return Object.hasOwn(currentVersions, type);
}

/**
 * Brings stored event data to today's shape. Stored bytes are never rewritten.
 * Refuses, with a sentence, a type or version that a newer server wrote.
 */
export function upcast(
  type: string,
  version: number,
  data: unknown,
  steps: UpcastSteps = releasedSteps,
): Result<IssoEvent, string> {
  if (!isEventType(type)) return err(`event type ${type} is not known to this version`);
  const current = currentVersions[type];
  if (version > current || version < 1) {
    return err(`event type ${type} has version ${version}, but this version knows 1 to ${current}`);
  }
  const lifted = (steps[type] ?? []).slice(version - 1).reduce((value, step) => step(value), data);
  return ok({ type, data: lifted } as IssoEvent);
}
