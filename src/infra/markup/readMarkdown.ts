import type { Root } from "mdast";
import type { Extension as TreeExtension } from "mdast-util-from-markdown";
import { parse, postprocess, preprocess } from "micromark";
import type { Extension as TokenExtension } from "micromark-util-types";
import type { Data, Plugin } from "unified";
import { treeCompiler } from "./markdownTree.ts";
import { forgetText } from "./syntax/textNotes.ts";

declare module "unified" {
  interface Data {
    /** The syntax that remark plugins add. */
    micromarkExtensions?: TokenExtension[];
    /** What it becomes in the Markdown tree. */
    fromMarkdownExtensions?: Array<TreeExtension[] | TreeExtension>;
  }
}

/**
 * A remark plugin that reads Markdown as `remark-parse` does, with the syntax that other plugins add, but puts all
 * constructs together once instead of for every text.
 */
export const readMarkdown: Plugin<[], string, Root> = function () {
  let read: ((source: string) => Root) | undefined;
  this.parser = (source) => {
    read ??= reader(this.data());
    return read(source);
  };
};

function reader({ micromarkExtensions = [], fromMarkdownExtensions = [] }: Data): (source: string) => Root {
  const parser = parse({ extensions: micromarkExtensions });
  const compile = treeCompiler(fromMarkdownExtensions.flat());
  return (source) => {
    // All that micromark and our constructs keep of a text.
    parser.defined = [];
    parser.lazy = {};
    forgetText(parser);
    return compile(postprocess(parser.document().write(preprocess()(source, undefined, true))));
  };
}
