import type { Code, Construct, State, TokenizeContext } from "micromark-util-types";
import { codes, isBlank } from "./characters.ts";
import { literalText, scan } from "./spans.ts";
import type { Syntax } from "./syntax.ts";

declare module "micromark-util-types" {
  interface TokenTypeMap {
    bareUrl: "bareUrl";
  }
}

const schemes = ["http://", "https://"];

/** What an address does not end with: it belongs to the sentence around. */
const closing = new Set([..."<.,:;\"')]"].map((character) => character.charCodeAt(0)));

/**
 * `http://example.org` in the middle of a text as mistune links it: lower case, up to white space or `<`, without
 * closing punctuation; inside brackets up to the first `]`. Behaviour section 11.2.
 */
export const bareUrl: Syntax = {
  tokens: { text: { 104: bareUrlConstruct() } },
  tree: {
    enter: {
      bareUrl(token) {
        this.enter({ type: "link", url: this.sliceSerialize(token), title: null, children: [] }, token);
      },
    },
    exit: {
      bareUrl(token) {
        this.exit(token);
      },
    },
  },
};

function bareUrlConstruct(): Construct {
  return {
    tokenize(effects, ok, nok): State {
      return (code) => {
        const address = addressIn();
        const decide: State = (code) => {
          if (address.end < 0) return nok(code);
          const isCut = address.bracket >= 0 && address.bracket < address.end && isInBrackets(this);
          effects.enter("bareUrl");
          const next: State = (code) => {
            effects.exit("bareUrl");
            return ok(code);
          };
          return literalText(this, effects, { end: isCut ? address.bracket : address.end, next })(code);
        };
        return effects.check(scan(address.step), decide, decide)(code);
      };
    },
  };
}

function isInBrackets({ events }: TokenizeContext): boolean {
  return events.some(
    ([, { type, _balanced, _inactive }]) => type === "labelLink" && !_balanced && !_inactive,
  );
}

/** Offsets of the address's end and of the first `]`, negative if there is none. Two characters follow the scheme. */
function addressIn(): { end: number; bracket: number; step: (code: Code, offset: number) => boolean } {
  let read = "";
  let length = 0;
  const found = {
    end: -1,
    bracket: -1,
    step(code: Code, offset: number): boolean {
      if (isBlank(code) || code === codes.lessThan) return false;
      if (!schemes.includes(read)) {
        read += String.fromCharCode(code ?? 0);
        return schemes.some((scheme) => scheme.startsWith(read));
      }
      length += 1;
      if (code === codes.rightBracket && found.bracket < 0) found.bracket = offset;
      if (length > 1 && !closing.has(code ?? 0)) found.end = offset + 1;
      return true;
    },
  };
  return found;
}
