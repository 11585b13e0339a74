import type { Command, EndSubscription } from "../../domain/comment/commands.ts";
import type { Facts } from "../../domain/comment/facts.ts";
import type { CommentId } from "../../domain/values.ts";
import { type KnownRow, type LoadedComment, loadedComment, selectKnown } from "./knownRows.ts";
import { loadPosting } from "./postingFacts.ts";
import type { StreamBefore } from "./projector.ts";
import { loadRemoval } from "./removalFacts.ts";
import { loadDueSlots } from "./retentionFacts.ts";
import type { Transaction } from "./transaction.ts";

/** The facts of a command, and the streams that its events may continue, as they are now. */
export interface Loaded<T extends Command["type"]> {
  readonly facts: Facts[T];
  readonly streams: ReadonlyMap<string, StreamBefore>;
  /** Address of the page that a new comment belongs to. */
  readonly page?: string;
}

type Load<T extends Command["type"]> = (
  tx: Transaction,
  command: Extract<Command, { type: T }>,
) => Promise<Loaded<T>>;

/** How the facts of each command are read, inside the transaction that will act on them. */
export const loaders: { readonly [T in Command["type"]]: Load<T> } = {
  PostComment: loadPosting,
  EditComment: loadComment,
  ApproveComment: loadComment,
  VoteOnComment: loadComment,
  DeleteComment: loadRemoval,
  EndSubscription: loadSubscription,
  ApplyRetention: loadDueSlots,
};

async function loadComment(
  tx: Transaction,
  { comment }: { readonly comment: CommentId },
): Promise<{ facts: LoadedComment | null; streams: ReadonlyMap<string, StreamBefore> }> {
  const [row] = await tx.all<KnownRow>(`${selectKnown} WHERE c.id = ?`, comment);
  return row === undefined ? { facts: null, streams: new Map() } : factsOfComment(row);
}

/** What a command about one comment needs to know of it. */
export function factsOfComment(row: KnownRow): {
  readonly facts: LoadedComment;
  readonly streams: ReadonlyMap<string, StreamBefore>;
} {
  const facts = loadedComment(row);
  return { facts, streams: streamsOf([facts]) };
}

async function loadSubscription(
  tx: Transaction,
  { comment, email }: EndSubscription,
): Promise<Loaded<"EndSubscription">> {
  const rows = await tx.all<KnownRow>(`${selectKnown} WHERE c.id = ?1 OR c.parent = ?1`, comment);
  if (!rows.some((row) => row.id === comment)) return { facts: null, streams: new Map() };
  const subscribed = rows.filter((row) => row.email === email).map(loadedComment);
  return { facts: { subscribed }, streams: streamsOf(subscribed) };
}

function streamsOf(comments: readonly LoadedComment[]): ReadonlyMap<string, StreamBefore> {
  return new Map(comments.map(({ stream, state, uri }) => [stream.name, { comment: state, uri }]));
}
