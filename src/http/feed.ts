import type { StoredComment } from "../domain/ports.ts";

/** What an Atom feed of one thread is made of. */
export interface FeedSource {
  /** `[rss] base`: address of the site. */
  readonly base: string;
  /** The thread's address as the request names it. */
  readonly uri: string;
  /** Entries in feed order. */
  readonly comments: readonly StoredComment[];
}

/**
 * The Atom document (RFC 4287, with the threading extension of RFC 4685) of a thread, shaped as the original's
 * (behaviour section 3.14) but with times in UTC and without characters that XML 1.0 forbids.
 */
export function atomFeed(source: FeedSource): string {
  const base = source.base.replace(/\/+$/, "");
  const host = /\/\/([^/?#]*)/.exec(base)?.[1] ?? "";
  const site = { page: base + source.uri, tag: `tag:${host},2018:/isso/` };
  const first = source.comments[0];
  return (
    `<?xml version='1.0' encoding='utf-8'?>\n` +
    `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">` +
    element("updated", atomTime(first === undefined ? 0 : lastChange(first))) +
    element("id", `${site.tag}thread${source.uri}`) +
    element("title", `Comments for ${host}${source.uri}`) +
    source.comments.map((comment) => entry(comment, site)).join("") +
    `</feed>`
  );
}

/** When a comment last changed, in Unix seconds. */
export function lastChange({ comment }: StoredComment): number {
  return comment.modified ?? comment.created;
}

/** Unix seconds as RFC 3339 in UTC; the fraction, if any, in six digits. */
export function atomTime(seconds: number): string {
  const whole = Math.floor(seconds);
  // Taken apart first: times a million, today's seconds have no exact microseconds any more.
  const micros = Math.round((seconds - whole) * 1e6);
  const date = new Date((whole + Math.floor(micros / 1e6)) * 1000).toISOString().slice(0, 19);
  const fraction = String(micros % 1e6).padStart(6, "0");
  return `${date}${fraction === "000000" ? "" : `.${fraction}`}Z`;
}

/** The page that shows a thread, and the beginning of every id in its feed. */
interface FeedSite {
  readonly page: string;
  readonly tag: string;
}

function entry(stored: StoredComment, site: FeedSite): string {
  const { comment } = stored;
  const inThread = `${site.tag}${comment.thread}/`;
  return (
    "<entry>" +
    element("id", inThread + comment.id) +
    element("title", `Comment #${comment.id}`) +
    element("updated", atomTime(lastChange(stored))) +
    `<author>${element("name", comment.author ?? "")}</author>` +
    `<link href="${attribute(`${site.page}#isso-${comment.id}`)}" />` +
    `<content type="html">${text(stored.html)}</content>` +
    (comment.parent === null ? "" : inReplyTo(comment.parent, inThread, site)) +
    "</entry>"
  );
}

function inReplyTo(parent: number, inThread: string, site: FeedSite): string {
  const href = attribute(`${site.page}#isso-${parent}`);
  return `<thr:in-reply-to ref="${attribute(inThread + parent)}" href="${href}" />`;
}

function element(name: string, content: string): string {
  return content === "" ? `<${name} />` : `<${name}>${text(content)}</${name}>`;
}

function text(value: string): string {
  return legal(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function attribute(value: string): string {
  return text(value)
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#09;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;");
}

/** The text without what the production Char of XML 1.0 excludes. */
function legal(value: string): string {
  return value.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "");
}
