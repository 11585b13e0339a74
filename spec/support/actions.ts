import { moderationKey } from "./signing.ts";

/** A comment that a server has acknowledged, with the cookie that lets its author change it. */
export interface Acknowledged {
  readonly id: number;
  readonly cookie: string;
}

/** Fields of a request to `POST /new`. */
export interface NewComment {
  readonly text: string;
  readonly parent?: number;
  readonly author?: string;
  readonly email?: string;
  readonly website?: string;
  readonly title?: string;
  readonly notification?: number;
}

const json = { "content-type": "application/json" };

/** Sends JSON and throws when the status is not one of those expected. */
export async function send(
  url: string,
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: { ...json, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Posts a comment as a client of a network would; throws unless it is created or queued. */
export async function post(
  base: string,
  uri: string,
  comment: NewComment,
  network: string,
): Promise<Acknowledged> {
  const url = `${base}/new?uri=${encodeURIComponent(uri)}`;
  const response = await send(url, "POST", comment, { "x-forwarded-for": network });
  const { id } = (await response.json()) as { readonly id: number };
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  if (!cookie.startsWith(`${id}=`)) throw new Error(`comment ${id} came without its cookie: ${cookie}`);
  return { id, cookie };
}

async function moderate(base: string, sessionKey: string, path: string, body?: unknown): Promise<void> {
  const id = Number(path.split("/")[2]);
  await send(`${base}${path}/${moderationKey(sessionKey, id, Math.floor(Date.now() / 1000))}`, "POST", body);
}

async function vote(base: string, id: number, kind: string, network: string): Promise<void> {
  await send(`${base}/id/${id}/${kind}`, "POST", undefined, { "x-forwarded-for": network });
}

function at<T>(list: readonly T[], place: number): T {
  const value = list[place];
  if (value === undefined) throw new Error(`no entry ${place}`);
  return value;
}

/**
 * Does a bit of everything on a site whose comments wait for approval: posts and replies in two threads,
 * approvals, edits, deletions with and without replies, votes, edits and deletions by the moderator.
 * Hands back the comments that are left with their cookies, for a later server to act on.
 */
export async function liveABit(
  base: string,
  sessionKey: string,
  name: string,
): Promise<readonly Acknowledged[]> {
  const uris = [`/${name}/`, `/${name}/seite-zwei/?ü=日本`];
  const posted: Acknowledged[] = [];
  for (let number = 0; number < 14; number += 1) {
    const uri = at(uris, number % 2);
    const parent = number >= 6 ? { parent: at(posted, number % 4).id } : {};
    const comment = {
      text: `Comment ${number} of *${name}* – “ünïcödé” 🙂\n\n\`code\``,
      title: `Page ${number % 2} of ${name}`,
      ...(number % 3 === 0 ? { author: "Ol' <Author> & Co", website: "example.org/?a=1&b=2" } : {}),
      ...(number % 4 === 1 ? { email: `person${number}@example.org`, notification: 1 } : {}),
      ...parent,
    };
    posted.push(await post(base, uri, comment, `198.51.${number}.7`));
  }
  for (const { id } of posted.slice(0, 12)) await moderate(base, sessionKey, `/id/${id}/activate`);
  for (const { id } of posted.slice(0, 9)) {
    await vote(base, id, "like", "203.0.113.9");
    await vote(base, id, id % 2 === 0 ? "like" : "dislike", `192.0.${id % 200}.1`);
    await vote(base, id, "dislike", "203.0.113.77");
  }
  const edited = at(posted, 4);
  const text = `Comment 4 of ${name}, edited`;
  const answer = await send(`${base}/id/${edited.id}`, "PUT", { text }, { cookie: edited.cookie });
  posted[4] = { id: edited.id, cookie: answer.headers.get("set-cookie")?.split(";")[0] ?? "" };
  const removed = [at(posted, 0), at(posted, 5), at(posted, 6)];
  for (const { id, cookie } of removed) await send(`${base}/id/${id}`, "DELETE", undefined, { cookie });
  await moderate(base, sessionKey, `/id/${at(posted, 7).id}/edit`, { text: "Edited by the moderator" });
  await moderate(base, sessionKey, `/id/${at(posted, 8).id}/delete`);
  await moderate(base, sessionKey, `/id/${at(posted, 12).id}/delete`);
  return [1, 2, 3, 4, 9, 10].map((place) => at(posted, place));
}

/** Acts on comments that another server has acknowledged: an edit, a deletion, an approval again, votes. */
export async function meddle(
  base: string,
  sessionKey: string,
  comments: readonly Acknowledged[],
): Promise<void> {
  const [first, second, third] = [at(comments, 0), at(comments, 1), at(comments, 4)];
  await send(`${base}/id/${first.id}`, "PUT", { text: "Edited on the other side" }, { cookie: first.cookie });
  await send(`${base}/id/${second.id}`, "DELETE", undefined, { cookie: second.cookie });
  await moderate(base, sessionKey, `/id/${third.id}/activate`);
  await moderate(base, sessionKey, `/id/${third.id}/edit`, {
    text: "Moderated on the other side",
    author: null,
  });
  await vote(base, at(comments, 2).id, "like", "100.64.1.1");
  await vote(base, at(comments, 2).id, "like", "203.0.113.5");
}
