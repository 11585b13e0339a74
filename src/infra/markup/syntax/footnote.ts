import type { Code, Construct, ParseContext, State } from "micromark-util-types";
import { codes, isBlank } from "./characters.ts";
import { type Line, lineBlock, type Reading, type Step } from "./lines.ts";
import { literalText, scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";
import { textNotes } from "./textNotes.ts";

const definition = /^( {0,3})\[\^((?:[^\\[\]\s]|\\.){1,500})\]:(?:[ \t]|$)/;

/** How labels are compared. */
function footnoteKey(label: string): string {
  return label.toLowerCase().toUpperCase();
}

/**
 * `[^1]` and, at the beginning of a line outside of quotes and lists, `[^1]: text` with further lines indented. What is
 * not defined stays as typed. Behaviour section 11.2.
 */
export const footnote: Syntax = {
  tokens: {
    flow: {
      [codes.leftBracket]: lineBlock({
        name: "footnoteDefinition",
        begins: definition,
        interrupts: true,
        wanted: wantedLines,
        read: (lines, { parser }) => readDefinition(lines, parser),
      }),
    },
    text: { [codes.leftBracket]: referenceConstruct() },
  },
};

const indented = /^ {1,7}(?! )./;

/** Lines that are indented, and blank lines before them. */
function wantedLines(): (line: string) => boolean {
  let first = true;
  return (line) => {
    const goesOn = first || line === "" || indented.test(line);
    first = false;
    return goesOn;
  };
}

function readDefinition(lines: readonly Line[], parser: ParseContext): Reading | undefined {
  const [first, ...others] = lines;
  const found = definition.exec(first?.text ?? "");
  if (first === undefined || found === null) return undefined;
  const key = footnoteKey(found[2] ?? "");
  textNotes(parser).footnotes.add(key);
  const filled = others.filter(({ text }) => indented.test(text));
  const last = filled.at(-1) ?? first;
  const end = last.start + last.text.length;
  const element = { hName: "li", footnote: key };
  const from = first.start + found[0].length;
  const steps =
    filled.length === 0 ? paragraphSteps(first.start, { from, end }) : blockSteps(from, { lines, last });
  return { end, steps: [{ at: first.start, kind: "enter", element }, ...steps, { at: end, kind: "exit" }] };
}

/** A note of one line is one paragraph, whatever it looks like. */
function paragraphSteps(start: number, { from, end }: { from: number; end: number }): Step[] {
  const inner: Step[] =
    from < end
      ? [
          { at: from, kind: "inner", content: "text" },
          { at: end, kind: "end" },
        ]
      : [];
  return [{ at: start, kind: "enter", element: { hName: "p" } }, ...inner, { at: end, kind: "exit" }];
}

/** The second line tells how far the others are indented. */
function blockSteps(from: number, { lines, last }: { lines: readonly Line[]; last: Line }): Step[] {
  const indent =
    lines
      .slice(1)
      .find(({ text }) => text !== "")
      ?.text.search(/[^ ]/) ?? 0;
  const steps: Step[] = [];
  for (const [index, { text, start }] of lines.entries()) {
    if (start > last.start) break;
    const spaces = text.search(/[^ ]|$/);
    const at = index === 0 ? from : start + (spaces >= indent ? spaces : 0);
    const next = lines[index + 1]?.start;
    const isLast = start === last.start;
    steps.push({ at, kind: "inner", content: "document" });
    steps.push({ at: isLast || next === undefined ? start + text.length : next, kind: "end" });
  }
  return steps;
}

function referenceConstruct(): Construct {
  return {
    tokenize(effects, ok, nok): State {
      return (code) => {
        const label = labelIn();
        const decide: State = (next) => {
          if (label.end < 0) return nok(next);
          const key = footnoteKey(label.text);
          const isDefined = textNotes(this.parser).footnotes.has(key);
          const last: State = (code) => {
            if (isDefined) effects.exit("span");
            return ok(code);
          };
          if (isDefined) effects.enter("span", { element: { hName: "sup", footnote: key } });
          return literalText(this, effects, { end: label.end, next: last })(next);
        };
        return effects.check(scan(label.step), decide, decide)(code);
      };
    },
  };
}

/** `[^label]`: no white space, at most 500 characters. */
function labelIn(): { text: string; end: number; step: (code: Code, offset: number) => boolean } {
  let length = 0;
  let escaped = false;
  const found = {
    text: "",
    end: -1,
    step(code: Code, offset: number): boolean {
      length += 1;
      if (length < 3) return length === 1 || code === codes.caret;
      const isBracket = !escaped && (code === codes.leftBracket || code === codes.rightBracket);
      if (isBracket && code === codes.rightBracket && found.text !== "") found.end = offset + 1;
      if (isBracket || code === null || isBlank(code) || length > 502) return false;
      escaped = code === codes.backslash && !escaped;
      found.text += String.fromCharCode(code);
      return true;
    },
  };
  return found;
}
