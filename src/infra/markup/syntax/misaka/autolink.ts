import type { Cursor, InlineMatch } from "./scope.ts";

/** With `autolink`: an address with a scheme, from its colon on. */
export function bareAddress(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, since } = cursor;
  if (!isOn(cursor) || !text.startsWith("://", at)) return undefined;
  let start = at;
  while (start > since && /[A-Za-z]/.test(text[start - 1] ?? "")) start--;
  if (!/^(?:https?|ftp)$/i.test(text.slice(start, at))) return undefined;
  const hostEnd = endOfHost(text, at + 3);
  if (hostEnd === undefined) return undefined;
  const end = withoutTail(text, start, wordEnd(text, hostEnd));
  return end <= at + 3 ? undefined : linked(text.slice(start, end), "", { end, back: at - start });
}

/** With `autolink`: a host that begins with `www.`, after a blank or punctuation. */
export function bareHost(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, since } = cursor;
  if (!isOn(cursor) || !text.startsWith("www.", at)) return undefined;
  if (at > since && !/[\s!-/:-@[-`{-~]/.test(text[at - 1] ?? "")) return undefined;
  const hostEnd = endOfHost(text, at);
  if (hostEnd === undefined) return undefined;
  const end = withoutTail(text, at, wordEnd(text, hostEnd));
  return linked(text.slice(at, end), "http://", { end, back: 0 });
}

/** With `autolink`: a mail address, from its at sign on. */
export function bareMail(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, since } = cursor;
  if (!isOn(cursor)) return undefined;
  let start = at;
  while (start > since && /[0-9A-Za-z.+_-]/.test(text[start - 1] ?? "")) start--;
  let end = at + 1;
  while (/[0-9A-Za-z._-]/.test(text[end] ?? "") && (text[end] !== "." || end < text.length - 1)) end++;
  const host = text.slice(at + 1, end);
  if (start === at || text[end] === "@" || !host.includes(".") || !/[A-Za-z]$/.test(host)) return undefined;
  return linked(text.slice(start, end), "mailto:", { end, back: at - start });
}

function isOn({ scope }: Cursor): boolean {
  return scope.document.on.has("autolink") && !scope.inLink;
}

function linked(value: string, prefix: string, place: { end: number; back: number }): InlineMatch {
  return { nodes: [{ type: "link", url: prefix + value, children: [{ type: "text", value }] }], ...place };
}

/** Letters, digits and hyphens with a dot or a colon; undefined for other hosts. */
function endOfHost(text: string, start: number): number | undefined {
  if (!/[0-9A-Za-z]/.test(text[start] ?? "")) return undefined;
  let end = start + 1;
  while (end < text.length - 1 && /[0-9A-Za-z.:-]/.test(text[end] ?? "")) end++;
  return /[.:]/.test(text.slice(start + 1, end)) ? end : undefined;
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== " " && text[end] !== "\n") end++;
  return end;
}

const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", ")": "(", "]": "[", "}": "{" };

/** Punctuation, a character reference or a bracket that was opened before the address do not belong to it. */
function withoutTail(text: string, start: number, limit: number): number {
  const bracket = text.slice(start, limit).indexOf("<");
  let end = bracket < 0 ? limit : start + bracket;
  while (end > start && /[?!.,:;]/.test(text[end - 1] ?? "")) {
    const reference =
      text[end - 1] === ";" ? /&[A-Za-z]+;$/.exec(text.slice(Math.max(start, end - 40), end)) : null;
    end -= reference?.[0].length ?? 1;
  }
  const close = text[end - 1] ?? "";
  const open = pairs[close];
  if (open === undefined) return end;
  const address = text.slice(start, end);
  const isOwn = open !== close && address.split(open).length === address.split(close).length;
  return isOwn ? end : end - 1;
}
