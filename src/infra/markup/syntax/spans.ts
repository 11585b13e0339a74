import type { Construct, Effects, State, Token, TokenizeContext } from "micromark-util-types";
import { isLineEnd } from "./characters.ts";

/** Reads on without keeping anything; `step` says for every code (null at the end) whether to go on. */
export function scan(step: (code: number | null, offset: number) => boolean): Construct {
  return {
    partial: true,
    tokenize(this: TokenizeContext, effects, ok): State {
      const next: State = (code) => {
        if (!step(code, this.now().offset) || code === null) return ok(code);
        effects.consume(code);
        return next;
      };
      return (code) => {
        effects.enter("data");
        return next(code);
      };
    },
  };
}

/** Where inner text ends, and what comes then. */
export interface Inner {
  readonly end: number;
  readonly next: State;
}

/**
 * Everything up to the offset `end` as text that is read on its own, so that no construct reaches over its borders.
 * There must be something.
 */
export function innerText(context: TokenizeContext, effects: Effects, { end, next }: Inner): State {
  let previous: Token | undefined;
  const line: State = (code) => {
    const token: Token = effects.enter("chunkText", { contentType: "text", ...(previous && { previous }) });
    if (previous) previous.next = token;
    previous = token;
    return within(code);
  };
  const within: State = (code) => {
    if (context.now().offset === end) {
      effects.exit("chunkText");
      return next(code);
    }
    effects.consume(code);
    if (!isLineEnd(code)) return within;
    if (context.now().offset === end) return within;
    effects.exit("chunkText");
    return line;
  };
  return line;
}

/** Everything up to the offset `end` as it was typed, one `data` token for each line. */
export function literalText(context: TokenizeContext, effects: Effects, { end, next }: Inner): State {
  const start: State = (code) => {
    if (context.now().offset === end) return next(code);
    if (isLineEnd(code)) {
      effects.enter("lineEnding");
      effects.consume(code);
      effects.exit("lineEnding");
      return start;
    }
    effects.enter("data");
    return within(code);
  };
  const within: State = (code) => {
    if (context.now().offset !== end && !isLineEnd(code)) {
      effects.consume(code);
      return within;
    }
    effects.exit("data");
    return start(code);
  };
  return start;
}
