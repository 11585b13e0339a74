import type { Code, Construct, State, TokenizeContext } from "micromark-util-types";
import { codes, isBlank } from "./characters.ts";
import { innerText, scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";

/**
 * `~~deleted~~`, `==marked==`, `^^inserted^^` as mistune reads them: the first closing pair ends the text wherever it
 * stands, also inside code; the text neither begins nor ends with white space. Behaviour section 11.2.
 */
export function pair(marker: number, element: string): Syntax {
  // Once a search came to the end of the text, later ones in it would too.
  const unclosed = new WeakSet<TokenizeContext>();

  const construct: Construct = {
    tokenize(effects, ok, nok): State {
      const second: State = (code) => {
        if (code !== marker) return nok(code);
        effects.consume(code);
        effects.exit("spanMarker");
        return first;
      };
      const first: State = (code) => {
        if (isBlank(code) || code === marker || unclosed.has(this)) return nok(code);
        const closing = closingPair(marker);
        const decide: State = (code) => {
          if (closing.offset < 0) {
            unclosed.add(this);
            return nok(code);
          }
          return innerText(this, effects, { end: closing.offset, next: close })(code);
        };
        return effects.check(scan(closing.step), decide, decide)(code);
      };
      const close: State = (code) => {
        effects.enter("spanMarker");
        effects.consume(code);
        return (code) => {
          effects.consume(code);
          effects.exit("spanMarker");
          effects.exit("span");
          return ok;
        };
      };
      return (code) => {
        effects.enter("span", { element: { hName: element } });
        effects.enter("spanMarker");
        effects.consume(code);
        return second;
      };
    },
  };
  return { tokens: { text: { [marker]: construct } } };
}

/**
 * Looks for two markers after something that is not white space. Of a run of three, the last two count if a backslash
 * takes the first away, and none otherwise.
 */
function closingPair(marker: number): { offset: number; step: (code: Code, offset: number) => boolean } {
  let before: Code = null;
  let backslashes = 0;
  let run = 0;
  const found = {
    offset: -1,
    step(code: Code, offset: number): boolean {
      if (code === marker) {
        run += 1;
        return true;
      }
      if (run > 1 && !isBlank(before) && (run !== 3 || backslashes % 2 === 1)) {
        found.offset = offset - run + (run === 3 ? 1 : 0);
        return false;
      }
      if (run > 0 || code !== codes.backslash) backslashes = 0;
      if (code === codes.backslash) backslashes += 1;
      before = code;
      run = 0;
      return true;
    },
  };
  return found;
}
