import type { ListItem, Parents, Root } from "mdast";
import type { Span } from "../syntax/syntax.ts";

declare module "mdast" {
  interface ListItemData {
    /** There is a box before it. */
    task?: boolean;
  }
}

const box = /^\[([ xX])\](?:\s+|$)/;

/** A remark plugin that puts a box before list items that begin with `[ ]` or `[x]`. Behaviour section 11.2. */
export function mistuneTasks(): (tree: Root) => void {
  return (tree) => markTasks(tree);
}

function markTasks(node: Parents): void {
  if (node.type === "listItem") markTask(node);
  for (const child of node.children) if ("children" in child) markTasks(child);
}

function markTask(item: ListItem): void {
  const [first] = item.children;
  const text = first?.type === "paragraph" ? first.children[0] : undefined;
  const [whole, mark] = (text?.type === "text" && box.exec(text.value)) || [];
  if (first?.type !== "paragraph" || text?.type !== "text" || whole === undefined) return;
  text.value = text.value.slice(whole.length);
  const checked = mark !== " " && { checked: true };
  const input: Span = {
    type: "span",
    data: {
      hName: "input",
      hProperties: { className: ["task-list-item-checkbox"], type: "checkbox", disabled: true, ...checked },
    },
    children: [],
  };
  first.children.unshift(input);
  item.data = { task: true };
}
