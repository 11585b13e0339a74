import fc from "fast-check";
import type { CommentState } from "../../src/domain/comment/state.ts";
import type {
  Actor,
  EventData,
  EventType,
  IssoEvent,
  PrivateValues,
  Slot,
  StoredNotification,
} from "../../src/domain/event/events.ts";
import { anonymise } from "../../src/domain/people/anonymise.ts";
import {
  type AnonymisedIp,
  type CommentId,
  commentId,
  type ThreadId,
  threadId,
  type UnixSeconds,
  unixSeconds,
} from "../../src/domain/values.ts";
import { anyText } from "./json.ts";

/** The networks of readers. */
export const anyAddress: fc.Arbitrary<AnonymisedIp> = fc.oneof(fc.ipV4(), fc.ipV6()).map(anonymise);

/** Every double that a column of times can hold: before 1970, fractions, far beyond the calendar. No minus zero. */
const anySeconds: fc.Arbitrary<UnixSeconds> = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0, max: 2e9, noNaN: true }),
    fc.integer(),
  )
  .map((seconds) => unixSeconds(seconds + 0));

/** What clients have sent as `notification` to the original. */
const anyNotification: fc.Arbitrary<CommentState["notification"]> = fc.oneof(
  fc.constantFrom(null, 0, 1, 2.5, -1, 2 ** 53, 1e300, "yes", ""),
  anyText,
  fc.double({ noNaN: true }).map((value) => value + 0),
);

const anyStoredNotification: fc.Arbitrary<StoredNotification> = fc.oneof(
  fc.constant(null),
  fc.maxSafeInteger(),
  fc.record({ real: fc.double().map(String) }),
  fc.record({ text: anyText }),
);

/** Filters of the usual and of odd lengths. */
const anyFilter: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.constant(new Uint8Array(256)),
  fc.uint8Array({ minLength: 256, maxLength: 256 }),
  fc.uint8Array({ maxLength: 20 }),
);

const anyCommentId: fc.Arbitrary<CommentId> = fc.integer({ min: 1, max: 2 ** 40 }).map(commentId);
const anyThreadId: fc.Arbitrary<ThreadId> = fc.integer({ min: 1, max: 2 ** 40 }).map(threadId);
const anyMode: fc.Arbitrary<number> = fc.oneof(fc.constantFrom(1, 2, 4), fc.nat({ max: 9 }));
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });

const stateFields = {
  id: anyCommentId,
  thread: anyThreadId,
  parent: orNull(fc.integer()),
  created: anySeconds,
  modified: orNull(anySeconds),
  mode: anyMode,
  remoteAddr: orNull(anyAddress),
  text: anyText,
  author: orNull(anyText),
  email: orNull(anyText),
  website: orNull(anyText),
  likes: fc.integer(),
  dislikes: fc.integer(),
  voters: anyFilter,
  notification: anyNotification,
};

/** Any row that a database of the original can hold. */
export const anyComment: fc.Arbitrary<CommentState> = fc.record(stateFields);

/** The same comment twice, the second time with some fields changed: what another program may leave behind. */
export const changedComment: fc.Arbitrary<readonly [before: CommentState, after: CommentState]> = fc
  .tuple(anyComment, fc.record(stateFields, { requiredKeys: [] }), fc.array(fc.nat({ max: 2047 })))
  .map(([before, changes, bits]) => {
    const voters = Uint8Array.from(before.voters);
    for (const bit of bits) voters[bit >> 3] = (voters[bit >> 3] ?? 0) | (1 << (bit & 7));
    return [before, { ...before, voters, ...changes }];
  });

const anyDecimal: fc.Arbitrary<string> = anySeconds.map(String);
const anyBits: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 4095 }), { maxLength: 12 });
/** Any name of a private value. */
export const anySlot: fc.Arbitrary<Slot> = fc.constantFrom(
  "text",
  "author",
  "email",
  "website",
  "ip",
  "ua",
  "note",
  "actor",
);
const removal = { comment: anyCommentId, tombstone: fc.boolean() };

const dataOf: { readonly [T in EventType]: fc.Arbitrary<EventData[T]> } = {
  LogOpened: fc.record({ origin: anyText, alg: fc.constant("sha256") }),
  ThreadOpened: fc.record({ thread: anyThreadId, uri: anyText, title: orNull(anyText) }),
  ThreadTitled: fc.record({ thread: anyThreadId, title: orNull(anyText) }),
  ThreadRenamed: fc.record({ thread: anyThreadId, uri: anyText }),
  ThreadClosed: fc.record({ thread: anyThreadId }),
  CommentPosted: fc.record(
    {
      comment: anyCommentId,
      thread: anyThreadId,
      parent: orNull(fc.integer()),
      created: anyDecimal,
      modified: anyDecimal,
      mode: anyMode,
      notification: anyStoredNotification,
      voters: anyBits,
      votersLength: fc.nat({ max: 300 }),
      likes: fc.integer(),
      dislikes: fc.integer(),
    },
    { requiredKeys: ["comment", "thread", "parent", "created", "mode", "notification", "voters"] },
  ),
  CommentEdited: fc.record(
    {
      comment: anyCommentId,
      cleared: fc.subarray(["text", "author", "website"] as const),
      modified: orNull(anyDecimal),
    },
    { requiredKeys: ["comment", "cleared"] },
  ),
  CommentQueued: fc.record({ comment: anyCommentId }),
  CommentApproved: fc.record({ comment: anyCommentId }),
  CommentDeletedByAuthor: fc.record(removal),
  CommentRestricted: fc.record({
    ...removal,
    ground: fc.constantFrom("moderator", "queue-expired", "elsewhere"),
  }),
  TombstoneRemoved: fc.record({ comment: anyCommentId }),
  CommentVoted: fc.record({
    comment: anyCommentId,
    likes: fc.integer(),
    dislikes: fc.integer(),
    voters: anyBits,
  }),
  SubscriptionEnded: fc.record({ comment: anyCommentId }),
  RetentionApplied: fc.record({
    ground: fc.constantFrom("removed-by-author", "restricted", "queue-expired", "retention-period"),
    erased: fc.array(fc.record({ seq: fc.nat(), slots: fc.uniqueArray(anySlot) })),
  }),
  SettingsChanged: fc.record({ settings: fc.dictionary(anyText, anyText) }),
  ImportStarted: fc.record(
    { source: fc.constantFrom("isso", "isso-changes"), schema: fc.nat({ max: 5 }) },
    { requiredKeys: ["source"] },
  ),
  ImportFinished: fc.record({ threads: fc.nat(), comments: fc.nat() }),
};

/** Any event of any type. */
export const anyEvent: fc.Arbitrary<IssoEvent> = fc.oneof(
  ...Object.entries(dataOf).map(([type, data]: [string, fc.Arbitrary<unknown>]) =>
    data.map((value) => ({ type, data: value }) as IssoEvent),
  ),
);

/** Private values of an event, some of them erased. */
export const anyPrivate: fc.Arbitrary<PrivateValues> = fc.dictionary(anySlot, orNull(anyText));

/** Whoever may act. */
export const anyActor: fc.Arbitrary<Actor> = fc.record(
  {
    kind: fc.constantFrom("author", "staff", "system", "import"),
    ref: fc.string(),
    auth: fc.constantFrom("edit-token", "signed-link"),
  },
  { requiredKeys: ["kind"] },
);
