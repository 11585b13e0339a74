import type { GuardSettings } from "../config/settings.ts";
import type { AnonymisedIp, CommentId, ThreadId, UnixSeconds } from "../values.ts";
import type { CommentState } from "./state.ts";

/** Someone writes a comment. Fields are checked, escaped and normalised already (`fields.ts`). */
export interface PostComment {
  readonly type: "PostComment";
  readonly now: UnixSeconds;
  readonly uri: string;
  /** Title for a thread that does not exist yet; null when none is known. */
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly email: string | null;
  readonly website: string | null;
  /** As the request named it; may be unknown or of another thread. */
  readonly parent: number | null;
  readonly notification: number | null;
  readonly address: AnonymisedIp;
  readonly rules: PostingRules;
  /** Made up by the client: a repeat of the same post with the same key gets the first one's answer. */
  readonly idempotencyKey?: string;
}

/** The settings that judge a new comment. */
export interface PostingRules {
  readonly moderated: boolean;
  readonly approveKnownEmail: boolean;
  /** Seconds in which an author may edit. */
  readonly maxAge: number;
  readonly guard: GuardSettings;
}

/** What entitles a caller to change a comment: a token, with the second in which it was signed. */
export type TokenAuthority =
  | { readonly kind: "edit-token"; readonly textSha1: string; readonly signedAt: number }
  | { readonly kind: "moderation-link"; readonly signedAt: number };

/** The rule that removes comments which waited in the moderation queue for more than so many seconds. */
export interface QueueRule {
  readonly kind: "queue-rule";
  readonly olderThan: number;
}

/** The author within the edit window, or a moderator, changes a comment. */
export interface EditComment {
  readonly type: "EditComment";
  readonly now: UnixSeconds;
  readonly comment: CommentId;
  readonly authority: TokenAuthority;
  readonly text: string;
  /** Absent: unchanged; null: cleared. */
  readonly author?: string | null;
  readonly website?: string | null;
}

/** The author within the edit window, a moderator or the queue's time limit deletes a comment. */
export interface DeleteComment {
  readonly type: "DeleteComment";
  readonly now: UnixSeconds;
  readonly comment: CommentId;
  readonly authority: TokenAuthority | QueueRule;
}

/** A moderator publishes a pending comment. */
export interface ApproveComment {
  readonly type: "ApproveComment";
  readonly now: UnixSeconds;
  readonly comment: CommentId;
  readonly authority: TokenAuthority;
}

/** A reader votes, once for each network. */
export interface VoteOnComment {
  readonly type: "VoteOnComment";
  readonly now: UnixSeconds;
  readonly comment: CommentId;
  readonly vote: "like" | "dislike";
  readonly address: AnonymisedIp;
}

/** A reader with a signed link stops reply mails for one conversation. */
export interface EndSubscription {
  readonly type: "EndSubscription";
  readonly now: UnixSeconds;
  readonly comment: CommentId;
  readonly email: string;
}

/** Private values whose time is over are erased. */
export interface ApplyRetention {
  readonly type: "ApplyRetention";
  readonly now: UnixSeconds;
}

export type Command =
  | PostComment
  | EditComment
  | DeleteComment
  | ApproveComment
  | VoteOnComment
  | EndSubscription
  | ApplyRetention;

/** A thread as a command's answer names it. */
export interface ThreadName {
  readonly id: ThreadId;
  readonly uri: string;
  readonly title: string | null;
}

/** What an accepted command answers, by command. */
export interface Answers {
  readonly PostComment: {
    readonly comment: CommentState;
    readonly thread: ThreadName;
    readonly threadOpened: boolean;
  };
  readonly EditComment: { readonly comment: CommentState };
  /** `comment` is what is left of it: a blank place, or null. */
  readonly DeleteComment: { readonly comment: CommentState | null };
  readonly ApproveComment: { readonly alreadyPublished: boolean };
  readonly VoteOnComment: { readonly likes: number; readonly dislikes: number };
  readonly EndSubscription: { readonly ended: number };
  readonly ApplyRetention: { readonly erased: number };
}
