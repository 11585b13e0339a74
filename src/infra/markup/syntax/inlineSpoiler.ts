import type { Code, Construct, State, TokenizeContext } from "micromark-util-types";
import { isBlank, isLineEnd } from "./characters.ts";
import { innerText, scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";

const exclamation = 33;
const lessThan = 60;

/** `>! text !<` in one line; blanks at the edges do not count. Behaviour section 11.2. */
export function inlineSpoiler(): Syntax {
  // A line in which a search found no end has none for later ones.
  const unclosed = new WeakMap<TokenizeContext, number>();

  const construct: Construct = {
    tokenize(effects, ok, nok): State {
      const second: State = (code) => {
        const { line } = this.now();
        if (code !== exclamation || unclosed.get(this) === line) return nok(code);
        effects.consume(code);
        return search;
      };
      const search: State = (code) => {
        const text = spoilerIn();
        const decide: State = (next) => {
          if (text.end < 0) unclosed.set(this, this.now().line);
          if (text.end < 0 || text.from < 0) return nok(next);
          return blanks(
            text.from,
            innerText(this, effects, { end: text.to, next: blanksThen(text.end) }),
          )(next);
        };
        return effects.check(scan(text.step), decide, decide)(code);
      };
      const blanks =
        (from: number, inner: State): State =>
        (code) => {
          if (this.now().offset < from) {
            effects.consume(code);
            return blanks(from, inner);
          }
          effects.exit("spanMarker");
          return inner(code);
        };
      const blanksThen = (end: number): State => {
        const rest: State = (code) => {
          if (this.now().offset < end) {
            effects.consume(code);
            return rest;
          }
          effects.exit("spanMarker");
          effects.exit("span");
          return ok(code);
        };
        return (code) => {
          effects.enter("spanMarker");
          return rest(code);
        };
      };
      return (code) => {
        effects.enter("span", { element: { hName: "span", hProperties: { className: ["spoiler"] } } });
        effects.enter("spanMarker");
        effects.consume(code);
        return second;
      };
    },
  };
  return { tokens: { text: { 62: construct } } };
}

/** Offsets of the first and after the last character that is not blank, and after the closing mark; negative: none. */
function spoilerIn(): {
  from: number;
  to: number;
  end: number;
  step: (code: Code, offset: number) => boolean;
} {
  let length = 0;
  let before: Code = null;
  let previousTo = -1;
  const found = {
    from: -1,
    to: -1,
    end: -1,
    step(code: Code, offset: number): boolean {
      if (code === null || isLineEnd(code)) return false;
      if (code === lessThan && before === exclamation && length > 1) {
        found.end = offset + 1;
        // The exclamation mark is not part of the text.
        if (found.from === offset - 1) found.from = -1;
        found.to = previousTo;
        return false;
      }
      if (!isBlank(code)) {
        if (found.from < 0) found.from = offset;
        previousTo = found.to;
        found.to = offset + 1;
      } else previousTo = found.to;
      before = code;
      length += 1;
      return true;
    },
  };
  return found;
}
