import type { Root as ElementRoot } from "hast";
import type { Nodes, Root } from "mdast";
import { type Options, type State, toHast } from "mdast-util-to-hast";

/**
 * A remark plugin that turns the Markdown tree into elements as `remark-rehype` does, but puts the handlers together
 * once instead of for every tree, and leaves positions behind. Not for trees with GFM's footnotes.
 */
export function toElements(options: Options): (tree: Root) => ElementRoot {
  const state = stateOf(options);
  return (tree) => {
    state.definitionById.clear();
    keepDefinitions(tree, state.definitionById);
    return { type: "root", children: state.wrap(state.all(tree)) };
  };
}

/** The package hands its state to handlers only. */
function stateOf(options: Options): State {
  let found: State | undefined;
  const root = (state: State): undefined => {
    found = state;
  };
  toHast({ type: "root", children: [] }, { ...options, handlers: { ...options.handlers, root } });
  if (found === undefined) throw new Error("mdast-util-to-hast does not call the handler of the root.");
  found.patch = () => undefined;
  return found;
}

/** Of several definitions of one label the first one counts. */
function keepDefinitions(node: Nodes, found: State["definitionById"]): void {
  if (!("children" in node)) return;
  for (const child of node.children) {
    if (child.type !== "definition") keepDefinitions(child, found);
    else if (!found.has(child.identifier.toUpperCase())) found.set(child.identifier.toUpperCase(), child);
  }
}
