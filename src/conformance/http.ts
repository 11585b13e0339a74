import { request } from "node:http";
import { request as secureRequest } from "node:https";

/** How long a server may take for one answer. */
const answerWithinMs = 30_000;

/** More than any answer of a comment server; what is longer counts as broken. */
const longestAnswer = 64 * 1024 * 1024;

/** A request as it goes over the wire. */
export interface SentRequest {
  readonly method: string;
  /** Base address of the server, without a slash at the end. */
  readonly base: string;
  /** Path and query. */
  readonly path: string;
  /** All that are sent but for `Content-Length`; `Host` too. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; lines of the same name are joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly setCookie: readonly string[];
  readonly extraSetCookie: readonly string[];
  readonly body: string;
}

/** The header without which HTTP/1.1 asks nobody. */
export function hostHeader(base: string): Readonly<Record<string, string>> {
  return { Host: new URL(base).host };
}

/** Sends a request and reads its whole answer; rejects when there is none. */
export function ask(sent: SentRequest): Promise<Answer> {
  const url = new URL(sent.base);
  const headers: Record<string, string> = { ...sent.headers };
  if (sent.body !== undefined) headers["Content-Length"] = String(Buffer.byteLength(sent.body));
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? secureRequest : request;
    const outgoing = send(
      {
        host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
        port: url.port,
        method: sent.method,
        path: `${url.pathname.replace(/\/$/, "")}${sent.path}`,
        headers,
        setHost: false,
        agent: false,
        timeout: answerWithinMs,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let length = 0;
        incoming.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length > longestAnswer) incoming.destroy(new Error("the answer is longer than 64 MiB"));
        });
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve(answerOf(incoming.statusCode ?? 0, incoming.rawHeaders, Buffer.concat(chunks))),
        );
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${answerWithinMs / 1000} s`)));
    outgoing.on("error", reject);
    outgoing.end(sent.body);
  });
}

function answerOf(status: number, raw: readonly string[], body: Buffer): Answer {
  const headers = new Map<string, string>();
  const setCookie: string[] = [];
  const extraSetCookie: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    if (name === "set-cookie") setCookie.push(value);
    if (name === "x-set-cookie") extraSetCookie.push(value);
    headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  return { status, headers, setCookie, extraSetCookie, body: body.toString("utf8") };
}
