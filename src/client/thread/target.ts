import type { CommentView } from "./context.ts";

/** The comment that an address points at; undefined for other addresses (behaviour section 5.5). */
export function targetId(hash: string): number | undefined {
  const found = /^#isso-(\d+)$/.exec(hash);
  return found ? Number(found[1]) : undefined;
}

/** Brings a comment into view and marks it, and no other. */
export function showTarget(views: Iterable<CommentView>, target: CommentView): void {
  for (const { wrapper } of views) wrapper.classList.toggle("isso-target", wrapper === target.wrapper);
  target.element.scrollIntoView();
}
