import type { TokenizeContext } from "micromark-util-types";
import { encloseLines } from "./containers.ts";
import { type Line, lineBlock, type Reading, type Step } from "./lines.ts";
import type { Syntax } from "./syntax.ts";

const marker = /^ {0,3}:[ \t]/;

/** A line that ends a paragraph before it, so that it cannot be part of a term. */
const otherBlock =
  /^ {0,3}(?:#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|`{3}|~{3}|=+[ \t]*$|-+[ \t]*$|<[/!?A-Za-z])|^(?: {4}|\t)/;

const blank = /^[ \t]*$/;

/**
 * Terms, and below them what they mean after a colon, as in PHP Markdown Extra. A meaning goes on until an empty line
 * after which nothing is indented. Behaviour section 11.2.
 */
export const definitionList: Syntax = {
  tokens: {
    flow: {
      null: lineBlock({
        name: "definitionList",
        begins: /^[^ \t:#>]/,
        interrupts: false,
        wanted: wantedLines,
        read: readList,
      }),
    },
  },
};

/** Where a line stands in a list: among the terms, in a meaning, or in the gap after either. */
type Place = "terms" | "termGap" | "meaning" | "meaningGap" | "outside";

function placeAfter(place: Place, line: string): Place {
  if (place === "outside") return "outside";
  if (blank.test(line)) return place === "meaning" || place === "meaningGap" ? "meaningGap" : "termGap";
  if (marker.test(line)) return "meaning";
  if (place === "meaning" || (place === "meaningGap" && /^[ \t]/.test(line))) return "meaning";
  return place === "termGap" || otherBlock.test(line) ? "outside" : "terms";
}

function wantedLines(): (line: string) => boolean | "enclosed" {
  let place: Place = "terms";
  return (line) => {
    place = placeAfter(place, line);
    return place === "meaning" ? "enclosed" : place !== "outside";
  };
}

interface Meaning {
  readonly lines: Line[];
  loose: boolean;
}

function readList(lines: readonly Line[], context: TokenizeContext): Reading | undefined {
  const steps: Step[] = [];
  let place: Place = "terms";
  let terms: Line[] = [];
  let meaning: Meaning | undefined;
  let gap = false;
  let end = -1;
  const finish = (): void => {
    if (meaning === undefined) return;
    steps.push(...meaningSteps(meaning));
    meaning = undefined;
  };
  for (const line of lines) {
    place = placeAfter(place, line.text);
    if (place === "outside") break;
    if (place === "termGap" || place === "meaningGap") {
      gap = true;
      meaning?.lines.push(line);
    } else if (place === "terms") {
      finish();
      terms.push(line);
      gap = false;
    } else {
      if (marker.test(line.text)) {
        finish();
        steps.push(...terms.flatMap(termSteps));
        terms = [];
        meaning = { lines: [], loose: gap };
      }
      meaning?.lines.push(line);
      gap = false;
      end = endOf(line);
    }
  }
  finish();
  const [first] = lines;
  if (end < 0 || first === undefined) return undefined;
  const { line } = context.now();
  encloseLines(context.parser, line, line + lines.findIndex((each) => endOf(each) === end));
  return {
    end,
    steps: [
      { at: first.start, kind: "enter", element: { hName: "dl" } },
      ...steps,
      { at: end, kind: "exit" },
    ],
  };
}

function termSteps({ text, start }: Line): Step[] {
  const from = start + (/^[ \t]*/.exec(text)?.[0].length ?? 0);
  const to = start + text.replace(/[ \t]+$/, "").length;
  return [
    { at: from, kind: "enter", element: { hName: "dt" } },
    { at: from, kind: "inner", content: "text" },
    { at: to, kind: "end" },
    { at: to, kind: "exit" },
  ];
}

function meaningSteps({ lines, loose }: Meaning): Step[] {
  const last = lines.findLast(({ text }) => !blank.test(text));
  const [first] = lines;
  if (first === undefined || last === undefined) return [];
  const steps: Step[] = [{ at: first.start, kind: "enter", element: { hName: "dd", tight: !loose } }];
  for (const [index, { text, start }] of lines.entries()) {
    if (start > last.start) break;
    // The marker counts as two blanks, of at most four that are taken away.
    const lead =
      index === 0
        ? (/^ {0,3}:[ \t] {0,2}/.exec(text)?.[0].length ?? 0)
        : (/^ {0,4}/.exec(text)?.[0].length ?? 0);
    const next = start === last.start ? endOf(last) : (lines[index + 1]?.start ?? endOf(last));
    if (start + lead < next)
      steps.push({ at: start + lead, kind: "inner", content: "document" }, { at: next, kind: "end" });
  }
  return [...steps, { at: endOf(last), kind: "exit" }];
}

function endOf(line: Line): number {
  return line.start + line.text.length;
}
