import type { Code, Construct, Effects, State, Token, TokenizeContext } from "micromark-util-types";
import { isLineEnd } from "./characters.ts";
import { isOutermost } from "./containers.ts";
import { scan } from "./spans.ts";
import type { Block } from "./syntax.ts";

/** A line without its end; offsets count as the parser's points do. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

/** What opens or closes when the reading has come to an offset. */
export type Step = { readonly at: number } & (
  | { readonly kind: "enter"; readonly element: Block["data"] }
  | { readonly kind: "exit" }
  /** What follows, to the next step, is read on its own; pieces of one element are read as one. */
  | { readonly kind: "inner"; readonly content: "text" | "document" }
  | { readonly kind: "end" }
);

/** What a block of lines is to be read as: the offset at which it ends, and what happens on the way. */
export interface Reading {
  readonly end: number;
  readonly steps: readonly Step[];
}

/**
 * A construct of whole lines outside of every quote and list. `wanted` gives a reader that says after each line
 * whether another one is needed, and whether it is inside whatever it looks like; `read` then decides on all of them, undefined if they are something else.
 */
export interface LineBlock {
  /** A construct with the same name inside is not tried. */
  readonly name: string;
  /** Cheap: whether the first line can begin the construct. */
  readonly begins: RegExp;
  /** Whether a paragraph ends before it. */
  readonly interrupts: boolean;
  readonly wanted: () => (line: string) => boolean | "enclosed";
  readonly read: (lines: readonly Line[], context: TokenizeContext) => Reading | undefined;
}

export function lineBlock({ name, begins, interrupts, wanted, read }: LineBlock): Construct {
  const construct: Construct = {
    name,
    tokenize(effects, ok, nok): State {
      return (code) => {
        if (!isOutermost(this) || (this.interrupt && !interrupts)) return nok(code);
        const wants = wanted();
        const lines = collected((line, all) => {
          // After an empty line a list or quote interrupts nothing, whatever this reads on for.
          this._gfmTableDynamicInterruptHack = /^[ \t]*$/.test(line);
          const more = begins.test(all[0]?.text ?? "") && wants(line);
          // No list or quote begins inside of what is concrete.
          this.currentConstruct = more === "enclosed" ? { ...construct, concrete: true } : construct;
          return more !== false;
        });
        const decide: State = (code) => {
          this._gfmTableDynamicInterruptHack = false;
          const reading = begins.test(lines.found[0]?.text ?? "") ? read(lines.found, this) : undefined;
          return reading === undefined ? nok(code) : follow(this, reading, effects, ok)(code);
        };
        return effects.check(scan(lines.step), decide, decide)(code);
      };
    },
  };
  return construct;
}

/** Collects lines until no more are wanted or there are none. */
function collected(wants: (line: string, all: readonly Line[]) => boolean): {
  found: readonly Line[];
  step: (code: Code, offset: number) => boolean;
} {
  const found: Line[] = [];
  let text = "";
  let start = -1;
  return {
    found,
    step(code, offset) {
      if (start < 0) start = offset;
      if (code !== null && !isLineEnd(code)) {
        if (code !== -1) text += code === -2 ? "\t" : String.fromCharCode(code);
        return true;
      }
      const line = { text, start };
      found.push(line);
      text = "";
      start = -1;
      return code !== null && wants(line.text, found);
    },
  };
}

/** Reads up to the end and does every step when its offset is reached, in order. */
function follow(context: TokenizeContext, { end, steps }: Reading, effects: Effects, ok: State): State {
  const act = stepper(effects);
  let next = 0;
  let inside = false;
  let marker = false;
  const endMarker = (): void => {
    if (marker) effects.exit("spanMarker");
    marker = false;
  };
  const go: State = (code) => {
    // What a tab fills up belongs to it.
    if (code === -1) {
      effects.consume(code);
      return go;
    }
    const { offset } = context.now();
    for (let step = steps[next]; step !== undefined && step.at <= offset; step = steps[next]) {
      endMarker();
      act(step);
      inside = step.kind === "inner";
      next += 1;
    }
    if (offset >= end || code === null) {
      endMarker();
      return ok(code);
    }
    if (inside) effects.consume(code);
    else consumeMark(code);
    return go;
  };
  // Every line needs a token of its own, and its end one that has nothing else inside.
  const consumeMark = (code: Code): void => {
    if (isLineEnd(code)) {
      endMarker();
      effects.enter("lineEndingBlank");
      effects.consume(code);
      effects.exit("lineEndingBlank");
      return;
    }
    if (!marker) effects.enter("spanMarker");
    marker = true;
    effects.consume(code);
  };
  return go;
}

const chunks = { text: "chunkText", document: "chunkDocument" } as const;

function stepper(effects: Effects): (step: Step) => void {
  let previous: Token | undefined;
  let open: keyof typeof chunks = "text";
  return (step) => {
    if (step.kind === "exit") effects.exit("block");
    else if (step.kind === "end") effects.exit(chunks[open]);
    else if (step.kind === "enter") {
      previous = undefined;
      effects.enter("block", { element: step.element });
    } else {
      open = step.content;
      const token = effects.enter(chunks[open], { contentType: open, ...(previous && { previous }) });
      if (previous) previous.next = token;
      previous = token;
    }
  };
}
