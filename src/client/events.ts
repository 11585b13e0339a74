import type { CommentAnswer } from "../domain/thread/view.ts";
import type { Failure } from "./failures.ts";

/** What a page can hear of a thread: the events that bubble from its element, with their details. */
export interface ThreadEvents {
  /** The form and the place for the comments are there. */
  readonly "isso:ready": { readonly thread: string };
  /** The comments are listed; `total` counts them all, shown or not. */
  readonly "isso:loaded": { readonly thread: string; readonly total: number };
  readonly "isso:posted": { readonly thread: string; readonly comment: CommentAnswer };
  readonly "isso:edited": { readonly thread: string; readonly comment: CommentAnswer };
  readonly "isso:deleted": { readonly thread: string; readonly id: number };
  readonly "isso:voted": { readonly thread: string; readonly id: number; readonly score: number };
  readonly "isso:failed": { readonly thread: string; readonly failure: Failure };
  /** The thread is taken out of the page. */
  readonly "isso:destroyed": { readonly thread: string };
}
