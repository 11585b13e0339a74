import { decodeReferences } from "./charref.ts";
import { type Line, lineBlock, type Reading } from "./lines.ts";
import type { Syntax } from "./syntax.ts";

const oneLine = /^ {0,3}\$\$(.*?)\$\$[ \t]*$/;
const opening = /^ {0,3}\$\$[ \t]*$/;
const closing = /^\$\$[ \t]*$/;

/** `$$` around a formula on lines of its own; what draws it finds it by its class. Behaviour section 11.2. */
export const blockMath: Syntax = {
  tokens: {
    flow: {
      36: lineBlock({
        name: "blockMath",
        begins: /^\$\$/,
        interrupts: true,
        wanted: () => {
          let opened = false;
          return (line) => {
            const goesOn = opened ? !closing.test(line) : opening.test(line);
            opened = true;
            return goesOn;
          };
        },
        read: readMath,
      }),
    },
  },
};

function readMath(lines: readonly Line[]): Reading | undefined {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const isClosed = lines.length > 2 && closing.test(last.text);
  const formula =
    oneLine.exec(first.text)?.[1] ??
    (isClosed
      ? lines
          .slice(1, -1)
          .map(({ text }) => text)
          .join("\n")
      : undefined);
  if (formula === undefined) return undefined;
  const end = last.start + last.text.length;
  const value = `$$\n${decodeReferences(formula)}\n$$`;
  const element = {
    hName: "div",
    hProperties: { className: ["math"] },
    hChildren: [{ type: "text" as const, value }],
  };
  return {
    end,
    steps: [
      { at: first.start, kind: "enter", element },
      { at: end, kind: "exit" },
    ],
  };
}
