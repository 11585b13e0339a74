import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postedAsIs } from "../../../src/domain/comment/adoption.ts";
import type {
  Command,
  DeleteComment,
  PostComment,
  TokenAuthority,
  VoteOnComment,
} from "../../../src/domain/comment/commands.ts";
import type { Removable } from "../../../src/domain/comment/facts.ts";
import type { CommentState } from "../../../src/domain/comment/state.ts";
import { sha1Hex } from "../../../src/domain/digest.ts";
import type { Slot } from "../../../src/domain/event/events.ts";
import { anonymise } from "../../../src/domain/people/anonymise.ts";
import { type AnonymisedIp, commentId, type UnixSeconds, unixSeconds } from "../../../src/domain/values.ts";
import { comment, guarded, post, thread } from "./samples.ts";
import { emptySite, type SiteModel } from "./siteModel.ts";

/** What someone does next, to the comment at this place (if the site has one). */
interface Step {
  readonly does: "post" | "reply" | "edit" | "approve" | "delete" | "vote" | "leave";
  readonly at: number;
  readonly network: number;
  readonly who: "author" | "moderator" | "queue";
  readonly yes: boolean;
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    "post",
    "reply",
    "reply",
    "edit",
    "approve",
    "delete",
    "delete",
    "vote",
    "vote",
    "leave",
  ),
  at: fc.nat({ max: 7 }),
  network: fc.nat({ max: 5 }),
  who: fc.constantFrom("author", "moderator", "queue"),
  yes: fc.boolean(),
});
const anyLife = fc.array(anyStep, { maxLength: 40 });

function tokenFor({ text }: CommentState, { who }: Step): TokenAuthority {
  return who === "author"
    ? { kind: "edit-token", textSha1: sha1Hex(text), signedAt: 2e9 }
    : { kind: "moderation-link", signedAt: 2e9 };
}

const queueRule = { kind: "queue-rule", olderThan: 50 } as const;

function networkOf({ network }: Step): AnonymisedIp {
  return anonymise(`192.0.${network}.1`);
}

function postFor(step: Step, now: UnixSeconds, parent: number | null): PostComment {
  return {
    ...post,
    now,
    address: networkOf(step),
    parent,
    uri: step.at % 2 === 0 ? "/t" : "/u",
    email: step.who === "author" ? "ada@example.org" : null,
    title: "T",
    rules: { ...guarded({ directReply: 99, replyToSelf: true }).rules, moderated: step.yes },
  };
}

function commandFor(step: Step, second: number, comments: readonly CommentState[]): Command {
  const now = unixSeconds(1000 + second * 100);
  const target = comments[step.at % comments.length];
  if (target === undefined || step.does === "post") return postFor(step, now, null);
  if (step.does === "reply") return postFor(step, now, target.id);
  const about = { now, comment: target.id };
  const authority = tokenFor(target, step);
  const address = networkOf(step);
  switch (step.does) {
    case "edit":
      return {
        type: "EditComment",
        ...about,
        authority,
        text: `Edited in ${now}`,
        ...(step.yes ? { author: null } : {}),
      };
    case "approve":
      return { type: "ApproveComment", ...about, authority };
    case "delete":
      return { type: "DeleteComment", ...about, authority: step.who === "queue" ? queueRule : authority };
    case "vote":
      return { type: "VoteOnComment", ...about, address, vote: step.yes ? "like" : "dislike" };
    case "leave":
      return { type: "EndSubscription", ...about, email: "ada@example.org" };
  }
}

/** A site that took over one much liked comment, and perhaps blank places, one below the other. */
function adoptedSite(): SiteModel {
  const site = emptySite();
  site.append({
    stream: { kind: "begin", of: "thread" },
    event: { type: "ThreadOpened", data: { thread: thread.id, uri: "/t", title: null } },
    priv: {},
    actor: { kind: "import" },
  });
  const blank = { ...comment, mode: 4, text: "", author: null, website: null };
  site.append(postedAsIs({ ...comment, id: commentId(1), likes: 100, dislikes: 40 }));
  site.append(postedAsIs({ ...blank, id: commentId(2), parent: 1 }));
  site.append(postedAsIs({ ...blank, id: commentId(3), parent: 1 }));
  site.append(postedAsIs({ ...blank, id: commentId(4), parent: 3 }));
  return site;
}

/** Lives through the steps and looks at each decision, with the site as it was before. */
function live(
  steps: readonly Step[],
  look: (command: Command, before: readonly CommentState[], site: SiteModel, ok: boolean) => void,
): void {
  const site = adoptedSite();
  steps.forEach((step, second) => {
    const before = site.comments;
    const command = commandFor(step, second, before);
    look(command, before, site, site.run(command).ok);
  });
}

describe("life on a site", () => {
  it("never gives a comment more than 142 votes, nor a network two of them", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        const networks = new Map<number, Set<string | null>>();
        live(steps, (command, before, site, ok) => {
          for (const { id, remoteAddr, likes, dislikes } of site.comments) {
            expect(likes + dislikes).toBeLessThanOrEqual(142);
            // Ids come back after their comment was removed.
            if (before.every((comment) => comment.id !== id)) networks.set(id, new Set([remoteAddr]));
          }
          if (command.type === "VoteOnComment" && ok) expectFirstVote(networks, command);
        });
      }),
    );
  });

  it("leaves no blank place without replies after a removal, and no empty thread if a comment went", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        live(steps, (command, before, site, ok) => {
          if (command.type !== "DeleteComment" || !ok) return;
          const parents = new Set(site.comments.map(({ parent }) => parent));
          expect(site.comments.filter(({ id, mode }) => mode === 4 && !parents.has(id))).toEqual([]);
          if (site.comments.length === before.length) return;
          const inUse = new Set<number>(site.comments.map((left) => left.thread));
          expect(site.threads.filter(({ id }) => !inUse.has(id))).toEqual([]);
        });
      }),
    );
  });

  it("keeps the place of a removed comment exactly while someone's reply is left, unless its time in the queue was over", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        live(steps, (command, before, site, ok) => {
          if (command.type !== "DeleteComment" || !ok) return;
          const left = site.comments.find(({ id }) => id === command.comment);
          const replies = site.comments.some(({ parent }) => parent === command.comment);
          expect(left !== undefined).toBe(replies && command.authority.kind !== "queue-rule");
          if (left) expect(left).toMatchObject({ mode: 4, text: "", author: null, website: null });
          expect(before.some(({ id }) => id === command.comment)).toBe(true);
        });
      }),
    );
  });

  it("answers what the site then shows", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        const site = adoptedSite();
        steps.forEach((step, second) => {
          const decision = site.run(commandFor(step, second, site.comments));
          if (!decision.ok || !("comment" in decision.value.answer)) return;
          const { comment: answer } = decision.value.answer;
          if (answer !== null) expect(site.comments).toContainEqual(answer);
        });
      }),
    );
  });

  it("erases only what is held, and never what a blank place needs", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        const site = adoptedSite();
        steps.forEach((step, second) => {
          const command = commandFor(step, second, site.comments);
          if (command.type === "DeleteComment") lookAtErasures(site, command);
          else site.run(command);
        });
      }),
    );
  });
});

function expectFirstVote(networks: Map<number, Set<string | null>>, vote: VoteOnComment): void {
  const before = networks.get(vote.comment) ?? new Set([comment.remoteAddr]);
  expect(before).not.toContain(vote.address);
  networks.set(vote.comment, before.add(vote.address));
}

function lookAtErasures(site: SiteModel, command: DeleteComment): void {
  const concerned = concernedBy(site, command);
  const decision = site.run(command);
  if (!decision.ok) return;
  const stays = new Set<number>(site.comments.map(({ id }) => id));
  for (const { event, stream } of decision.value.events) {
    if (event.type !== "RetentionApplied" || stream.kind === "begin") continue;
    const place = concerned.find((one) => one.stream.name === stream.name);
    const erased = event.data.erased.flatMap(({ seq, slots }) => slots.map((slot) => ({ seq, slot })));
    expect(erased.length).toBeGreaterThan(0);
    expect(place?.held).toEqual(expect.arrayContaining(erased));
    if (place && stays.has(place.id)) expect(erased.filter(isNeededByPlace)).toEqual([]);
  }
  const expiring = decision.value.expiries.flatMap(({ slots }) => slots.map((slot) => ({ slot })));
  if (stays.has(command.comment)) expect(expiring.filter(isNeededByPlace)).toEqual([]);
}

function isNeededByPlace({ slot }: { readonly slot: Slot }): boolean {
  return slot === "email" || slot === "ip";
}

function concernedBy(site: SiteModel, command: DeleteComment): readonly Removable[] {
  const facts = site.facts<"DeleteComment">(command);
  return facts ? [facts.subject, ...facts.candidates] : [];
}
