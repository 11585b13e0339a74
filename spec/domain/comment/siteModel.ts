import type { Answers, Command } from "../../../src/domain/comment/commands.ts";
import type { Decision } from "../../../src/domain/comment/decision.ts";
import { evolveComment } from "../../../src/domain/comment/evolve.ts";
import type {
  Facts,
  HeldSlot,
  KnownComment,
  KnownThread,
  PostingFacts,
  Removable,
  StreamHead,
} from "../../../src/domain/comment/facts.ts";
import type { CommentState } from "../../../src/domain/comment/state.ts";
import { type NewEvent, type Slot, streamName } from "../../../src/domain/event/events.ts";
import { evolveThread } from "../../../src/domain/thread/evolve.ts";
import { commentId, threadId } from "../../../src/domain/values.ts";
import { decided } from "../../support/given.ts";

interface Stream {
  head: StreamHead;
  bornAt: number;
  comment: CommentState | undefined;
  thread: ReturnType<typeof evolveThread>;
  held: readonly HeldSlot[];
}

/** A site in memory: commands are decided on its facts, and what they lead to changes it. */
export interface SiteModel {
  run<T extends Command["type"]>(command: Extract<Command, { type: T }>): Decision<Answers[T]>;
  append(event: NewEvent): void;
  readonly comments: readonly CommentState[];
  readonly threads: readonly { readonly id: number; readonly uri: string }[];
  facts<T extends Command["type"]>(command: Extract<Command, { type: T }>): Facts[T];
}

/** A site without comments. */
export function emptySite(): SiteModel {
  const streams = new Map<string, Stream>();
  let seq = 0;

  const livingComments = (): readonly (Stream & { readonly comment: CommentState })[] =>
    [...streams.values()].flatMap((stream) =>
      stream.comment === undefined ? [] : [{ ...stream, comment: stream.comment }],
    );
  const livingThreads = (): readonly KnownThread[] =>
    [...streams.values()].flatMap(({ thread, head }) =>
      thread === undefined ? [] : [{ ...thread, stream: head }],
    );
  const repliesTo = (id: number): number =>
    livingComments().filter(({ comment }) => comment.parent === id).length;
  const known = (id: number): KnownComment | null => {
    const stream = livingComments().find(({ comment }) => comment.id === id);
    return stream ? { state: stream.comment, stream: stream.head, bornAt: stream.bornAt } : null;
  };
  const removables = (): readonly Removable[] =>
    livingComments().map(({ comment: { id, parent, mode, thread }, head, held }) => {
      return { id, parent, mode, thread, replies: repliesTo(id), stream: head, held };
    });

  const posting = (command: Extract<Command, { type: "PostComment" }>): PostingFacts => {
    const thread = livingThreads().find(({ uri }) => uri === command.uri) ?? null;
    const all = livingComments().map(({ comment }) => comment);
    const here = all.filter((comment) => comment.thread === thread?.id);
    const named = here.find(({ id }) => id === command.parent);
    return {
      thread,
      nextThread: threadId(Math.max(0, ...livingThreads().map(({ id }) => id)) + 1),
      nextComment: commentId(Math.max(0, ...all.map(({ id }) => id)) + 1),
      parent: named
        ? { top: commentId(named.parent ?? named.id), remoteAddr: named.remoteAddr, created: named.created }
        : null,
      recentOfNetwork: all
        .filter(({ remoteAddr, created }) => remoteAddr === command.address && command.now - created < 60)
        .map(({ id }) => id),
      directReplies: here.filter(
        ({ parent, remoteAddr }) => parent === null && remoteAddr === command.address,
      ).length,
      knownEmail: all.some(({ email, mode }) => mode === 1 && email !== null && email === command.email),
    };
  };
  const removal = (id: number): Facts["DeleteComment"] => {
    const comment = known(id);
    const subject = removables().find((place) => place.id === id);
    if (comment === null || subject === undefined) return null;
    return {
      comment,
      subject,
      candidates: removables().filter((place) => place.id !== id),
      threads: livingThreads().map((thread) => ({
        thread,
        comments: livingComments().filter(({ comment }) => comment.thread === thread.id).length,
      })),
    };
  };
  const loaders: { readonly [T in Command["type"]]: (command: Extract<Command, { type: T }>) => Facts[T] } = {
    PostComment: posting,
    EditComment: ({ comment }) => known(comment),
    ApproveComment: ({ comment }) => known(comment),
    VoteOnComment: ({ comment }) => known(comment),
    DeleteComment: ({ comment }) => removal(comment),
    EndSubscription: ({ comment, email }) => {
      const conversation = livingComments().filter(
        ({ comment: { id, parent } }) => id === comment || parent === comment,
      );
      const subscribed = conversation.filter((stream) => stream.comment.email === email);
      return known(comment) && { subscribed: subscribed.flatMap(({ comment: { id } }) => known(id) ?? []) };
    },
    ApplyRetention: () => ({
      due: [...streams.values()]
        .filter(({ comment, held }) => comment === undefined && held.length > 0)
        .map(({ head, held }) => ({ stream: head, held })),
    }),
  };

  const append = ({ stream: target, event, priv, atMs }: NewEvent): void => {
    seq += 1;
    const name = target.kind === "begin" ? streamName(target.of, seq) : target.name;
    const before = streams.get(name);
    if ((target.kind === "begin") !== (before === undefined)) throw new Error(`${event.type} is in no place`);
    const held = Object.keys(priv).map((slot) => ({ seq, slot: slot as Slot }));
    const erased = event.type === "RetentionApplied" ? event.data.erased : [];
    streams.set(name, {
      head: { name, version: (before?.head.version ?? 0) + 1 },
      bornAt: before?.bornAt ?? Math.floor((atMs ?? 0) / 1000),
      comment: name.startsWith("comment") ? evolveComment(before?.comment, { event, priv }) : undefined,
      thread: name.startsWith("thread") ? evolveThread(before?.thread, { event }) : undefined,
      held: [...(before?.held ?? []), ...held].filter(
        (slot) => !erased.some((gone) => gone.seq === slot.seq && gone.slots.includes(slot.slot)),
      ),
    });
  };
  const facts = <T extends Command["type"]>(command: Extract<Command, { type: T }>): Facts[T] => {
    const type: T = command.type;
    return structuredClone(loaders[type](command));
  };
  return {
    append,
    facts,
    run: (command) => {
      const decision = decided(command, facts(command));
      if (decision.ok) for (const event of decision.value.events) append(event);
      return decision;
    },
    get comments() {
      return livingComments().map(({ comment }) => comment);
    },
    get threads() {
      return livingThreads();
    },
  };
}
