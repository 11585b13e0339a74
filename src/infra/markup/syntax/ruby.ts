import type { Code, Construct, State, TokenizeContext } from "micromark-util-types";
import { codes } from "./characters.ts";
import { literalText, scan } from "./spans.ts";
import type { Block, Syntax } from "./syntax.ts";

/** Words, each with its reading in parentheses. */
const pair = /([\p{L}\p{N}_]+)\(([\p{L}\p{N}_ ]+)\)/gu;
const pairs = /^(?:[\p{L}\p{N}_]+\([\p{L}\p{N}_ ]+\))+$/u;

/** Readings longer than this are no ruby; it keeps the search short. */
const lengthLimit = 500;

/** `[漢字(かんじ)]`: words with their reading above. Behaviour section 11.2. */
export const ruby: Syntax = { tokens: { text: { [codes.leftBracket]: rubyConstruct() } } };

/** The elements of a text that is nothing but words with readings, undefined for any other. */
export function rubyElements(text: string): Block["data"][] | undefined {
  if (!pairs.test(text)) return undefined;
  return [...text.matchAll(pair)].map(([, word = "", reading = ""]) => ({
    hName: "ruby",
    hChildren: [
      { type: "text", value: word },
      { type: "element", tagName: "rt", properties: {}, children: [{ type: "text", value: reading }] },
    ],
  }));
}

function rubyConstruct(): Construct {
  return {
    tokenize(effects, ok, nok): State {
      const context = this;
      return (code) => {
        const brackets = bracketed();
        const decide: State = (next) => {
          const elements = rubyElements(brackets.inner);
          if (elements === undefined || brackets.end < 0 || isLink(brackets, context)) return nok(next);
          return spans(elements, brackets.end)(next);
        };
        return effects.check(scan(brackets.step), decide, decide)(code);
      };

      /** The source of each pair is part of one element, the brackets of the outer ones. */
      function spans([element, ...others]: readonly Block["data"][], end: number): State {
        return (code) => {
          if (element === undefined) return ok(code);
          const length = (element.hChildren ?? []).map(textOf).join("").length + 2;
          const from = context.now().offset;
          const isFirst = code === codes.leftBracket;
          const next: State = (code) => {
            effects.exit("span");
            return spans(others, end)(code);
          };
          effects.enter("span", { element });
          return literalText(context, effects, {
            end: others.length === 0 ? end : from + length + (isFirst ? 1 : 0),
            next,
          })(code);
        };
      }
    },
  };
}

function textOf(node: NonNullable<Block["data"]["hChildren"]>[number]): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(textOf).join("") : "";
}

interface Brackets {
  inner: string;
  /** The offset after the closing bracket, negative if there is none. */
  end: number;
  /** What follows at once: `(`, or a label in brackets of its own. */
  next: string;
  readonly step: (code: Code, offset: number) => boolean;
}

function isLink({ next }: Brackets, { parser }: TokenizeContext): boolean {
  if (next === "(") return true;
  const label = next.slice(1).replace(/\s+/g, " ").trim();
  return next.startsWith("[") && parser.defined.includes(label.toLowerCase().toUpperCase());
}

function bracketed(): Brackets {
  let length = 0;
  const found: Brackets = {
    inner: "",
    end: -1,
    next: "",
    step(code, offset) {
      length += 1;
      if (code === null || code < 0 || length > lengthLimit) return false;
      const character = String.fromCharCode(code);
      if (length === 1) return true;
      if (found.end >= 0) return follows(character);
      if (character === "[") return false;
      if (character === "]") found.end = offset + 1;
      else found.inner += character;
      return true;
    },
  };

  function follows(character: string): boolean {
    if (found.next === "" && character === "(") found.next = "(";
    if (character === "]" || !(found.next.startsWith("[") || (found.next === "" && character === "[")))
      return false;
    found.next += character;
    return true;
  }
  return found;
}
