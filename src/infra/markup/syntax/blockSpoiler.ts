import type { Code, Construct, Effects, State, TokenizeContext } from "micromark-util-types";
import { codes, isLineEnd } from "./characters.ts";
import { containerDepth, keepContainer } from "./containers.ts";
import { scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";

const exclamation = 33;
const space = 32;

/** What every line begins with, and what shows that it does not belong to a quote any more. */
const marked = /^ {0,3}> ? {0,3}!/;
const otherBlock = /^[ \t]*$|^ {0,3}(?:[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|`{3}|~{3}|<[/!?A-Za-z])/;

/**
 * A quote of which every line begins with `>!`, outside of every quote and list: it is covered until it is wanted. A
 * quote with other lines stays one. Behaviour section 11.2.
 */
export const blockSpoiler: Syntax = { tokens: { document: { [codes.greaterThan]: spoilerConstruct() } } };

function spoilerConstruct(): Construct {
  return {
    name: "spoiler",
    tokenize(effects, ok, nok): State {
      if (containerDepth(this.parser, this.now()) > 0) return nok;
      return (code) => {
        const lines = quotedLines();
        const decide: State = (next) => {
          if (!lines.allMarked) return nok(next);
          effects.enter("block", {
            _container: true,
            element: { hName: "div", hProperties: { className: ["spoiler"] } },
          });
          this.interrupt = false;
          return prefix(this, effects, ok, nok)(next);
        };
        return effects.check(scan(lines.step), decide, decide)(code);
      };
    },
    continuation: {
      tokenize(effects, ok, nok): State {
        return prefix(this, effects, ok, nok);
      },
    },
    exit(effects) {
      effects.exit("block");
    },
  };
}

/** `>!` with at most three blanks before either, and one after each that belongs to it. */
function prefix(context: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  const point = context.now();
  const upTo =
    (limit: number, then: State): State =>
    (code) => {
      if (code !== space || limit === 0) return then(code);
      effects.consume(code);
      return upTo(limit - 1, then);
    };
  const mark =
    (expected: number, then: State): State =>
    (code) => {
      if (code !== expected) return nok(code);
      effects.consume(code);
      return then;
    };
  const end: State = (code) => {
    effects.exit("spanMarker");
    keepContainer(context.parser, point);
    return ok(code);
  };
  const exclaimed = upTo(4, mark(exclamation, upTo(1, end)));
  const quoted = upTo(3, mark(codes.greaterThan, exclaimed));
  return (code) => {
    effects.enter("spanMarker");
    return quoted(code);
  };
}

/** Reads to the first line that does not belong to the quote. */
function quotedLines(): { allMarked: boolean; step: (code: Code) => boolean } {
  let line = "";
  const found = {
    allMarked: false,
    step(code: Code): boolean {
      if (code !== null && !isLineEnd(code)) {
        if (line.length < 12) line += code < 0 ? "\t" : String.fromCharCode(code);
        return true;
      }
      const isMarked = marked.test(line);
      if (!isMarked || code === null) found.allMarked = isMarked || otherBlock.test(line);
      line = "";
      return isMarked && code !== null;
    },
  };
  return found;
}
