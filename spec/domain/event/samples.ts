import type { EventData, EventType } from "../../../src/domain/event/events.ts";
import { commentId, threadId } from "../../../src/domain/values.ts";

const comment = commentId(5);
const thread = threadId(3);

/** What the golden file of each type and version says, in today's shape: a change of shape must lift the old data. */
export const goldenData: { readonly [T in EventType]: readonly EventData[T][] } = {
  LogOpened: [{ origin: "comments.example.org/log/1", alg: "sha256" }],
  ThreadOpened: [{ thread, uri: "/seite/?ü=日本", title: "Grüße 👋" }],
  ThreadTitled: [{ thread, title: null }],
  ThreadRenamed: [{ thread, uri: "/new" }],
  ThreadClosed: [{ thread }],
  CommentPosted: [
    {
      comment,
      thread,
      parent: 2,
      created: "1795305861.6317475",
      modified: "1795305900.5",
      mode: 2,
      notification: { real: "2.5" },
      voters: [0, 9, 23],
      votersLength: 3,
      likes: 4,
      dislikes: 1,
    },
  ],
  CommentEdited: [{ comment, cleared: ["website"], modified: "1795305900.5" }],
  CommentQueued: [{ comment }],
  CommentApproved: [{ comment }],
  CommentDeletedByAuthor: [{ comment, tombstone: true }],
  CommentRestricted: [{ comment, tombstone: false, ground: "moderator" }],
  TombstoneRemoved: [{ comment }],
  CommentVoted: [{ comment, likes: 1, dislikes: 0, voters: [139, 142, 2047] }],
  SubscriptionEnded: [{ comment }],
  RetentionApplied: [{ ground: "removed-by-author", erased: [{ seq: 7, slots: ["author", "ip"] }] }],
  SettingsChanged: [{ settings: { "guard.ratelimit": "2", "markup.renderer": "mistune" } }],
  ImportStarted: [{ source: "isso", schema: 5 }],
  ImportFinished: [{ threads: 24, comments: 544 }],
};
