import { type Exchange, isList, type Json } from "./recording.ts";

/** What a server answered, in the parts that a recording keeps. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
}

const comparedHeaders = [
  "content-type",
  "access-control-allow-origin",
  "access-control-allow-credentials",
  "access-control-allow-methods",
  "access-control-allow-headers",
  "access-control-expose-headers",
];

function parsed(contentType: string | null, text: string): Json {
  return contentType?.startsWith("application/json") === true && text !== ""
    ? (JSON.parse(text) as Json)
    : text;
}

/** Sends a recorded request to a server and hands back its answer, with the server's own URL as `{base}`. */
export async function replay(base: string, exchange: Exchange): Promise<Answer> {
  const response = await fetch(base + exchange.path, {
    method: exchange.method,
    headers: exchange.requestHeaders,
    body: exchange.send ?? null,
    redirect: "manual",
  });
  const text = (await response.text()).replaceAll(base, "{base}");
  const headers: Record<string, string> = {};
  for (const name of comparedHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return { status: response.status, headers, body: parsed(response.headers.get("content-type"), text) };
}

/** The parts of a feed that do not depend on how markup is written out. */
function feedOutline(xml: string): Json {
  const [head = "", ...entries] = xml.split("<entry>");
  return [head, ...entries.map((entry) => entry.replace(/<content type="html">.*?<\/content>/s, ""))].map(
    (part) =>
      part
        .replaceAll(" />", "/>")
        // The original labels local time as UTC; an empty feed shows it (behaviour section 12, number 37).
        .replace("1970-01-01T01:00:00Z", "1970-01-01T00:00:00Z")
        .replace(/\s*(<\/feed>)?\s*$/, ""),
  );
}

/** Fields that a comparison leaves out or replaces, by the circumstances of the exchange. */
function comparableField(exchange: Exchange, key: string, value: Json): Json | undefined {
  // Renderers write the same markup in different ways, which other specs compare; raw text must be equal.
  if (key === "text") return exchange.path.includes("plain=1") ? value : "(rendered)";
  // Newer than 0.14.0 (behaviour section 0), and each server's own number.
  if (key === "website-field" || key === "version") return undefined;
  if (key === "modified" && exchange.after) return value === null ? null : "(a time)";
  return comparable(exchange, value);
}

function comparableObject(exchange: Exchange, body: { readonly [key: string]: Json }): Json {
  const entries = Object.entries(body).flatMap(([key, value]): [string, Json][] => {
    // A deleted comment that keeps its place may lose what identifies its author (behaviour section 12, number 41).
    const forgets = exchange.after && body["mode"] === 4 && (key === "hash" || key === "notification");
    const kept = forgets ? undefined : comparableField(exchange, key, value);
    return kept === undefined ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}

function comparable(exchange: Exchange, body: Json): Json {
  if (body === null || typeof body !== "object") return body;
  return isList(body) ? body.map((entry) => comparable(exchange, entry)) : comparableObject(exchange, body);
}

/** A body reduced to what two servers must agree on in this exchange. */
function comparableBody(exchange: Exchange, answer: Answer): Json {
  const type = answer.headers["content-type"] ?? "";
  if (exchange.page && answer.status === 200) return "(page)";
  if (type.startsWith("text/xml")) return feedOutline(String(answer.body));
  if (typeof answer.body === "string") return answer.body.replace(/\s+/g, " ").trim();
  return comparable(exchange, answer.body);
}

/**
 * An answer to an exchange reduced to what two servers must agree on: status, type and CORS headers,
 * and the body without rendered markup, times of the replay itself, and newer or own fields.
 */
export function comparableAnswer(exchange: Exchange, answer: Answer): Answer {
  // Pages of ours say their charset; the original leaves it to the browser.
  const type = exchange.page ? answer.headers["content-type"]?.replace("; charset=utf-8", "") : undefined;
  const headers = type === undefined ? answer.headers : { ...answer.headers, "content-type": type };
  return { status: answer.status, headers, body: comparableBody(exchange, answer) };
}

/** One line that names an exchange in a failure. */
export function nameOf(exchange: Exchange): string {
  return `${exchange.method} ${decodeURIComponent(exchange.path)}`;
}
