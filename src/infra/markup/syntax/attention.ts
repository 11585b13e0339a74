import type { Code, Construct, State, Token, TokenizeContext } from "micromark-util-types";
import { resolveAttention } from "./attentionPairs.ts";
import { codes, isBlank } from "./characters.ts";
import type { Syntax } from "./syntax.ts";

/** What stands beside a delimiter run, as far as emphasis cares. */
type Neighbour = "blank" | "word" | "punctuation";

const construct: Construct = {
  name: "emphasis",
  tokenize(effects, ok): State {
    const before = neighbourBefore(this);
    return (marker) => {
      const inside: State = (code) => {
        if (code === marker) {
          effects.consume(code);
          return inside;
        }
        mark(effects.exit("attentionSequence"), { marker, before, after: neighbour(code) });
        return ok(code);
      };
      effects.enter("attentionSequence");
      return inside(marker);
    };
  },
  resolveAll: resolveAttention,
};

/**
 * `*emphasis*` and `_emphasis_` as mistune reads them: everything that is neither white space, letter nor digit counts
 * as punctuation, pictures and combining marks too. What opens is matched with what closes as CommonMark says, at most
 * 20 deep. Behaviour section 11.2.
 */
export const attention: Syntax = {
  tokens: {
    text: { [codes.asterisk]: construct, [codes.underscore]: construct },
    insideSpan: { null: [construct] },
    disable: { null: ["attention"] },
  },
};

interface Run {
  readonly marker: Code;
  readonly before: Neighbour;
  readonly after: Neighbour;
}

function mark(token: Token, { marker, before, after }: Run): void {
  const insideWord = marker === codes.underscore && before === "word" && after === "word";
  token._open = !insideWord && after !== "blank" && !(after === "punctuation" && before === "word");
  token._close = !insideWord && before !== "blank" && !(before === "punctuation" && after === "word");
}

const wordCharacter = /[\p{L}\p{N}]/u;

function neighbour(code: Code): Neighbour {
  if (isBlank(code) || code === null) return "blank";
  if (code >= 0xd800 && code <= 0xdbff) return pictures(code) ? "punctuation" : "word";
  return wordCharacter.test(String.fromCharCode(code)) ? "word" : "punctuation";
}

/** Of the characters beyond the first plane only the first half is known: emoji and other pictures share a few. */
function pictures(highSurrogate: number): boolean {
  return highSurrogate >= 0xd83c && highSurrogate <= 0xd83e;
}

function neighbourBefore(context: TokenizeContext): Neighbour {
  const { previous } = context;
  if (previous === null || previous < 0xdc00 || previous > 0xdfff) return neighbour(previous);
  const end = context.now();
  const start = { ...end, _bufferIndex: end._bufferIndex - 2, offset: end.offset - 2 };
  return neighbour(context.sliceSerialize({ start, end }).charCodeAt(0));
}
