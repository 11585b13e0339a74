import type {
  Actor,
  IssoEvent,
  NewEvent,
  RestrictionGround,
  RetentionGround,
  Slot,
} from "../event/events.ts";
import { actorOf, authorises } from "./authority.ts";
import type { Answers, DeleteComment } from "./commands.ts";
import { type Decision, type Expiry, reject } from "./decision.ts";
import { evolveComment } from "./evolve.ts";
import type { HeldSlot, KnownThread, Removable, RemovalFacts, StreamHead } from "./facts.ts";
import { groupSlots } from "./heldSlots.ts";
import { modes } from "./state.ts";

const day = 86_400_000;

/**
 * How long private values outlive a removal, by who removed (audit-log design C9).
 * `now` goes in the same transaction, `later` after `graceMs`.
 */
interface Grace {
  readonly ground: RetentionGround;
  readonly now: readonly Slot[];
  readonly later: readonly Slot[];
  readonly graceMs: number;
}

const contact: readonly Slot[] = ["author", "email", "website", "ip", "ua"];
const everything: readonly Slot[] = ["text", ...contact];

const graces: { readonly [K in DeleteComment["authority"]["kind"]]: Grace } = {
  "edit-token": { ground: "removed-by-author", now: contact, later: ["text"], graceMs: 7 * day },
  "moderation-link": { ground: "restricted", now: [], later: everything, graceMs: 182 * day },
  "queue-rule": { ground: "queue-expired", now: everything, later: [], graceMs: 0 },
};

/** What the blank place of a comment still shows or needs: the identicon comes from mail or address. */
const keptByTombstone: readonly Slot[] = ["email", "ip"];

/**
 * Decides about a removal: with replies a blank place stays, without them the comment goes, then every
 * blank place that nothing refers to any more, then every thread without comments.
 * Behaviour sections 3.10, 3.16, 4.4 and 9.5.
 */
export function decideRemoval(
  command: DeleteComment,
  facts: RemovalFacts | null,
): Decision<Answers["DeleteComment"]> {
  if (facts === null) return reject({ kind: "comment-unknown" });
  if (!mayRemove(command, facts)) return reject({ kind: "not-authorised" });
  const gone = everythingGone(command, facts);
  const tombstone = !gone.some(({ id }) => id === facts.subject.id);
  const swept = gone.filter(({ id }) => id !== facts.subject.id);
  const removal = removalEvent(command, facts, tombstone);
  const grace = graces[command.authority.kind];
  const erasures = [
    erasureAtOnce(facts.subject, grace, tombstone),
    ...swept.map((place) => erasureAtOnce(place, graces["edit-token"], false)),
  ];
  return {
    ok: true,
    value: {
      events: [
        removal,
        ...swept.map(tombstoneRemoved),
        ...erasures.filter((event) => event !== undefined),
        ...emptied(facts, gone).map(threadClosed),
      ],
      expiries: expiries(command, facts.subject, tombstone),
      answer: { comment: evolveComment(facts.comment.state, removal) ?? null },
    },
  };
}

function mayRemove(command: DeleteComment, { comment }: RemovalFacts): boolean {
  const { authority } = command;
  if (authority.kind !== "queue-rule") return authorises(authority, comment);
  const waited = command.now - comment.state.created;
  return comment.state.mode === modes.pending && waited > authority.olderThan;
}

function removalEvent(command: DeleteComment, facts: RemovalFacts, tombstone: boolean): NewEvent {
  const { authority } = command;
  const removal = { comment: facts.subject.id, tombstone };
  if (authority.kind === "edit-token") {
    return on(facts.subject.stream, actorOf(authority), { type: "CommentDeletedByAuthor", data: removal });
  }
  const byRule = authority.kind === "queue-rule";
  const ground: RestrictionGround = byRule ? "queue-expired" : "moderator";
  const actor: Actor = byRule ? { kind: "system", ref: "moderation-queue" } : actorOf(authority);
  return on(facts.subject.stream, actor, { type: "CommentRestricted", data: { ...removal, ground } });
}

/**
 * What is there no more after the removal; the comment itself is not among it when it stays as a blank place.
 * A comment whose time in the queue is over leaves none, as in the original.
 */
function everythingGone(command: DeleteComment, { subject, candidates }: RemovalFacts): readonly Removable[] {
  if (command.authority.kind === "queue-rule") return [subject, ...sweep(candidates, [subject])];
  return sweep([...candidates, { ...subject, mode: modes.deleted }], []);
}

/** Blank places left without replies once `gone` are gone, and those left without replies by that. */
function sweep(candidates: readonly Removable[], gone: readonly Removable[]): readonly Removable[] {
  const goneIds = new Set<number>(gone.map((comment) => comment.id));
  const free = (place: Removable): boolean =>
    place.mode === modes.deleted &&
    !goneIds.has(place.id) &&
    place.replies === gone.filter((comment) => comment.parent === place.id).length;
  const next = candidates.filter(free);
  return next.length === 0 ? [] : [...next, ...sweep(candidates, [...gone, ...next])];
}

function emptied(facts: RemovalFacts, gone: readonly Removable[]): readonly KnownThread[] {
  if (gone.length === 0) return [];
  return facts.threads
    .filter(
      ({ thread, comments }) => comments === gone.filter((comment) => comment.thread === thread.id).length,
    )
    .map(({ thread }) => thread);
}

function erasureAtOnce(place: Removable, grace: Grace, tombstone: boolean): NewEvent | undefined {
  const slots = grace.now.filter((slot) => !(tombstone && keptByTombstone.includes(slot)));
  const held = place.held.filter(({ slot }) => slots.includes(slot));
  return held.length === 0 ? undefined : retentionApplied(place.stream, grace.ground, held);
}

function expiries(command: DeleteComment, subject: Removable, tombstone: boolean): readonly Expiry[] {
  const grace = graces[command.authority.kind];
  const slots = grace.later.filter((slot) => !(tombstone && keptByTombstone.includes(slot)));
  const atMs = Math.floor(command.now * 1000) + grace.graceMs;
  return slots.length === 0 ? [] : [{ stream: subject.stream.name, slots, atMs }];
}

/** The event that says which private values of a stream were erased, and why. */
export function retentionApplied(
  stream: StreamHead,
  ground: RetentionGround,
  held: readonly HeldSlot[],
): NewEvent {
  const actor: Actor = { kind: "system", ref: "retention" };
  return on(stream, actor, { type: "RetentionApplied", data: { ground, erased: groupSlots(held) } });
}

function tombstoneRemoved(place: Removable): NewEvent {
  const actor: Actor = { kind: "system", ref: "unreferenced" };
  return on(place.stream, actor, { type: "TombstoneRemoved", data: { comment: place.id } });
}

function threadClosed(thread: KnownThread): NewEvent {
  const actor: Actor = { kind: "system", ref: "unreferenced" };
  return on(thread.stream, actor, { type: "ThreadClosed", data: { thread: thread.id } });
}

function on(stream: StreamHead, actor: Actor, event: IssoEvent): NewEvent {
  return { stream: { kind: "existing", ...stream }, event, priv: {}, actor };
}
