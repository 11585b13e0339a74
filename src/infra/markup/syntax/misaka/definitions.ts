import { isBlank, withoutBlanks } from "./lines.ts";
import { labelKey, type Note, type Target } from "./scope.ts";

/** A text without the lines that define something, and what they define, by `labelKey`. */
export interface Definitions {
  readonly lines: readonly string[];
  readonly targets: ReadonlyMap<string, Target>;
  readonly notes: ReadonlyMap<string, Note>;
}

/**
 * Takes the targets of reference links and, if wanted, the footnotes out of a text, wherever they stand. A blank line
 * remains of each target. Of several with the same label the last target counts, and the first footnote.
 */
export function readDefinitions(lines: readonly string[], withNotes: boolean): Definitions {
  const targets = new Map<string, Target>();
  const notes = new Map<string, Note>();
  const others: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? "";
    const note = withNotes ? noteAt(lines, at) : undefined;
    const target = note === undefined && line.includes("]:") ? targetAt(lines, at) : undefined;
    if (note !== undefined) addNote(notes, note);
    else others.push(target === undefined ? line : "");
    if (target !== undefined) targets.set(target.label, target);
    at = note?.next ?? target?.next ?? at + 1;
  }
  return { lines: others, targets, notes };
}

function addNote(
  notes: Map<string, Note>,
  { label, lines }: Defined & { readonly lines: readonly string[] },
): void {
  if (!notes.has(label)) notes.set(label, { lines, number: undefined });
}

interface Defined {
  readonly label: string;
  readonly next: number;
}

/** `[label]: address "title"`; address and title may each be on a line of their own. */
function targetAt(lines: readonly string[], start: number): (Defined & Target) | undefined {
  const head = /^ {0,3}\[([^\]]*)\]: *(.*)$/.exec(lines[start] ?? "");
  if (head === null) return undefined;
  const isBelow = head[2] === "";
  const next = start + (isBelow ? 2 : 1);
  const address = isBelow ? (lines[start + 1] ?? "").replace(/^ +/, "") : (head[2] ?? "");
  const token = /^<?([^ ]*)/.exec(address) ?? [""];
  const url = (token[1] ?? "").replace(/>$/, "");
  const rest = withoutBlanks(address.slice(token[0].length));
  if (url === "") return undefined;
  const label = labelKey(head[1] ?? "");
  if (rest !== "") {
    const title = titleOf(rest);
    return title === undefined ? undefined : { label, url, title, next };
  }
  const title = titleOf(withoutBlanks(lines[next] ?? ""));
  return title === undefined ? { label, url, title: "", next } : { label, url, title, next: next + 1 };
}

function titleOf(text: string): string | undefined {
  return /^["'(](.+)["')]$/.exec(text)?.[1];
}

/** `[^label]:` and what follows it, up to a line without indentation. */
function noteAt(
  lines: readonly string[],
  start: number,
): (Defined & { readonly lines: string[] }) | undefined {
  const head = /^ {0,3}\[\^([^\]]*)\]:(.*)$/.exec(lines[start] ?? "");
  if (head === null) return undefined;
  const content = [withoutMargin(head[2] ?? "")];
  let blanks = 0;
  let at = start + 1;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) {
      blanks++;
      continue;
    }
    if (!line.startsWith(" ")) break;
    if (blanks > 0) content.push("");
    blanks = 0;
    content.push(withoutMargin(line));
  }
  return { label: labelKey(head[1] ?? ""), lines: content, next: at };
}

function withoutMargin(line: string): string {
  return line.replace(/^ {1,4}/, "");
}
