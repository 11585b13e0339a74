import type { ElementContent } from "hast";
import type { Parent, PhrasingContent, RootContent } from "mdast";
import type { CompileContext, Extension as TreeExtension } from "mdast-util-from-markdown";
import type { Token, Extension as TokenExtension } from "micromark-util-types";
import type { Processor } from "unified";

/** One construct of Markdown: how it is found in the text and what it becomes in the Markdown tree. */
export interface Syntax {
  readonly tokens?: TokenExtension;
  readonly tree?: TreeExtension;
}

/** The element that a node without a Markdown meaning of its own becomes, as `mdast-util-to-hast` reads it. */
export interface ElementData {
  hName: string;
  hProperties?: Record<string, string | number | boolean | string[]>;
  /** Instead of the node's children. */
  hChildren?: ElementContent[];
  /** Of a footnote and what refers to it: its label, as labels are compared. */
  footnote?: string;
  /** What is not shown, but explained wherever it occurs. */
  abbreviation?: { readonly short: string; readonly long: string };
}

/** An inline element without a Markdown node of its own. */
export interface Span extends Parent {
  type: "span";
  data: ElementData;
  children: PhrasingContent[];
}

/** A block element without a Markdown node of its own; `tight` if a single paragraph in it is not marked. */
export interface Block extends Parent {
  type: "block";
  data: ElementData & { tight?: boolean };
  children: RootContent[];
}

declare module "mdast" {
  interface PhrasingContentMap {
    span: Span;
  }
  interface RootContentMap {
    block: Block;
    span: Span;
  }
}

declare module "micromark-util-types" {
  interface TokenTypeMap {
    block: "block";
    chunkDocument: "chunkDocument";
    span: "span";
    spanMarker: "spanMarker";
  }
  interface Token {
    /** Of a `block` or `span`: what it becomes. */
    element?: Block["data"];
  }
}

/**
 * A remark plugin that adds constructs. Where two begin with the same character, the first in the list is tried first.
 * A `block` or `span` token becomes the element that it carries; what is inside becomes its content.
 */
export function withSyntax(this: Processor, list: readonly Syntax[]): void {
  const data = this.data();
  // micromark tries what was added last first.
  const tokens = list.flatMap((syntax) => syntax.tokens ?? []).reverse();
  const trees = list.flatMap((syntax) => syntax.tree ?? []);
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), ...tokens];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), elementTree, ...trees];
}

const elementTree: TreeExtension = {
  canContainEols: ["span"],
  enter: {
    block(token) {
      const block: Block = { type: "block", data: { ...(token.element ?? { hName: "div" }) }, children: [] };
      this.enter(block, token);
    },
    span(token) {
      const span: Span = { type: "span", data: { ...(token.element ?? { hName: "span" }) }, children: [] };
      this.enter(span, token);
    },
  },
  exit: { block: exitNode, span: exitNode },
};

function exitNode(this: CompileContext, token: Token): undefined {
  this.exit(token);
}
