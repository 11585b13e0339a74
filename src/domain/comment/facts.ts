import type { Slot } from "../event/events.ts";
import type { CommentId, ThreadId, UnixSeconds } from "../values.ts";
import type { ThreadName } from "./commands.ts";
import type { CommentState } from "./state.ts";

/** A stream that exists, with the version its next event must follow. */
export interface StreamHead {
  readonly name: string;
  readonly version: number;
}

/** A living comment with its stream and the whole second in which it came to be. */
export interface KnownComment {
  readonly state: CommentState;
  readonly stream: StreamHead;
  readonly bornAt: number;
}

/** A living thread with its stream. */
export interface KnownThread extends ThreadName {
  readonly stream: StreamHead;
}

/** What deciding about a new comment needs to know of the rest of the site. */
export interface PostingFacts {
  readonly thread: ThreadName | null;
  readonly nextThread: ThreadId;
  readonly nextComment: CommentId;
  /** The comment that the request names, if it is in this thread; `top` is its top-most ancestor. */
  readonly parent: {
    readonly top: CommentId;
    readonly remoteAddr: string | null;
    readonly created: UnixSeconds;
  } | null;
  /** Comments of the same network within the last 60 seconds, anywhere on the site. */
  readonly recentOfNetwork: readonly CommentId[];
  /** Top-level comments of the same network in the thread. */
  readonly directReplies: number;
  /** Whether a published comment of the last six months has the same e-mail. */
  readonly knownEmail: boolean;
}

/** A comment that a removal may take along, with how many comments name it as their parent. */
export interface Removable {
  readonly id: CommentId;
  readonly parent: number | null;
  readonly mode: number;
  readonly thread: ThreadId;
  readonly replies: number;
  readonly stream: StreamHead;
  /** Private values that the comment's events still hold. */
  readonly held: readonly HeldSlot[];
}

/** A private value that is still there. */
export interface HeldSlot {
  readonly seq: number;
  readonly slot: Slot;
}

/** What deciding about a removal needs: the comment, what may go with it, and the threads concerned. */
export interface RemovalFacts {
  readonly comment: KnownComment;
  readonly subject: Removable;
  /** Ancestors of the comment, and deleted comments anywhere that nothing refers to. */
  readonly candidates: readonly Removable[];
  readonly threads: readonly { readonly thread: KnownThread; readonly comments: number }[];
}

/** Private values of one stream whose time is over. */
export interface DueSlots {
  readonly stream: StreamHead;
  readonly held: readonly HeldSlot[];
}

/** The facts each command is decided on; null where its comment does not exist. */
export interface Facts {
  readonly PostComment: PostingFacts;
  readonly EditComment: KnownComment | null;
  readonly DeleteComment: RemovalFacts | null;
  readonly ApproveComment: KnownComment | null;
  readonly VoteOnComment: KnownComment | null;
  readonly EndSubscription: { readonly subscribed: readonly KnownComment[] } | null;
  readonly ApplyRetention: { readonly due: readonly DueSlots[] };
}
