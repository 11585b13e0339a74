import type { Actor, IssoEvent, NewEvent, Slot } from "../event/events.ts";
import { bitsOf } from "../people/voters.ts";
import type { ThreadName } from "./commands.ts";
import { evolveComment } from "./evolve.ts";
import type { KnownComment, StreamHead } from "./facts.ts";
import { type CommentState, modes, storedNotification } from "./state.ts";

/** Rows of another Isso become events by this actor: who really acted is not known. */
export const adopter: Actor = { kind: "import", ref: "isso" };

/** Bytes of a voters' filter that need not be said. */
const usualFilter = 256;

/** The event that makes exactly this comment, whatever its state. */
export function postedAsIs(comment: CommentState): NewEvent {
  const { voters } = comment;
  return {
    stream: { kind: "begin", of: "comment" },
    event: {
      type: "CommentPosted",
      data: {
        comment: comment.id,
        thread: comment.thread,
        parent: comment.parent,
        created: String(comment.created),
        ...(comment.modified === null ? {} : { modified: String(comment.modified) }),
        mode: comment.mode,
        notification: storedNotification(comment.notification),
        voters: bitsOf(voters),
        ...(voters.length === usualFilter ? {} : { votersLength: voters.length }),
        ...(comment.likes === 0 ? {} : { likes: comment.likes }),
        ...(comment.dislikes === 0 ? {} : { dislikes: comment.dislikes }),
      },
    },
    priv: given({
      text: comment.text,
      author: comment.author,
      email: comment.email,
      website: comment.website,
      ip: comment.remoteAddr,
    }),
    actor: adopter,
    atMs: comment.created * 1000,
  };
}

/** The event that makes exactly this thread. */
export function openedAsIs(thread: ThreadName): NewEvent {
  return {
    stream: { kind: "begin", of: "thread" },
    event: { type: "ThreadOpened", data: { thread: thread.id, uri: thread.uri, title: thread.title } },
    priv: {},
    actor: adopter,
  };
}

/**
 * Events that lead from the comment as the log knows it to the comment as another program left it.
 * What no event expresses (a changed date, a moved comment) is told as a removal and a new post.
 */
export function changesElsewhere(logged: KnownComment, actual: CommentState): readonly NewEvent[] {
  const changes = [
    ...modeChange(logged.state, actual),
    ...edit(logged.state, actual),
    ...votes(logged.state, actual),
    ...endedSubscription(logged.state, actual),
  ].map(({ event, priv }) => ({ ...on(logged.stream, event), priv }));
  const after = changes.reduce<CommentState | undefined>(evolveComment, logged.state);
  return after !== undefined && sameComment(after, actual)
    ? changes
    : [removedElsewhere(logged), postedAsIs(actual)];
}

/** The event for a comment that another program took away. */
export function removedElsewhere({ state, stream }: KnownComment): NewEvent {
  return on(stream, {
    type: "CommentRestricted",
    data: { comment: state.id, tombstone: false, ground: "elsewhere" },
  });
}

/** Events that lead a thread from one name to the other, under the same id. */
export function threadChangesElsewhere(
  logged: ThreadName & { readonly stream: StreamHead },
  actual: ThreadName,
): readonly NewEvent[] {
  const events: IssoEvent[] = [];
  const thread = logged.id;
  if (logged.uri !== actual.uri) events.push({ type: "ThreadRenamed", data: { thread, uri: actual.uri } });
  if (logged.title !== actual.title) {
    events.push({ type: "ThreadTitled", data: { thread, title: actual.title } });
  }
  return events.map((event) => on(logged.stream, event));
}

/** The event for a thread that another program took away. */
export function closedElsewhere(thread: ThreadName & { readonly stream: StreamHead }): NewEvent {
  return on(thread.stream, { type: "ThreadClosed", data: { thread: thread.id } });
}

type Change = Pick<NewEvent, "event" | "priv">;

function modeChange(logged: CommentState, actual: CommentState): readonly Change[] {
  if (logged.mode === actual.mode) return [];
  const comment = logged.id;
  if (actual.mode === modes.published)
    return [{ event: { type: "CommentApproved", data: { comment } }, priv: {} }];
  if (actual.mode === modes.pending)
    return [{ event: { type: "CommentQueued", data: { comment } }, priv: {} }];
  const data = { comment, tombstone: true, ground: "elsewhere" } as const;
  return [{ event: { type: "CommentRestricted", data }, priv: {} }];
}

function edit(logged: CommentState, actual: CommentState): readonly Change[] {
  if (actual.mode === modes.deleted) return [];
  const changed = (["text", "author", "website"] as const).filter((field) => logged[field] !== actual[field]);
  const retimed = logged.modified !== actual.modified;
  if (changed.length === 0 && !retimed) return [];
  const modified = actual.modified === null ? null : String(actual.modified);
  return [
    {
      event: {
        type: "CommentEdited",
        data: {
          comment: logged.id,
          cleared: changed.filter((field) => actual[field] === null),
          ...(retimed ? { modified } : {}),
        },
      },
      priv: given(Object.fromEntries(changed.map((field) => [field, actual[field]]))),
    },
  ];
}

function votes(logged: CommentState, actual: CommentState): readonly Change[] {
  const likes = actual.likes - logged.likes;
  const dislikes = actual.dislikes - logged.dislikes;
  const known = new Set(bitsOf(logged.voters));
  const voters = bitsOf(actual.voters).filter((bit) => !known.has(bit));
  if (likes === 0 && dislikes === 0 && voters.length === 0) return [];
  const data = { comment: logged.id, likes, dislikes, voters };
  return [{ event: { type: "CommentVoted", data }, priv: {} }];
}

function endedSubscription(logged: CommentState, actual: CommentState): readonly Change[] {
  if (logged.notification === actual.notification || actual.notification !== 0) return [];
  return [{ event: { type: "SubscriptionEnded", data: { comment: logged.id } }, priv: {} }];
}

/** Whether two comments are the same row, to the last byte of their filters. */
export function sameComment(left: CommentState, right: CommentState): boolean {
  const { voters: leftVoters, ...leftRest } = left;
  const { voters: rightVoters, ...rightRest } = right;
  const fields = Object.keys(leftRest) as (keyof typeof leftRest)[];
  return (
    fields.every((field) => leftRest[field] === rightRest[field]) &&
    leftVoters.length === rightVoters.length &&
    leftVoters.every((byte, index) => byte === rightVoters[index])
  );
}

function given(values: { readonly [S in Slot]?: string | null | undefined }): NewEvent["priv"] {
  const present = Object.entries(values).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(present) as NewEvent["priv"];
}

function on(stream: StreamHead, event: IssoEvent): NewEvent {
  return { stream: { kind: "existing", ...stream }, event, priv: {}, actor: adopter };
}
