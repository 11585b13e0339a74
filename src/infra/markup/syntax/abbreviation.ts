import { type Line, lineBlock, type Reading } from "./lines.ts";
import type { Syntax } from "./syntax.ts";

const oneLine = /^ {0,3}\*\[((?:[^\]\\]|\\.)+)\]:(.*)$/;
const secondLine = /^(?: {3,}|\t)(.+)$/;

/** `*[HTML]: Hyper Text Markup Language`: what an abbreviation stands for; it is not shown. Behaviour section 11.2. */
export const abbreviation: Syntax = {
  tokens: {
    flow: {
      42: lineBlock({
        name: "abbreviation",
        begins: oneLine,
        interrupts: true,
        wanted: () => (line) => oneLine.exec(line)?.[2]?.trim() === "",
        read: readAbbreviation,
      }),
    },
  },
};

function readAbbreviation([first, second]: readonly Line[]): Reading | undefined {
  if (first === undefined) return undefined;
  const [, short = "", text = ""] = oneLine.exec(first.text) ?? [];
  const below = text.trim() === "" ? secondLine.exec(second?.text ?? "")?.[1] : undefined;
  const last = below === undefined ? first : (second ?? first);
  const element = { hName: "abbr", abbreviation: { short, long: (below ?? text).trim() } };
  const end = last.start + last.text.length;
  return {
    end,
    steps: [
      { at: first.start, kind: "enter", element },
      { at: end, kind: "exit" },
    ],
  };
}
