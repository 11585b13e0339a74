import type { Answers, Command, PostComment, VoteOnComment } from "../../domain/comment/commands.ts";
import { factsOfComment, type Loaded } from "./factLoaders.ts";
import { type KnownRow, selectKnown } from "./knownRows.ts";
import { readPostings } from "./postingFacts.ts";
import type { Transaction } from "./transaction.ts";

/** Commands that often wait in numbers: their facts are read at once, before the first of them is run. */
type Foreseen = PostComment | VoteOnComment;

/** The facts of commands that wait together, kept true while these are run one after the other. */
export interface WaitingFacts {
  /** Undefined: not known here, to be read. */
  of(command: Command): Loaded<Foreseen["type"]> | undefined;
  /** To be told of every foreseen command that changes something. */
  accepted(command: Command, answer: Answers[Command["type"]]): void;
  /** Something else is about to change: nothing that was read counts any more. */
  end(): void;
}

export function isForeseen(command: Command): command is Foreseen {
  return command.type === "PostComment" || command.type === "VoteOnComment";
}

/** Reads what the commands will need, as far as it can be known before they are run. */
export async function readWaiting(tx: Transaction, commands: readonly Command[]): Promise<WaitingFacts> {
  const posts = await readPostings(
    tx,
    commands.filter((command) => command.type === "PostComment"),
  );
  const comments = await readComments(
    tx,
    commands.filter((command) => command.type === "VoteOnComment"),
  );
  return {
    of: (command) => {
      if (command.type === "PostComment") return posts.factsOf(command);
      return command.type === "VoteOnComment" ? comments.get(command.comment) : undefined;
    },
    accepted: (command, answer) => {
      if ("thread" in answer) posts.accepted(answer);
      else if (command.type === "VoteOnComment") comments.delete(command.comment);
    },
    end: () => {
      posts.end();
      comments.clear();
    },
  };
}

/** Comments that exist; one that does not may come to be before its turn. */
async function readComments(
  tx: Transaction,
  votes: readonly VoteOnComment[],
): Promise<Map<number, Loaded<"VoteOnComment">>> {
  if (votes.length < 2) return new Map();
  const ids = JSON.stringify(votes.map(({ comment }) => comment));
  const rows = await tx.all<KnownRow>(`${selectKnown} WHERE c.id IN (SELECT value FROM json_each(?))`, ids);
  return new Map(rows.map((row) => [row.id, factsOfComment(row)]));
}
