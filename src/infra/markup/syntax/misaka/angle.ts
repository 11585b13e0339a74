import type { PhrasingContent } from "mdast";
import { unescaped } from "./link.ts";
import type { Cursor, InlineMatch } from "./scope.ts";

/** Between angle brackets: an address or mail address as a link, or else a tag or comment of raw HTML. */
export function angle(cursor: Cursor, at: number): InlineMatch | undefined {
  const { text, scope, missing } = cursor;
  if (missing.has(">")) return undefined;
  const end = text.indexOf(">", at);
  if (end < 0) {
    missing.add(">");
    return undefined;
  }
  const mail = matchAt(mailAddress, text, at)?.[1];
  if (mail !== undefined) return linkTo(`mailto:${mail}`, mail, at + mail.length + 2);
  const start = at + (matchAt(scheme, text, at)?.[0].length ?? 0);
  const addressEnd = start === at ? at : start + (matchAt(rest, text, start)?.[0].length ?? 0);
  if (addressEnd >= text.length) return undefined;
  if (addressEnd > start && text[addressEnd] === ">")
    return addressLink(text.slice(at + 1, addressEnd), addressEnd);
  const close = htmlEnd(text, at, end);
  return close === undefined
    ? undefined
    : { nodes: raw(text.slice(at, close), scope.document.on), end: close };
}

const mailAddress = /<([0-9A-Za-z.+-]+@[0-9A-Za-z._-]*)>/y;
const scheme = /<[0-9A-Za-z][0-9A-Za-z.+-]+:/y;
const rest = /(?:\\[\s\S]|[^\\>'" \n])*/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function addressLink(address: string, close: number): InlineMatch {
  const target = unescaped(address);
  return linkTo(target, target.replace(/^mailto:/, ""), close + 1);
}

function linkTo(url: string, value: string, end: number): InlineMatch {
  return { nodes: [{ type: "link", url, children: [{ type: "text", value }] }], end };
}

function htmlEnd(text: string, at: number, end: number): number | undefined {
  if (text.startsWith("<!--", at)) {
    const close = text.indexOf("-->", at + 3);
    return close < 0 ? undefined : close + 3;
  }
  return /[0-9A-Za-z]/.test(text[text[at + 1] === "/" ? at + 2 : at + 1] ?? "") ? end + 1 : undefined;
}

function raw(value: string, on: ReadonlySet<string>): PhrasingContent[] {
  if (on.has("escape")) return [{ type: "text", value }];
  return on.has("skip-html") ? [] : [{ type: "html", value }];
}
