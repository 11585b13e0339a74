import type { Syntax } from "./syntax.ts";

declare module "mdast" {
  interface CodeData {
    /** Marked by its indentation, not by fences. */
    indented?: boolean;
  }
}

/** Keeps how a block of code was marked, which the tree does not tell otherwise. */
export const indentedCode: Syntax = {
  tree: {
    exit: {
      codeIndented(token) {
        const value = this.resume().replace(/\n$/, "");
        const node = this.stack.at(-1);
        if (node?.type === "code") Object.assign(node, { value, data: { indented: true } });
        this.exit(token);
      },
    },
  },
};
