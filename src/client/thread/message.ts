import { h } from "../dom.ts";
import { failureKey } from "../failures.ts";
import type { Message, ThreadContext } from "./context.ts";

/** Seconds after which the server takes comments again from someone who wrote too many (behaviour section 5). */
const rateWindow = 60;

/** A message below an element, with `extra` at its end. Screen readers hear it, but not every second of a countdown. */
export function createMessage(thread: ThreadContext, above: Element, extra?: HTMLElement): Message {
  let element: HTMLElement | undefined;
  let timer = 0;
  const clear = (): void => {
    clearInterval(timer);
    element?.remove();
  };
  const show = (said: string, failed: boolean): void => {
    clear();
    const text = h("span", { role: failed ? "alert" : "status" }, said);
    element = h("p", `isso-message isso-${failed ? "error" : "info"}`, text, " ", failed && extra);
    above.after(element);
  };
  const countDown = (): void => {
    const countdown = h("span", "isso-countdown");
    let seconds = rateWindow;
    const step = (): void => {
      countdown.textContent = thread.count("retry-in", seconds);
      seconds -= 1;
      if (seconds < 0 || thread.signal.aborted) clear();
    };
    element?.append(countdown);
    timer = setInterval(step, 1000);
    step();
  };
  return {
    clear,
    tell: (said) => show(said, false),
    fail(failure, more, key = failureKey(failure)) {
      show(thread.say(key) + (more ? ` ${thread.say(more)}` : ""), true);
      if (key === "guard-ratelimit") countDown();
      thread.emit("isso:failed", { failure });
    },
  };
}
