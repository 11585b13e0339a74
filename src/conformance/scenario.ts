import type { Json, JsonObject } from "./json.ts";

/** One file of scenarios: what belongs to one part of the interface. */
export interface Area {
  readonly area: string;
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

/** Steps that belong together, run in order against one server. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly profile: string;
  /** Whether it needs a server with an empty database for itself. */
  readonly fresh: boolean;
  /** Pages of the commented site, by what follows the thread address. */
  readonly pages: Readonly<Record<string, SitePage>>;
  readonly steps: readonly Step[];
}

/** What the commented site answers for one page. */
export interface SitePage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One request and what must come of it. */
export interface Step {
  readonly id: string;
  readonly title: string;
  /** The person who asks: an own network and an own cookie jar. */
  readonly as: string;
  readonly let: JsonObject;
  readonly request: StepRequest;
  readonly expect: Expectation;
  readonly capture: Readonly<Record<string, CaptureSource>>;
  /** Places that are not compared with another answer. */
  readonly ignore: readonly string[];
  /** Seconds in which the expectations may come true; 0: at once. */
  readonly until: number;
}

/** A request with placeholders. */
export interface StepRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly cookies: Readonly<Record<string, string>> | undefined;
  readonly body: StepBody;
}

/** The body of a request with placeholders. */
export type StepBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly json: Json }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "repeat"; readonly text: string; readonly times: number };

/** What an answer must be like; absent members say nothing. */
export interface Expectation {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly cookies: Readonly<Record<string, Readonly<Record<string, string | null>> | null>>;
  readonly json: Json | undefined;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly contains: readonly string[];
  readonly lacks: readonly string[];
}

/** Where a value of an answer is taken from; with `match`, the first group of that expression in it. */
export interface CaptureSource {
  readonly from: string;
  readonly match: RegExp | undefined;
}

/** The name by which reports, recordings and differences know a step: `area/scenario/step`. */
export function stepName(area: Area, scenario: Scenario, step: Step): string {
  return `${area.area}/${scenario.id}/${step.id}`;
}

/** Whether a name fits a pattern, in which `*` stands for any text; a pattern also fits what is below it. */
export function fitsPattern(pattern: string, name: string): boolean {
  const source = pattern.split("*").map(escapeRegExp).join(".*");
  return new RegExp(`^${source}(?:/.*)?$`).test(name);
}

/** A text as the part of a regular expression that matches it to the letter. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
