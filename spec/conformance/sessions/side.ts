import { readSetCookies } from "../../../src/conformance/cookies.ts";
import { jsonOf } from "../../../src/conformance/expect.ts";
import { type Answer, ask, hostHeader, type SentRequest } from "../../../src/conformance/http.ts";
import { isObject, type Json } from "../../../src/conformance/json.ts";
import {
  type Labels,
  type NormalAnswer,
  newLabels,
  normalAnswer,
} from "../../../src/conformance/normalise.ts";
import { signToken } from "../../../src/conformance/tokens.ts";
import type { SessionStep } from "./steps.ts";

/** A server that takes part, for as long as many sessions last. */
export interface Player {
  readonly base: string;
  readonly site: string;
  readonly sessionKey: string;
}

/** A comment as its session knows it. */
interface KnownComment {
  readonly id: number;
  readonly created: number;
  /** Edit cookie of its author, as long as there is one. */
  cookie: string | undefined;
}

/** One server's part of a session: what its clients have learnt of it. */
export interface Side {
  readonly player: Player;
  readonly session: number;
  readonly labels: Labels;
  comments: KnownComment[];
}

/** Begins a session: pages and networks of its own keep it apart from those before it. */
export function newSide(player: Player, session: number): Side {
  const { host } = new URL(player.base);
  const texts = new Map([
    [player.base, "{{server}}"],
    [host, "{{serverHost}}"],
    [player.site, "{{site}}"],
  ]);
  return { player, session, labels: newLabels(texts), comments: [] };
}

/** Takes a step: sends the request, remembers what the answer tells. */
export async function play(
  side: Side,
  step: SessionStep,
  name: string,
): Promise<{ readonly request: SentRequest; readonly status: number; readonly answer: NormalAnswer }> {
  const request = requestOf(side, step);
  const answer = await ask(request);
  learn(side, step, answer);
  return { request, status: answer.status, answer: normalAnswer(answer, side.labels, name) };
}

const unknownId = 99_999;

function commentAt({ comments }: Side, ref: number | null): KnownComment | undefined {
  return ref === null ? undefined : comments[ref % Math.max(1, comments.length)];
}

function idAt(side: Side, ref: number): number {
  return commentAt(side, ref)?.id ?? unknownId;
}

function uriOf({ session }: Side, page: number): string {
  return `/session-${session}/${page}/`;
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly json?: Json;
  readonly by?: number;
  readonly cookies?: Readonly<Record<string, string>>;
}

function requestOf(side: Side, step: SessionStep): SentRequest {
  const { method, path, json, by = 9, cookies = {} } = sentFor(side, step);
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join("; ");
  return {
    method,
    base: side.player.base,
    path,
    headers: {
      ...hostHeader(side.player.base),
      "X-Forwarded-For": `10.${(side.session >> 8) & 255}.${side.session & 255}.0`.replace(
        /^10/,
        String(20 + by),
      ),
      ...(json === undefined ? {} : { "Content-Type": "application/json" }),
      ...(cookie === "" ? {} : { Cookie: cookie }),
    },
    body: json === undefined ? undefined : JSON.stringify(json),
  };
}

function sentFor(side: Side, step: SessionStep): Sent {
  switch (step.kind) {
    case "post": {
      const parent = step.parent === null ? {} : { parent: idAt(side, step.parent) };
      const path = `/new?${new URLSearchParams({ uri: uriOf(side, step.page) })}`;
      return { method: "POST", path, json: { ...step.fields, ...parent }, by: step.by };
    }
    case "edit":
      return { ...owned(side, step), method: "PUT", json: step.fields };
    case "delete":
      return { ...owned(side, step), method: "DELETE" };
    case "look": {
      const sent = owned(side, step);
      return { ...sent, method: "GET", path: `${sent.path}${step.plain ? "?plain=1" : ""}` };
    }
    case "vote": {
      const path = `/id/${idAt(side, step.comment)}/${step.up ? "like" : "dislike"}`;
      return { method: "POST", path, json: {}, by: step.by };
    }
    case "moderate": {
      const path = `/id/${idAt(side, step.comment)}/${step.action}/${keyFor(side, step)}`;
      return { method: "POST", path, json: step.action === "edit" ? { text: step.text } : {} };
    }
    case "unsubscribe": {
      const key = step.signed ? sign(side, ["unsubscribe", step.email]) : "nonsense";
      return { method: "GET", path: `/id/${idAt(side, step.comment)}/unsubscribe/${step.email}/${key}` };
    }
    case "odd":
      return { method: step.method, path: step.path, ...(step.method === "GET" ? {} : { json: {} }) };
    default:
      return question(side, step);
  }
}

function question(
  side: Side,
  step: Extract<SessionStep, { kind: "read" | "count" | "preview" | "latest" | "feed" }>,
): Sent {
  switch (step.kind) {
    case "read": {
      const query = new URLSearchParams({ uri: uriOf(side, step.page), ...step.query });
      const after = commentAt(side, step.after);
      if (after !== undefined) query.set("after", String(after.created));
      if (step.parent !== null) query.set("parent", String(idAt(side, step.parent)));
      return { method: "GET", path: `/?${query}` };
    }
    case "count":
      return { method: "POST", path: "/count", json: step.pages.map((page) => uriOf(side, page)) };
    case "preview":
      return { method: "POST", path: "/preview", json: { text: step.text } };
    case "latest":
      return { method: "GET", path: `/latest${step.limit === null ? "" : `?limit=${step.limit}`}` };
    case "feed": {
      const query = new URLSearchParams({ uri: uriOf(side, step.page) });
      if (step.limit !== null) query.set("limit", step.limit);
      return { method: "GET", path: `/feed?${query}` };
    }
  }
}

function owned(side: Side, step: { comment: number; asAuthor: boolean }): Pick<Sent, "path" | "cookies"> {
  const known = commentAt(side, step.comment);
  const id = known?.id ?? unknownId;
  const cookie = step.asAuthor ? known?.cookie : undefined;
  return { path: `/id/${id}`, ...(cookie === undefined ? {} : { cookies: { [String(id)]: cookie } }) };
}

function keyFor(side: Side, { comment, signed }: { comment: number; signed: boolean }): string {
  return signed ? sign(side, idAt(side, comment)) : "nonsense";
}

function sign({ player }: Side, value: Json): string {
  return signToken(value, player.sessionKey, Math.floor(Date.now() / 1000));
}

function learn(side: Side, step: SessionStep, answer: Answer): void {
  if (answer.status >= 300) return;
  const json = jsonOf(answer);
  if (step.kind === "post" && isObject(json)) {
    const { id, created } = json;
    if (typeof id !== "number" || typeof created !== "number") return;
    // The highest id comes back after its comment is gone: what was known of that one holds no more.
    side.comments = side.comments.filter((comment) => comment.id !== id);
    side.comments.push({ id, created, cookie: cookieOf(answer, id) });
  } else if (step.kind === "edit" || step.kind === "delete") {
    const known = commentAt(side, step.comment);
    if (known !== undefined) known.cookie = cookieOf(answer, known.id);
  }
}

function cookieOf(answer: Answer, id: number): string | undefined {
  const value = readSetCookies(answer.setCookie).get(String(id))?.["value"];
  return value === "" ? undefined : value;
}
