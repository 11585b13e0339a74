import type { Code, Construct, State, TokenizeContext } from "micromark-util-types";
import { codes, isBlank, isLineEnd } from "./characters.ts";
import { decodeReferences } from "./charref.ts";
import { literalText, scan } from "./spans.ts";
import type { Block, Syntax } from "./syntax.ts";

/** A formula as it is read: its text, and the offset after its last mark, negative while there is none. */
interface Formula {
  readonly isBlock: boolean;
  text: string;
  end: number;
  readonly step: (code: Code, offset: number) => boolean;
}

/** `$a$`, `` $`a`$ `` and `$$a$$` inside a text; the last is set apart. Behaviour section 11.2. */
export function inlineMath(): Syntax {
  // Once a search for backticks came to the end of the text, later ones in it would too.
  const unclosed = new WeakSet<TokenizeContext>();

  const construct: Construct = {
    tokenize(effects, ok, nok): State {
      const second: State = (code) => {
        if (code === codes.backtick && !unclosed.has(this))
          return search(backtickFormula(), (next) => {
            unclosed.add(this);
            return search(dollarFormula(false), nok)(next);
          })(code);
        return search(dollarFormula(code === codes.dollar), nok)(code);
      };
      const search = (formula: Formula, otherwise: State): State => {
        const decide: State = (code) => {
          if (formula.end < 0) return otherwise(code);
          effects.exit("spanMarker");
          effects.enter("span", { element: elementOf(formula) });
          return literalText(this, effects, { end: formula.end, next: close })(code);
        };
        return effects.check(scan(formula.step), decide, decide);
      };
      const close: State = (code) => {
        effects.exit("span");
        return ok(code);
      };
      return (code) => {
        effects.enter("spanMarker");
        effects.consume(code);
        return second;
      };
    },
  };
  return { tokens: { text: { [codes.dollar]: construct } } };
}

function elementOf({ text, isBlock }: Formula): Block["data"] {
  const formula = decodeReferences(text);
  const value = isBlock ? `$$\n${formula}\n$$` : `\\(${formula}\\)`;
  return {
    hName: isBlock ? "div" : "span",
    hProperties: { className: ["math"] },
    hChildren: [{ type: "text", value }],
  };
}

/** Ends at as many backticks as it began with and a dollar. */
function backtickFormula(): Formula {
  let opening = 0;
  let run = 0;
  const formula: Formula = {
    isBlock: false,
    text: "",
    end: -1,
    step(code, offset) {
      if (code === null) return false;
      if (code === codes.backtick && formula.text.length === opening) opening += 1;
      else if (code === codes.backtick) run += 1;
      else if (code === codes.dollar && run >= opening) {
        formula.end = offset + 1;
        formula.text = formula.text.slice(opening, formula.text.length - opening);
        return false;
      } else run = 0;
      formula.text += character(code);
      return true;
    },
  };
  return formula;
}

/** Ends at one dollar that no digit follows, or at two; a backslash takes the meaning from the next character. */
function dollarFormula(isBlock: boolean): Formula {
  let skipped = !isBlock;
  let escaped = false;
  let dollar = false;
  const closes = (code: Code): boolean => (isBlock ? code === codes.dollar : !isDigit(code));
  const ends = (code: Code): boolean =>
    !isBlock && (isLineEnd(code) || (formula.text === "" && isBlank(code)));
  const formula: Formula = {
    isBlock,
    text: "",
    end: -1,
    step(code, offset) {
      if (!skipped) {
        skipped = true;
        return true;
      }
      if (dollar && closes(code)) formula.end = isBlock ? offset + 1 : offset;
      if (dollar || code === null || ends(code)) return false;
      dollar = code === codes.dollar && !escaped;
      escaped = code === codes.backslash && !escaped;
      if (!dollar) formula.text += character(code);
      return true;
    },
  };
  return formula;
}

function isDigit(code: Code): boolean {
  return code !== null && code >= 48 && code <= 57;
}

function character(code: number): string {
  if (code === -1) return "";
  if (code === -2) return "\t";
  return isLineEnd(code) ? "\n" : String.fromCharCode(code);
}
