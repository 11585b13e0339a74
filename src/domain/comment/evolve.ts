import type { CommentPostedData, EventData, PrivateValues, RecordedEvent } from "../event/events.ts";
import { filterOf, withBits } from "../people/voters.ts";
import { unixSeconds } from "../values.ts";
import { type CommentState, modes, notificationValue } from "./state.ts";

/** Bytes of a voters' filter, unless an adopted row had another length. */
const votersBytes = 256;

/**
 * The comment after one more event of its stream; undefined when it is gone.
 * Total: an event that says nothing about comments, or comes after the end, changes nothing.
 * An erased text reads as empty, other erased values as absent.
 */
export function evolveComment(
  state: CommentState | undefined,
  { event, priv }: Pick<RecordedEvent, "event" | "priv">,
): CommentState | undefined {
  if (event.type === "CommentPosted") return postedComment(event.data, priv);
  if (state === undefined) return undefined;
  switch (event.type) {
    case "CommentEdited":
      return edited(state, event.data, priv);
    case "CommentApproved":
      return { ...state, mode: modes.published };
    case "CommentQueued":
      return { ...state, mode: modes.pending };
    case "CommentDeletedByAuthor":
    case "CommentRestricted":
      return event.data.tombstone ? blank(state) : undefined;
    case "TombstoneRemoved":
      return undefined;
    case "CommentVoted":
      return voted(state, event.data);
    case "SubscriptionEnded":
      return { ...state, notification: 0 };
    default:
      return state;
  }
}

/** The comment that a post makes; what has been erased of it reads as in {@link evolveComment}. */
export function postedComment(data: CommentPostedData, priv: PrivateValues): CommentState {
  return {
    id: data.comment,
    thread: data.thread,
    parent: data.parent,
    created: unixSeconds(Number(data.created)),
    modified: data.modified === undefined ? null : unixSeconds(Number(data.modified)),
    mode: data.mode,
    remoteAddr: priv.ip ?? null,
    text: priv.text ?? "",
    author: priv.author ?? null,
    email: priv.email ?? null,
    website: priv.website ?? null,
    likes: data.likes ?? 0,
    dislikes: data.dislikes ?? 0,
    voters: filterOf(data.voters, data.votersLength ?? votersBytes),
    notification: notificationValue(data.notification),
  };
}

function edited(state: CommentState, data: EventData["CommentEdited"], priv: PrivateValues): CommentState {
  const field = (name: "author" | "website"): string | null => {
    if (data.cleared.includes(name)) return null;
    const value = priv[name];
    return value === undefined ? state[name] : value;
  };
  return {
    ...state,
    text: priv.text === undefined ? state.text : (priv.text ?? ""),
    author: field("author"),
    website: field("website"),
    modified: editTime(state, data.modified),
  };
}

function editTime(
  state: CommentState,
  modified: EventData["CommentEdited"]["modified"],
): CommentState["modified"] {
  if (modified === undefined) return state.modified;
  return modified === null ? null : unixSeconds(Number(modified));
}

function voted(state: CommentState, data: EventData["CommentVoted"]): CommentState {
  return {
    ...state,
    likes: state.likes + data.likes,
    dislikes: state.dislikes + data.dislikes,
    voters: withBits(state.voters, data.voters),
  };
}

function blank(state: CommentState): CommentState {
  return { ...state, text: "", author: null, website: null, mode: modes.deleted };
}
