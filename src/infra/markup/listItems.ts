import type {} from "mdast-util-from-markdown";
import type { Event, Point, Token } from "micromark-util-types";

/** A quote or list that is open, and of a list the item at hand. */
interface Container {
  item: Token | undefined;
  /** Nothing but the item's marker was seen yet. */
  atMarker: boolean;
  /** Where the first blank line in the item is, below the quotes and lists in it. */
  blank: number | undefined;
  /** Whether blank lines are between two items. */
  spread: boolean;
}

/**
 * The events with a `listItem` token around each item of a list, and whether items and lists are loose: micromark marks
 * only where an item begins.
 */
export function withListItems(events: readonly Event[]): readonly Event[] {
  return events.some(([, { type }]) => isList(type)) ? divided(events) : events;
}

function divided(events: readonly Event[]): readonly Event[] {
  const result: Event[] = [];
  const open: Container[] = [];
  for (const event of events) {
    const [kind, { type }] = event;
    const container = open.at(-1);
    if (container !== undefined) follow(container, event, result);
    if (isList(type) || type === "blockQuote") {
      if (kind === "enter") open.push({ item: undefined, atMarker: false, blank: undefined, spread: false });
      else open.pop();
    }
    result.push(event);
  }
  return result;
}

const markerTypes: ReadonlySet<string> = new Set([
  ...["linePrefix", "listItemValue", "listItemMarker", "listItemPrefix", "listItemPrefixWhitespace"],
]);

/** Takes in the event that comes next in a container, and not in one inside of it. */
function follow(container: Container, event: Event, before: Event[]): void {
  const [kind, token, context] = event;
  if (token.type === "lineEndingBlank" && kind === "enter") {
    if (!container.atMarker) container.blank ??= before.length;
    container.atMarker = false;
  } else if (token.type !== "lineEndingBlank" && !markerTypes.has(token.type)) {
    container.atMarker = false;
  }
  if (kind === "exit" && isList(token.type)) {
    endItem(container, event, before);
    token._spread = container.spread;
  }
  if (kind === "enter" && token.type === "listItemPrefix") {
    endItem(container, event, before);
    // Its end is known later.
    const item: Token = { type: "listItem", _spread: false, start: token.start, end: token.start };
    before.push(["enter", item, context]);
    Object.assign(container, { item, atMarker: true, blank: undefined });
  }
}

/** Ends the item before the line ends that stand between it and what comes next. */
function endItem(container: Container, [, { end }, context]: Event, before: Event[]): void {
  const { item, blank } = container;
  if (item === undefined) return;
  const { first, lines } = lineEndsAtEnd(before);
  if (lines > 1) container.spread = true;
  const at = first ?? before.length;
  item._spread = blank !== undefined && blank < at;
  const start: Point | undefined = first === undefined ? undefined : before[first]?.[1].start;
  item.end = start ?? end;
  before.splice(at, 0, ["exit", item, context]);
}

const betweenLines: ReadonlySet<string> = new Set([
  ...["linePrefix", "blockQuotePrefix", "blockQuotePrefixWhitespace", "blockQuoteMarker", "listItemIndent"],
]);

/** How many line ends the events end with, and where the first one begins. */
function lineEndsAtEnd(events: readonly Event[]): { first: number | undefined; lines: number } {
  let first: number | undefined;
  let lines = 0;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const [kind, token] = events[index] ?? [];
    const isLineEnd = token?.type === "lineEnding" || token?.type === "lineEndingBlank";
    if (isLineEnd && kind === "enter") {
      first = index;
      lines += 1;
    }
    if (!isLineEnd && !betweenLines.has(token?.type ?? "")) break;
  }
  return { first, lines };
}

function isList(type: string): boolean {
  return type === "listOrdered" || type === "listUnordered";
}
