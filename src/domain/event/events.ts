import type { CommentId, ThreadId } from "../values.ts";

/**
 * Every fact the log can hold. Names: past tense, one per thing that happened.
 * Nothing personal stands in `data`: text, name, e-mail, website and address are private slots,
 * of which an event holds only a commitment. Audit-log design C5 and C7.
 */
export interface EventData {
  readonly LogOpened: { readonly origin: string; readonly alg: "sha256" };

  readonly ThreadOpened: { readonly thread: ThreadId; readonly uri: string; readonly title: string | null };
  readonly ThreadTitled: { readonly thread: ThreadId; readonly title: string | null };
  readonly ThreadRenamed: { readonly thread: ThreadId; readonly uri: string };
  /** The last comment of the thread went, and the thread with it. */
  readonly ThreadClosed: { readonly thread: ThreadId };

  readonly CommentPosted: CommentPostedData;
  readonly CommentEdited: {
    readonly comment: CommentId;
    /** Fields that the edit set to nothing; those set to a text are private slots. */
    readonly cleared: readonly EditableField[];
    /** New `modified` as a {@link DecimalText}; null clears it, absent leaves it alone. */
    readonly modified?: DecimalText | null;
  };
  readonly CommentQueued: { readonly comment: CommentId };
  readonly CommentApproved: { readonly comment: CommentId };
  readonly CommentDeletedByAuthor: Removal;
  readonly CommentRestricted: Removal & { readonly ground: RestrictionGround };
  /** The blank place of a deleted comment went because nothing refers to it any more. */
  readonly TombstoneRemoved: { readonly comment: CommentId };

  readonly CommentVoted: {
    readonly comment: CommentId;
    readonly likes: number;
    readonly dislikes: number;
    /** Positions that the vote set in the voters' filter, ascending. */
    readonly voters: readonly number[];
  };
  readonly SubscriptionEnded: { readonly comment: CommentId };

  readonly RetentionApplied: {
    readonly ground: RetentionGround;
    /** Which private slots of which events (by sequence number) were erased. */
    readonly erased: readonly ErasedSlots[];
  };
  readonly SettingsChanged: { readonly settings: Readonly<Record<string, string>> };
  readonly ImportStarted: { readonly source: ImportSource; readonly schema?: number };
  readonly ImportFinished: { readonly threads: number; readonly comments: number };
}

export type EventType = keyof EventData;

/** A number that may have a fraction, in the shortest decimal form that reads back to the same double. */
export type DecimalText = string;

export type EditableField = "text" | "author" | "website";

export type RestrictionGround = "moderator" | "queue-expired" | "elsewhere";
export type RetentionGround = "removed-by-author" | "restricted" | "queue-expired" | "retention-period";
export type ImportSource = "isso" | "isso-changes";

export interface ErasedSlots {
  readonly seq: number;
  readonly slots: readonly Slot[];
}

export interface Removal {
  readonly comment: CommentId;
  /** True while replies refer to the comment: it stays as a blank place of mode 4. */
  readonly tombstone: boolean;
}

export interface CommentPostedData {
  readonly comment: CommentId;
  readonly thread: ThreadId;
  readonly parent: number | null;
  readonly created: DecimalText;
  readonly modified?: DecimalText;
  readonly mode: number;
  readonly notification: StoredNotification;
  /** Set positions of the voters' filter, ascending. */
  readonly voters: readonly number[];
  /** Bytes of the filter, where it is not 256. */
  readonly votersLength?: number;
  readonly likes?: number;
  readonly dislikes?: number;
}

/**
 * The `notification` column: the original keeps whatever a client sent, so an adopted row may hold
 * a fraction or a word.
 */
export type StoredNotification = null | number | { readonly real: DecimalText } | { readonly text: string };

/** What is personal in an event, by name; stored apart and erasable. */
export type Slot = "text" | "author" | "email" | "website" | "ip" | "ua" | "note" | "actor";

/** Values of the private slots of one event; null where the value has been erased. */
export type PrivateValues = { readonly [S in Slot]?: string | null };

/** Who acted; a person behind an `author` is never named here. */
export interface Actor {
  readonly kind: "author" | "staff" | "system" | "import";
  readonly ref?: string;
  readonly auth?: "edit-token" | "signed-link";
}

/** An event of one type with its data. */
export type EventOf<T extends EventType> = { readonly type: T; readonly data: EventData[T] };

/** Any event of the log. */
export type IssoEvent = { [T in EventType]: EventOf<T> }[EventType];

/** An event as `decide` hands it out: no place in the log yet. */
export interface NewEvent {
  readonly stream: StreamTarget;
  readonly event: IssoEvent;
  readonly priv: { readonly [S in Slot]?: string };
  readonly actor: Actor;
  /** When it happened, in milliseconds since the epoch; absent: when it is recorded. */
  readonly atMs?: number;
}

/** An event at its place in the log, in the newest shape of its type. */
export interface RecordedEvent {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly recordedMs: number;
  readonly event: IssoEvent;
  readonly priv: PrivateValues;
}

/**
 * The stream an event belongs to. `begin` names the kind of a stream that starts with this very event:
 * its name is made of the event's sequence number, so no other comment or thread ever shares it.
 */
export type StreamTarget =
  | { readonly kind: "existing"; readonly name: string; readonly version: number }
  | { readonly kind: "begin"; readonly of: "thread" | "comment" };

/** The name of the stream that an event with this sequence number begins. */
export function streamName(of: "thread" | "comment", seq: number): string {
  return `${of}-${seq}`;
}
