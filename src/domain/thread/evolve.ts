import type { ThreadName } from "../comment/commands.ts";
import type { RecordedEvent } from "../event/events.ts";

/** The thread after one more event of its stream; undefined when it is closed. Total. */
export function evolveThread(
  state: ThreadName | undefined,
  { event }: Pick<RecordedEvent, "event">,
): ThreadName | undefined {
  if (event.type === "ThreadOpened") {
    return { id: event.data.thread, uri: event.data.uri, title: event.data.title };
  }
  if (state === undefined) return undefined;
  switch (event.type) {
    case "ThreadTitled":
      return { ...state, title: event.data.title };
    case "ThreadRenamed":
      return { ...state, uri: event.data.uri };
    case "ThreadClosed":
      return undefined;
    default:
      return state;
  }
}
