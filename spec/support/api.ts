import type { TestApp } from "./testApp.ts";

/** Members of the answers in JSON that specs look at one by one; each answer has some of them. */
export interface AnswerJson {
  readonly id: number;
  readonly parent: number | null;
  readonly mode: number;
  readonly text: string;
  readonly hash: string;
  readonly total_replies: number;
  readonly hidden_replies: number;
  readonly replies: readonly AnswerJson[];
  readonly config: object;
  readonly host: string;
}

/** One answer, read wholly; `json` is undefined where the body is something else. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: AnswerJson;
}

/** What a request carries besides method and path. */
export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a site under test. */
export interface Api {
  ask(method: string, path: string, sending?: Sending): Promise<Answer>;
  /** Posts a comment with a title, so that no page is looked up. */
  post(uri: string, fields?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
}

/** A client of the site that sends JSON and follows no redirect. */
export function apiOf({ url }: Pick<TestApp, "url">): Api {
  const ask: Api["ask"] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      redirect: "manual",
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };
  return {
    ask,
    post: (uri, fields = {}, headers = {}) =>
      ask("POST", `/new?uri=${encodeURIComponent(uri)}`, {
        body: { text: "A comment", title: "Title", ...fields },
        headers,
      }),
  };
}

/** The `Cookie` header that a browser would send after this answer. */
export function cookieOf(answer: Answer): { readonly Cookie: string } {
  return { Cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
}

/** A header with which a request comes from another network. */
export function fromNetwork(number: number): { readonly "X-Forwarded-For": string } {
  return { "X-Forwarded-For": `10.${Math.floor(number / 250)}.${number % 250}.1` };
}

/** The last link of a kind that the site has logged, as a path. */
export function loggedLink({ logged, url }: TestApp, kind: "Delete" | "Activate"): string {
  const line = logged.findLast((message) => message.startsWith(`${kind} comment: `)) ?? "";
  return line.slice(`${kind} comment: `.length).replace(url, "");
}
