import type { Code, Construct, State } from "micromark-util-types";
import { codes, isBlank } from "./characters.ts";
import { innerText, scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";

/** A single marker around a text; `paired` if two of them may begin something else. */
export interface ScriptOptions {
  readonly marker: number;
  readonly element: string;
  readonly paired: boolean;
}

/**
 * `H~2~O`, `2^10^` as mistune reads them: no white space inside but blanks after a backslash. A marker after a backslash
 * closes only if no other does. Behaviour section 11.2.
 */
export function script({ marker, element, paired }: ScriptOptions): Syntax {
  const construct: Construct = {
    tokenize(effects, ok, nok): State {
      const begin: State = (code) => {
        const closing = closingMarker(marker, paired);
        const decide: State = (code) =>
          closing.offset < 0
            ? nok(code)
            : innerText(this, effects, { end: closing.offset, next: close })(code);
        return effects.check(scan(closing.step), decide, decide)(code);
      };
      const close: State = (code) => {
        effects.enter("spanMarker");
        effects.consume(code);
        effects.exit("spanMarker");
        effects.exit("span");
        return ok;
      };
      return (code) => {
        effects.enter("span", { element: { hName: element } });
        effects.enter("spanMarker");
        effects.consume(code);
        effects.exit("spanMarker");
        return begin;
      };
    },
  };
  return { tokens: { text: { [marker]: construct } } };
}

/** Something must stand between the markers; of several escaped markers the last one would close. */
function closingMarker(
  marker: number,
  paired: boolean,
): { offset: number; step: (code: Code, offset: number) => boolean } {
  let length = 0;
  let backslashes = 0;
  let first: Code = null;
  // Two markers before something else are for the pair to judge.
  const isPair = (code: Code): boolean =>
    length === 1 && paired && first === marker && code !== marker && !isBlank(code);
  const isGap = (code: Code): boolean => isBlank(code) && !(code === 32 && backslashes > 0);
  const found = {
    offset: -1,
    step(code: Code, offset: number): boolean {
      if (length === 0) first = code;
      if (isPair(code)) return false;
      const closes = code === marker && length > 0;
      if (closes) found.offset = offset;
      if ((closes && backslashes % 2 === 0) || isGap(code)) return false;
      backslashes = code === codes.backslash ? backslashes + 1 : 0;
      length += 1;
      return true;
    },
  };
  return found;
}
