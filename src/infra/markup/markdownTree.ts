import type { Root } from "mdast";
import { type CompileContext, type Extension, fromMarkdown } from "mdast-util-from-markdown";
import type { Event } from "micromark-util-types";
import { withListItems } from "./listItems.ts";

/**
 * What makes the Markdown tree of micromark's events, to be built once for many texts: the handles are those of
 * `mdast-util-from-markdown` and of the extensions, but they share one context for each text, where the package
 * copies it for every event. The root has no position, and listeners of extensions hear nothing.
 */
export function treeCompiler(extensions: readonly Extension[]): (events: readonly Event[]) => Root {
  const { buffer, config, enter, exit, resume } = contextWith(extensions);
  const opening = new Map(Object.entries(config.enter));
  const closing = new Map(Object.entries(config.exit));

  return (events) => {
    const tree: Root = { type: "root", children: [] };
    const context: CompileContext = {
      ...{ stack: [tree], tokenStack: [], config, enter, exit, buffer, resume, data: {} },
      sliceSerialize: () => "",
    };
    for (const [kind, token, tokenizer] of withListItems(events)) {
      const handle = (kind === "enter" ? opening : closing).get(token.type);
      if (handle === undefined) continue;
      context.sliceSerialize = tokenizer.sliceSerialize;
      handle.call(context, token);
    }
    const [open] = context.tokenStack.at(-1) ?? [];
    if (open !== undefined) throw new Error(`A token of the type ${open.type} has no end.`);
    return config.transforms.reduce((changed, transform) => transform(changed) || changed, tree);
  };
}

/** The package hands its handles to listeners only. */
function contextWith(extensions: readonly Extension[]): CompileContext {
  let found: CompileContext | undefined;
  const listener: Extension = {
    beforeEnter() {
      found = this;
    },
  };
  fromMarkdown("a", { mdastExtensions: [...extensions, listener] });
  if (found === undefined) throw new Error("mdast-util-from-markdown does not call listeners.");
  return found;
}
