import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { postedAsIs } from "../../../src/domain/comment/adoption.ts";
import type { Command, DeleteComment, TokenAuthority } from "../../../src/domain/comment/commands.ts";
import type { Removable } from "../../../src/domain/comment/facts.ts";
import type { CommentState } from "../../../src/domain/comment/state.ts";
import { sha1Hex } from "../../../src/domain/digest.ts";
import type { Slot } from "../../../src/domain/event/events.ts";
import { anonymise } from "../../../src/domain/people/anonymise.ts";
import { commentId, unixSeconds } from "../../../src/domain/values.ts";
import { comment, guarded, post, rules, thread } from "./samples.ts";
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

function commandFor(step: Step, second: number, comments: readonly CommentState[]): Command {
  const now = unixSeconds(1000 + second * 100);
  const address = anonymise(`192.0.${step.network}.1`);
  const target = comments[step.at % comments.length];
  if (target === undefined || step.does === "post" || step.does === "reply") {
    const parent = step.does === "reply" && target ? target.id : null;
    const uri = step.at % 2 === 0 ? "/t" : "/u";
    const guard = guarded({ directReply: 99, replyToSelf: true }).rules;
    const email = step.who === "author" ? "ada@example.org" : null;
    return {
      ...post,
      now,
      address,
      parent,
      uri,
      email,
      title: "T",
      rules: { ...rules, ...guard, moderated: step.yes },
    };
  }
  const about = { now, comment: target.id };
  const authority = tokenFor(target, step);
  const queue = { kind: "queue-rule", olderThan: 50 } as const;
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
      return { type: "DeleteComment", ...about, authority: step.who === "queue" ? queue : authority };
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
        const voted = new Set<string>();
        live(steps, (command, before, site, ok) => {
          for (const { likes, dislikes } of site.comments) expect(likes + dislikes).toBeLessThanOrEqual(142);
          const gone = before.filter(({ id }) => !site.comments.some((comment) => comment.id === id));
          for (const key of voted) if (gone.some(({ id }) => key.startsWith(`${id} `))) voted.delete(key);
          if (command.type !== "VoteOnComment" || !ok) return;
          const vote = `${command.comment} ${command.address}`;
          expect(voted.has(vote)).toBe(false);
          expect(before.find(({ id }) => id === command.comment)?.remoteAddr).not.toBe(command.address);
          voted.add(vote);
        });
      }),
    );
  });

  it("leaves no blank place without replies and no thread without comments after a removal", () => {
    fc.assert(
      fc.property(anyLife, (steps) => {
        live(steps, (command, _before, site, ok) => {
          if (command.type !== "DeleteComment" || !ok) return;
          const childless = site.comments.filter(
            ({ id }) => !site.comments.some(({ parent }) => parent === id),
          );
          expect(childless.filter(({ mode }) => mode === 4)).toEqual([]);
          const inUse = new Set(site.comments.map((left) => left.thread));
          const removed = site.threads.filter(({ id }) => !inUse.has(id as never));
          const swept = site.comments.length < _before.length;
          if (swept) expect(removed).toEqual([]);
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
          if (command.type !== "DeleteComment") return void site.run(command);
          const concerned = concernedBy(site, command);
          const decision = site.run(command);
          if (!decision.ok) return;
          for (const { event, stream } of decision.value.events) {
            if (event.type !== "RetentionApplied" || stream.kind === "begin") continue;
            const place = concerned.find((one) => one.stream.name === stream.name);
            const erased = event.data.erased.flatMap(({ seq, slots }) =>
              slots.map((slot) => ({ seq, slot })),
            );
            expect(erased.length).toBeGreaterThan(0);
            for (const slot of erased) expect(place?.held).toContainEqual(slot);
            const stays = site.comments.some(({ id }) => id === place?.id);
            const needed = new Set<Slot>(stays ? ["email", "ip"] : []);
            expect(erased.filter(({ slot }) => needed.has(slot))).toEqual([]);
          }
          for (const { slots } of decision.value.expiries) {
            const stays = site.comments.some(({ id }) => id === command.comment);
            expect(stays && slots.some((slot) => slot === "email" || slot === "ip")).toBe(false);
          }
        });
      }),
    );
  });
});

function concernedBy(site: SiteModel, command: DeleteComment): readonly Removable[] {
  const facts = site.facts<"DeleteComment">(command);
  return facts ? [facts.subject, ...facts.candidates] : [];
}
