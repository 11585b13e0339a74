import type { CommentAnswer } from "../../domain/thread/view.ts";
import type { Api } from "../api.ts";
import type { ThreadEvents } from "../events.ts";
import type { Failure } from "../failures.ts";
import type { PlainKey } from "../i18n/keys.ts";
import type { Texts } from "../i18n/texts.ts";
import type { Options } from "../options.ts";
import type { Site } from "../site.ts";

/** A line that says what went well or wrong, where it happened; it is there only while it says something. */
export interface Message {
  tell(text: string): void;
  /** Explains a failure; `more` follows it, `key` replaces the usual explanation. */
  fail(failure: Failure, more?: PlainKey, key?: PlainKey): void;
  clear(): void;
}

/** A comment on the page. */
export interface CommentView {
  readonly comment: CommentAnswer;
  readonly element: HTMLElement;
  /** The part that is scrolled to and focused: the comment without its replies. */
  readonly wrapper: HTMLElement;
  /** Holds the replies. */
  readonly followUp: HTMLElement;
  readonly message: Message;
  /** Brings up to date what changes with time: the age, and what its author may still do. */
  tick(): void;
}

/** What a thread is before it has words. */
export interface Ground extends Site {
  readonly host: HTMLElement;
  readonly api: Api;
  /** Put behind ids that the first thread of a page has without it. */
  readonly suffix: string;
  /** Aborted when the thread leaves the page: ends listeners, timers and requests. */
  readonly signal: AbortSignal;
  /** The options as the attributes give them. */
  readonly given: Options;
  /** The thread's id as requests name it (behaviour section 2). */
  id(): string;
  /** Asks for the comments again. */
  fetch(): Promise<void>;
  emit<Name extends keyof ThreadEvents>(name: Name, detail: Omit<ThreadEvents[Name], "thread">): void;
}

/** What the parts of one thread share. */
export interface ThreadContext extends Ground, Texts {
  /** The options as the attributes and the server's last answer make them. */
  options(): Options;
  /** Tells a screen reader what happened. */
  announce(text: string): void;
  /** Puts a comment that was just written in its place, and the reader there. */
  posted(comment: CommentAnswer): void;
  /** Takes a comment away, or leaves the blank place that the server left. */
  removed(view: CommentView, left: CommentAnswer | null): void;
}

/** What the actions of a comment work on. */
export interface CommentParts {
  readonly thread: ThreadContext;
  readonly view: CommentView;
  readonly text: HTMLElement;
  readonly footer: HTMLElement;
  /** Notes that the text is not the first one any more. */
  readonly markEdited: () => void;
}
