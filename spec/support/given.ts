import { expect } from "vitest";
import type { Answers, Command } from "../../src/domain/comment/commands.ts";
import { decide } from "../../src/domain/comment/decide.ts";
import type { Acceptance, Decision } from "../../src/domain/comment/decision.ts";
import type { Facts } from "../../src/domain/comment/facts.ts";
import type { Rejection } from "../../src/domain/comment/rejections.ts";
import type { Actor, EventType, IssoEvent, NewEvent, StreamTarget } from "../../src/domain/event/events.ts";

/** An event that a decision should tell; what is left out may be anything. */
export type Expected = IssoEvent & {
  readonly keeping?: NewEvent["priv"];
  readonly by?: Actor;
  readonly in?: StreamTarget;
  readonly atMs?: number;
};

/** What can be said about a decision. */
export interface Outcome<Answer> {
  /** It is accepted with exactly these events, in this order. */
  tells(...events: readonly Expected[]): Outcome<Answer>;
  /** It is accepted with events of these types, in this order. */
  leadsTo(...types: readonly EventType[]): Outcome<Answer>;
  answers(answer: Answer): Outcome<Answer>;
  refuses(rejection: Rejection): void;
  /** What it is accepted with; fails when it is refused. */
  readonly accepted: Acceptance<Answer>;
}

/** Facts that no decision may change: writing to them throws, and bytes are compared afterwards. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** Decides, and fails when command or facts are not afterwards what they were before. */
export function decided<T extends Command["type"]>(
  command: Extract<Command, { type: T }>,
  facts: Facts[T],
): Decision<Answers[T]> {
  const type: T = command.type;
  const before = structuredClone({ command, facts });
  const decision = decide[type](frozen(command), frozen(facts));
  expect({ command, facts }, `${type} changed what it was given`).toEqual(before);
  return decision;
}

/** Given these facts, when this command comes, then … in the words of the domain. */
export function given<T extends Command["type"]>(
  type: T,
  facts: Facts[T],
): { when(command: Extract<Command, { type: T }>): Outcome<Answers[T]> } {
  return { when: (command) => outcome(`${type} ${words(command)}`, decided<T>(command, facts)) };
}

function outcome<Answer>(asked: string, decision: Decision<Answer>): Outcome<Answer> {
  const accepted = (): Acceptance<Answer> => {
    if (!decision.ok) throw new Error(`${asked} is refused: ${words(decision.error)}`);
    return decision.value;
  };
  const said: Outcome<Answer> = {
    tells: (...expected) => {
      const told = accepted().events.map((event, at) => sentence(actual(event), expected[at]));
      expect(told, `what ${asked} leads to`).toEqual(expected.map((event) => sentence(event, event)));
      return said;
    },
    leadsTo: (...types) => {
      expect(
        accepted().events.map(({ event }) => event.type),
        `what ${asked} leads to`,
      ).toEqual(types);
      return said;
    },
    answers: (answer) => {
      expect(accepted().answer, `the answer to ${asked}`).toEqual(answer);
      return said;
    },
    refuses: (rejection) => {
      const told = decision.ok
        ? ["accepted", ...decision.value.events.map(({ event }) => event.type)]
        : decision.error;
      expect(told, `what ${asked} leads to`).toEqual(rejection);
    },
    get accepted() {
      return accepted();
    },
  };
  return said;
}

function actual({ event, priv, actor, stream, atMs }: NewEvent): Expected {
  return { ...event, keeping: priv, by: actor, in: stream, ...(atMs === undefined ? {} : { atMs }) };
}

/** An event in words: type and data, and those parts of the rest that `asked` speaks of (all, if undefined). */
function sentence(event: Expected, asked: Expected | undefined): string {
  const about = (part: "keeping" | "by" | "in" | "atMs"): string =>
    asked === undefined || Object.hasOwn(asked, part) ? `, ${part} ${words(event[part])}` : "";
  return `${event.type} ${words(event.data)}${about("keeping")}${about("by")}${about("in")}${about("atMs")}`;
}

/** JSON with members in order, so that equal values read equal. */
function words(value: unknown): string {
  return String(
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ),
  );
}
